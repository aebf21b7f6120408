#include "app/answers_command.hpp"

#include <algorithm>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/catalogue_finder.hpp"
#include "app/hand_commands.hpp"
#include "app/log.hpp"
#include "app/print_text.hpp"
#include "app/results_file.hpp"
#include "base/edit_distance.hpp"
#include "handscore/answers.hpp"

namespace gweval {
namespace {

/// "; raters are Li, Wang", with a did-you-mean.
std::string known_raters(const RatingStore& store, const std::string& given) {
  const auto raters = store.raters();
  if (raters.empty()) return {};
  return fmt::format("{}; raters are {}",
                     did_you_mean(given, std::vector<std::string>(raters.begin(), raters.end())),
                     fmt::join(raters, ", "));
}

Result<std::string> export_sheet(const AnswersOptions& options) {
  GWEVAL_TRY(const Results results, load_results(options.results));
  GWEVAL_TRY(const HandCatalogue hand, open_hand_catalogue(results.catalogue_id));
  GWEVAL_TRY(const std::string at, moment_of(options.at));
  GWEVAL_TRY(RatingStore store, load_rating_store(options.ratings));
  std::vector<std::string> known;
  for (const TestPlan& plan : hand.plans) known.push_back(plan.id);
  const auto found = std::find(known.begin(), known.end(), options.plan);
  if (found == known.end()) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("the catalogue has no test plan '{}'{}", options.plan,
                             did_you_mean(options.plan, known)),
                 "--plan"};
  }
  if (!is_rater_name(options.rater)) {
    return Error{ErrorCode::invalid_argument, "who asks? Give a name", "--rater"};
  }
  std::error_code ignored;
  if (std::filesystem::exists(options.sheet, ignored)) {
    return Error{ErrorCode::invalid_argument, "there is such a file; name another", options.sheet};
  }
  const TestPlan& plan = hand.plans[static_cast<std::size_t>(found - known.begin())];
  const auto sites = sites_to_ask(results, plan, store, options.rater);
  if (sites.empty()) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("no site's answers are scored by '{}'{}; nothing was written",
                             options.rater, known_raters(store, options.rater)),
                 "--rater"};
  }
  const Plan* given = store.last_plan();
  QuestionSheet sheet = make_question_sheet(plan, sites, options.rater,
                                            given == nullptr ? results.round : given->round);
  GWEVAL_CHECK(write_question_sheet(plan, sheet, options.sheet, results.as_of, options.language));
  Batch batch;
  batch.at = at;
  batch.questions = std::move(sheet);
  if (auto kept = append_batch(options.ratings, store, std::move(batch)); !kept) {
    std::filesystem::remove(options.sheet, ignored);  // without its record it could not come back
    return std::move(kept).error();
  }
  return fmt::format(
      "sites {}, questions each {}; {}\n", sites.size(),
      [&plan] {
        std::size_t count = 0;
        for (const TestClass& each : plan.classes) count += each.questions.size();
        return count;
      }(),
      options.sheet);
}

Result<std::string> import_sheet(const AnswersOptions& options) {
  GWEVAL_TRY(const std::string at, moment_of(options.at));
  GWEVAL_TRY(const HandCatalogue hand, open_hand_catalogue(options.catalogue));
  GWEVAL_TRY(RatingStore store, load_rating_store(options.ratings));
  AnswerLoad load =
      load_answers({options.sheet, options.screenshots, at.substr(0, 10), options.may_revise},
                   hand.plans, store);
  log::errors(load.faults);
  if (!load.faults.empty()) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} fault(s); nothing was imported", load.faults.size()), ""};
  }
  const std::size_t count = load.answers.size();
  if (count > 0) {
    for (const Screenshot& one : load.screenshots) {
      GWEVAL_TRY(const std::string kept,
                 keep_file(options.ratings, "answers", one.bytes, one.extension));
      (void)kept;
    }
    Batch batch;
    batch.at = at;
    GWEVAL_TRY(batch.source, keep_file(options.ratings, "sheets", load.bytes,
                                       std::filesystem::path(options.sheet).extension().string()));
    batch.answers = std::move(load.answers);
    GWEVAL_CHECK(append_batch(options.ratings, store, std::move(batch)));
  }
  return fmt::format(
      "answers imported {}, known already {}, screenshots kept {}, rows still open {}\n", count,
      load.unchanged, load.screenshots.size(), load.open);
}

Result<std::string> list_answers(const AnswersOptions& options) {
  GWEVAL_TRY(const HandCatalogue hand, open_hand_catalogue(options.catalogue));
  GWEVAL_TRY(const RatingStore store, load_rating_store(options.ratings));
  return options.format == "csv" ? to_answers_csv(store)
                                 : to_tally_text(store, hand.plans, options.language);
}

}  // namespace

ExitCode run_answers_export(const AnswersOptions& options) {
  return print_text(export_sheet(options));
}

ExitCode run_answers_import(const AnswersOptions& options) {
  return print_text(import_sheet(options));
}

ExitCode run_answers_list(const AnswersOptions& options) {
  return print_text(list_answers(options));
}

}  // namespace gweval
