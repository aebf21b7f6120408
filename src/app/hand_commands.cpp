#include "app/hand_commands.hpp"

#include <chrono>
#include <cstdio>
#include <memory>
#include <set>
#include <system_error>
#include "app/fail.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "app/log.hpp"
#include "app/results_file.hpp"
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "gweval/date.hpp"
#include "gweval/evidence_store.hpp"
#include "handscore/agreement_report.hpp"
#include "handscore/disputes.hpp"
#include "handscore/fill_sheet.hpp"
#include "handscore/machine_text.hpp"
#include "handscore/next_leaves.hpp"
#include "handscore/page_search.hpp"
#include "handscore/worksheet_check.hpp"
#include "handscore/worksheet_files.hpp"

namespace gweval {
namespace {

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

Error empty_store(const std::filesystem::path& folder) {
  return {
      ErrorCode::not_found,
      "there are no ratings in this folder; `gweval worksheet export` starts it, --ratings names "
      "another",
      folder.string()};
}

Result<RatingStore> load_started_store(const std::filesystem::path& folder) {
  GWEVAL_TRY(RatingStore store, load_rating_store(folder));
  if (store.last_plan() == nullptr) return empty_store(folder);
  return store;
}

/// A store is of one round: what a rater said in another is no answer in this one.
Result<void> check_round(const RatingStore& store, const std::string& round,
                         const std::filesystem::path& folder) {
  const Plan* plan = store.last_plan();
  if (plan == nullptr || plan->round == round) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("this store is of the round '{}', not of '{}'; name another --ratings "
                           "folder",
                           plan->round, round),
               folder.string()};
}

Result<Catalogue> catalogue_of(const Results& results, const std::string& given) {
  GWEVAL_TRY(Catalogue catalogue, open_catalogue(given.empty() ? results.catalogue_id : given));
  if (catalogue.digest != results.catalogue_digest) {
    log::warning("the catalogue at hand is not in the state the results were made with");
  }
  return catalogue;
}

/// Indicators that innovation cases score, not raters.
std::vector<std::string> scored_otherwise(const Catalogue& catalogue) {
  std::vector<std::string> out;
  for (const Profile& profile : catalogue.profiles) {
    for (const Indicator& leaf : profile.bonus) {
      if (!leaf.categories.empty()) out.push_back(leaf.id);
    }
  }
  return out;
}

void remove_files(const std::vector<std::filesystem::path>& paths) {
  std::error_code ignored;
  for (const auto& path : paths) std::filesystem::remove(path, ignored);
}

/// Pages to look at, from the facts of one site at a time: units come site by site.
class PageFinder {
 public:
  explicit PageFinder(std::filesystem::path evidence) : evidence_(std::move(evidence)) {}

  std::vector<std::string> find(const SiteResult& site, std::size_t leaf) {
    constexpr std::size_t kMostPages = 4;
    if (site.id != site_) {
      site_ = site.id;
      search_.reset();
      pages_.clear();
      // Results are a file from somebody: an id must not lead out of the folder.
      const bool is_folder = site.id.find('/') == std::string::npos && !site.id.starts_with('.');
      auto facts = is_folder ? load_site_facts(evidence_, site.id)
                             : Result<SiteFacts>(Error{ErrorCode::not_found, "no such site"});
      if (facts) pages_ = std::move(facts->pages);  // without evidence there are none
      search_.emplace(pages_);
    }
    return search_->about(names_of(site, leaf), kMostPages);
  }

