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

/// A row a site and question: class, what to ask word by word, what a good answer does; open:
/// verdict (pass, fail, na), answer, seconds, screenshot (a file's name), asked_at, note.
[[nodiscard]] Result<void> write_question_sheet(const TestPlan& plan,
                                                const std::vector<const SiteResult*>& sites,
                                                const std::string& rater,
                                                const std::filesystem::path& path,
                                                const std::string& date, Language language);

struct Screenshot {
  std::string bytes;
  std::string extension;
};

struct AnswerLoad {
  std::vector<StoredAnswer> answers;
  std::vector<Screenshot> screenshots;
  std::size_t open = 0;
  Diagnostics faults;
  std::string bytes;  // of the sheet
};

/// Reads a sheet back. Names of screenshots are looked up in `folder`, never outside it.
[[nodiscard]] AnswerLoad load_answers(const std::filesystem::path& path,
                                      const std::filesystem::path& folder,
                                      const std::vector<TestPlan>& plans, const RatingStore& store);

/// Passed, of asked, by site and class: what the anchors of grades count.
[[nodiscard]] std::string to_answers_csv(const RatingStore& store);
[[nodiscard]] std::string to_tally_text(const RatingStore& store,
                                        const std::vector<TestPlan>& plans, Language language);

}  // namespace gweval
