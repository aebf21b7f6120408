#pragma once
// Script-driven functions, such as smart Q&A: the same questions asked everywhere, from the
// catalogue's test plans, and what was answered, with the screenshots' digests.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "gweval/hand_catalogue.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/text.hpp"
#include "handscore/store.hpp"

namespace gweval {

/// Sites whose worksheet rows of the plan's criteria `store` gives to the rater; all observed ones
/// if it gives none of them to anybody.
[[nodiscard]] std::vector<const SiteResult*> sites_to_ask(const Results& results,
                                                          const TestPlan& plan,
                                                          const RatingStore& store,
                                                          const std::string& rater);

/// What is sent to a rater; it goes into the store, so that the sheet can come back.
[[nodiscard]] QuestionSheet make_question_sheet(const TestPlan& plan,
                                                const std::vector<const SiteResult*>& sites,
                                                const std::string& rater, const std::string& round);

/// A row a site and question: class, what to ask word by word, what a good answer does; open:
/// verdict (pass, fail, na), answer, seconds, screenshot (a file's name), asked_at, note.
[[nodiscard]] Result<void> write_question_sheet(const TestPlan& plan, const QuestionSheet& sheet,
                                                const std::filesystem::path& path,
                                                const std::string& date, Language language);

struct Screenshot {
  std::string bytes;
  std::string extension;
};

struct AnswerLoad {
  std::vector<StoredAnswer> answers;
  std::vector<Screenshot> screenshots;
  std::size_t unchanged = 0;  // rows the store has already
  std::size_t open = 0;
  Diagnostics faults;
  std::string bytes;  // of the sheet
};

struct AnswerImport {
  std::filesystem::path sheet;
  std::filesystem::path screenshots;  // folder their names are looked up in, never outside it
  std::string day;                    // of the import, YYYY-MM-DD: nothing was asked later
  bool may_revise = false;            // a rater's new answer may follow an earlier, other one
};

/// Reads a sheet back: each row against the sheet that was sent.
[[nodiscard]] AnswerLoad load_answers(const AnswerImport& import,
                                      const std::vector<TestPlan>& plans, const RatingStore& store);

/// Passed, of asked, by site and class: what the anchors of grades count.
[[nodiscard]] std::string to_answers_csv(const RatingStore& store);
[[nodiscard]] std::string to_tally_text(const RatingStore& store,
                                        const std::vector<TestPlan>& plans, Language language);

}  // namespace gweval