 private:
  std::filesystem::path evidence_;
  std::string site_;
  std::vector<PageFacts> pages_;
  std::optional<PageSearch> search_;  // of pages_
};

Result<std::string> export_sheets(const WorksheetExportOptions& options) {
  GWEVAL_TRY(const std::string at, moment_of(options.at));
  GWEVAL_TRY(const Results results, load_results(options.results));
  GWEVAL_TRY(const Catalogue catalogue, catalogue_of(results, options.catalogue));
  GWEVAL_TRY(RatingStore store, load_rating_store(options.ratings));
  WorksheetOptions how;
  how.round = options.round.empty() ? results.round : options.round;
  how.assignment = {options.raters, options.seed, options.share, options.least};
  how.language = options.language;
  const auto finder = std::make_shared<PageFinder>(options.evidence);
  how.find_pages = [finder](const SiteResult& site, std::size_t leaf) {
    return finder->find(site, leaf);
  };
  GWEVAL_CHECK(check_round(store, how.round, options.ratings));
  for (const std::string& rater : options.raters) {
    const std::string known = store.other_spelling(rater);
    if (known.empty()) continue;
    return Error{ErrorCode::invalid_argument,
                 fmt::format("the store has a rater '{}', who looks like '{}'; write a name in one "
                             "way",
                             known, rater),
                 "--raters"};
  }
  GWEVAL_TRY(const auto pending,
             pending_units(results, catalogue, store,
                           {how.round, options.with_unmeasured, scored_otherwise(catalogue)}));
  GWEVAL_TRY(WorksheetSet set, make_worksheets(pending, results, catalogue, store, how));
  std::string owed;
  for (const auto& [rater, rows] : set.owed_by_others) {
    owed += fmt::format("{} still owes {} row(s); name them in --raters to send these again\n",
                        rater, rows);
  }
  if (set.sheets.empty()) return "nothing is pending; no worksheet was written\n" + owed;
  GWEVAL_TRY(const WorksheetFiles files,
             write_worksheets(set, options.out, options.formats, options.language));
  std::size_t doubled = 0;
  for (const PlanUnit& unit : set.plan.units) doubled += unit.raters.size() > 1 ? 1 : 0;
  std::string said =
      fmt::format("units {}, of them scored by two raters {}\n", set.plan.units.size(), doubled);
  for (const Worksheet& sheet : set.sheets) {
    said += fmt::format("{}: {} row(s)\n", sheet.rater, sheet.rows.size());
  }
  for (const auto& path : files.paths) said += path.string() + "\n";
  said += owed;
  Batch batch;
  batch.at = at;
  batch.plan = std::move(set.plan);
  if (auto kept = append_batch(options.ratings, store, std::move(batch)); !kept) {
    remove_files(files.paths);  // sheets without a plan could not come back
    return std::move(kept).error();
  }
  return said;
}

struct ImportSum {
  std::size_t sheets = 0;
  std::size_t ratings = 0;
  std::size_t unchanged = 0;
  std::size_t open = 0;
};

/// All sheets are read and checked before anything is kept; all faults are logged.
Result<ImportSum> import_sheets(const WorksheetImportOptions& options) {
  GWEVAL_TRY(const std::string at, moment_of(options.at));
  GWEVAL_TRY(RatingStore store, load_started_store(options.ratings));
  WorksheetChecker checker(store, {options.round, options.may_revise});
  Batch batch;
  batch.at = at;
  std::vector<std::pair<std::string, std::string>> raw;  // bytes, extension
  ImportSum sum;
  Diagnostics faults;
  for (const std::string& path : options.sheets) {
    FormLoad load = load_form(path, "unit", worksheet_column_ids());
    faults.insert(faults.end(), load.faults.begin(), load.faults.end());
    if (!load.table) continue;
    WorksheetRatings found = checker.check(*load.table, digest_text(load.bytes));
    faults.insert(faults.end(), found.faults.begin(), found.faults.end());
    batch.ratings.insert(batch.ratings.end(), found.ratings.begin(), found.ratings.end());
    sum.unchanged += found.unchanged;
    sum.open += found.open;
    raw.emplace_back(std::move(load.bytes), std::filesystem::path(path).extension().string());
  }
  log::errors(faults);
  if (!faults.empty()) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} fault(s); nothing was imported", faults.size()), ""};
  }
  sum.sheets = options.sheets.size();
  sum.ratings = batch.ratings.size();
  if (batch.ratings.empty()) return sum;
  std::set<std::string> named;
  for (const StoredRating& one : batch.ratings) named.insert(one.source);
  for (const auto& [bytes, extension] : raw) {
    if (!named.contains(digest_text(bytes))) continue;  // it said nothing new
    GWEVAL_TRY(const std::string kept, keep_file(options.ratings, "sheets", bytes, extension));
    (void)kept;
  }
  GWEVAL_CHECK(append_batch(options.ratings, store, std::move(batch)));
  return sum;
}

}  // namespace

Result<std::string> moment_of(const std::string& text) {
  if (text.empty()) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
  }
  const bool is_date = parse_iso_date(text).has_value();
  if (is_date) return text + "T00:00:00Z";
  const bool is_time =
      text.size() == 20 && parse_iso_date(text.substr(0, 10)) && text[10] == 'T' && text[19] == 'Z';
  if (is_time) return text;
  return Error{ErrorCode::invalid_argument,
               "a moment is written 2025-11-20 or 2025-11-20T08:00:00Z, not '" + text + "'",
               "--at"};
}

