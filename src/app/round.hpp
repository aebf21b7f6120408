#pragma once
// A round: a site list crawled, assessed, scored, ranked and written (the commands `score` and
// `crawl`).

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/progress.hpp"
#include "gweval/crawl.hpp"
#include "gweval/date.hpp"
#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct RoundOptions {
  std::vector<std::filesystem::path> site_lists;  // one after the other; ids unique over all
  std::vector<std::string> profiles;  // --profile, as given; development-zone is both zone profiles
  std::string catalogue = "cstc-2025";
  std::optional<Shard> shard;  // score only this part of the list; needs as_of
  std::vector<std::filesystem::path> manual_sheets;
  std::filesystem::path cases;    // innovation cases, a folder each scheme; empty: none
  std::filesystem::path ratings;  // store of ratings, decisions and overrides; empty: none
  std::optional<Date> as_of;      // nothing: the newest capture's date
  bool is_offline = false;
  bool reads_archive = false;  // read facts anew from the archive instead of those stored
  std::filesystem::path out = "gweval-out";
  TieRule ties = TieRule::competition;
  Language language = Language::zh;
  bool prints_json = false;
  ProgressMode progress = ProgressMode::automatic;
  CrawlOptions crawl;  // evidence folder and jobs are read from here too
};

/// Crawls what is missing, assesses, scores, ranks, writes results and prints the ranking.
[[nodiscard]] ExitCode run_score(const RoundOptions& options);

/// Writes the results, prints the ranking, and says by its exit code whether all was observed.
[[nodiscard]] ExitCode finish_round(const RoundOptions& options, const Results& results);

/// Evidence only.
[[nodiscard]] ExitCode run_crawl(const RoundOptions& options);

/// Site lists of a round, with profiles filled in; all faults are logged, the Error counts them.
[[nodiscard]] Result<std::vector<Site>> load_round_sites(const RoundOptions& options,
                                                         const Catalogue& catalogue);

/// Takes over what is to be kept of a scored site, and may strip it; called from several threads.
using KeepSite = std::function<Result<void>(std::size_t index, SiteResult& site)>;

/// Assesses and scores sites whose evidence is at hand; ranked, in list order.
[[nodiscard]] Result<Results> assess_round(const RoundOptions& options, const Catalogue& catalogue,
                                           const std::vector<Site>& sites,
                                           const Judgements& judgements, const KeepSite& keep = {});

/// Crawls with progress and interruption; logs each site's failure of ours. True if all were asked
/// for.
[[nodiscard]] Result<bool> crawl_with_progress(const RoundOptions& options,
                                               const Catalogue& catalogue,
                                               const std::vector<Site>& sites);

/// Writes results.json, ranking.csv, indicators.csv and findings.csv into `out`.
[[nodiscard]] Result<void> write_results(const RoundOptions& options, const Results& results);

}  // namespace gweval