ExitCode run_worksheet_export(const WorksheetExportOptions& options) {
  const auto said = export_sheets(options);
  if (!said) return fail(said.error());
  print(*said);
  return ExitCode::done;
}

ExitCode run_worksheet_import(const WorksheetImportOptions& options) {
  const auto sum = import_sheets(options);
  if (!sum) return fail(sum.error());
  print(fmt::format("sheets {}: ratings imported {}, known already {}, rows still open {}\n",
                    sum->sheets, sum->ratings, sum->unchanged, sum->open));
  return ExitCode::done;
}

ExitCode run_worksheet_fill(const FillOptions& options) {
  const SheetFill filled = fill_sheet(options.sheet, options.answers);
  log::errors(filled.faults);
  if (!filled.faults.empty()) {
    return fail({ErrorCode::invalid_input,
                 fmt::format("{} fault(s); nothing was written", filled.faults.size()), ""});
  }
  std::error_code ignored;
  if (std::filesystem::exists(options.out, ignored)) {
    return fail({ErrorCode::invalid_argument, "there is such a file; name another", options.out});
  }
  if (to_lower_ascii(std::filesystem::path(options.out).extension().string()) != ".csv") {
    return fail({ErrorCode::invalid_argument,
                 "the filled-in sheet is written as CSV; give a name that ends in .csv",
                 options.out});
  }
  if (const auto written = write_file_atomically(options.out, filled.csv); !written) {
    return fail(written.error());
  }
  print(fmt::format("rows filled in {}; {}\n", filled.rows, options.out));
  return ExitCode::done;
}

ExitCode run_next(const NextOptions& options) {
  const auto results = load_results(options.results);
  if (!results) return fail(results.error());
  const auto leaves = leaves_to_score(*results);
  print(options.format == "csv" ? to_next_csv(leaves, options.limit)
                                : to_next_text(leaves, options.limit, options.language));
  return ExitCode::done;
}

ExitCode run_agreement(const AgreementCommandOptions& options) {
  const auto store = load_started_store(options.ratings);
  if (!store) return fail(store.error());
  const AgreementOptions how{options.tolerance, options.seed, options.draws};
  const AgreementReport report = agreement_of(*store, how);
  print(options.format == "json"  ? to_agreement_json(report, how, *store)
        : options.format == "csv" ? to_agreement_csv(report)
                                  : to_agreement_text(report, *store, options.language));
  return ExitCode::done;
}

ExitCode run_adjudicate_export(const AdjudicateOptions& options) {
  const auto store = load_started_store(options.ratings);
  if (!store) return fail(store.error());
  const auto disputes = find_disputes(*store, options.tolerance);
  if (disputes.empty()) {
    print("nothing is in dispute; no sheet was written\n");
    return ExitCode::done;
  }
  const std::filesystem::path path = options.sheet;
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    return fail({ErrorCode::invalid_argument, "there is such a file; name another", options.sheet});
  }
  if (const auto written = write_dispute_sheet(disputes, path, options.language); !written) {
    return fail(written.error());
  }
  print(fmt::format("in dispute: {}; {}\n", disputes.size(), options.sheet));
  return ExitCode::done;
}

ExitCode run_adjudicate_import(const AdjudicateOptions& options) {
  const auto at = moment_of(options.at);
  if (!at) return fail(at.error());
  auto store = load_started_store(options.ratings);
  if (!store) return fail(store.error());
  DecisionLoad load = load_decisions(options.sheet, *store, options.tolerance);
  log::errors(load.faults);
  if (!load.faults.empty()) {
    return fail({ErrorCode::invalid_input,
                 fmt::format("{} fault(s); nothing was imported", load.faults.size()), ""});
  }
  const std::size_t count = load.decisions.size();
  if (count > 0) {
    const auto kept = keep_file(options.ratings, "sheets", load.bytes,
                                std::filesystem::path(options.sheet).extension().string());
    if (!kept) return fail(kept.error());
    Batch batch;
    batch.at = *at;
    batch.source = *kept;
    batch.decisions = std::move(load.decisions);
    for (Decision& one : batch.decisions) one.decided_at = at->substr(0, 10);
    if (const auto added = append_batch(options.ratings, *store, std::move(batch)); !added) {
      return fail(added.error());
    }
  }
  print(fmt::format("decisions imported {}, known already {}, still open {}\n", count,
                    load.unchanged, load.open));
  return ExitCode::done;
}

}  // namespace gweval
