#include "app/round.hpp"

#include <algorithm>
#include <cstdio>
#include <set>
#include "app/fail.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "app/assess.hpp"
#include "app/catalogue_finder.hpp"
#include "app/interrupt.hpp"
#include "app/judgements.hpp"
#include "app/log.hpp"
#include "app/parallel.hpp"
#include "app/progress.hpp"
#include "app/round_evidence.hpp"
#include "app/round_files.hpp"
#include "app/site_spill.hpp"
#include "base/file.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/inputs.hpp"
#include "gweval/registry.hpp"
#include "gweval/report.hpp"
#include "gweval/scoring.hpp"
#include "gweval/version.hpp"

namespace gweval {
namespace {

// A round takes as long as its slowest host if all run at once; a site in work costs about five
// files and half a MiB.
constexpr int kSitesAtOnce = 512;

Result<std::vector<std::string>> expand_profiles(const std::vector<std::string>& wanted,
                                                 const std::vector<std::string>& known) {
  std::vector<std::string> out;
  for (const std::string& profile : wanted) {
    if (profile == "development-zone") {
      out.insert(out.end(), {"etdz", "hidz"});
    } else if (std::find(known.begin(), known.end(), profile) == known.end()) {
      auto names = known;
      names.emplace_back("development-zone");
      return unknown_profile(profile, names);
    } else {
      out.push_back(profile);
    }
  }
  return out;
}

/// Every Nth site: neighbours of a list are often of one host or province, and shards should weigh
/// alike.
std::vector<Site> shard_of(std::vector<Site> sites, const Shard& shard) {
  std::vector<Site> out;
  for (auto i = static_cast<std::size_t>(shard.number) - 1; i < sites.size();
       i += static_cast<std::size_t>(shard.count)) {
    out.push_back(std::move(sites[i]));
  }
  return out;
}

struct RoundInputs {
  Catalogue catalogue;
  std::vector<Site> sites;
  LoadedJudgements judgements;
};

/// All lists' faults are logged before any of them ends the run.
Result<std::vector<Site>> load_lists(const std::vector<std::filesystem::path>& lists,
                                     const std::vector<std::string>& profiles,
                                     const std::vector<std::string>& known) {
  std::vector<Site> sites;
  std::set<std::string> ids;
  std::size_t faults = 0;
  for (const std::filesystem::path& file : lists) {
    SiteListLoad list = load_site_list(file, profiles, known);
    log::notices(list.notices);
    for (Site& site : list.sites) {
      if (!ids.insert(site.id).second) {
        list.faults.push_back(
            {file.string(), 0, 0,
             "id '" + site.id + "' is in an earlier list already; ids are unique"});
      }
      sites.push_back(std::move(site));
    }
    log::errors(list.faults);
    faults += list.faults.size();
  }
  if (faults == 0) return sites;
  return Error{ErrorCode::invalid_input,
               fmt::format("{} fault(s) in the site list; nothing was crawled", faults),
               lists.front().string()};
}

/// Everything is read and checked before anything is crawled; all faults of all inputs are logged.
Result<RoundInputs> load_inputs(const RoundOptions& options) {
  RoundInputs inputs;
  GWEVAL_TRY(inputs.catalogue, open_catalogue(options.catalogue));
  GWEVAL_TRY(inputs.sites, load_round_sites(options, inputs.catalogue));
  GWEVAL_TRY(inputs.judgements, load_judgements(options, inputs.catalogue, inputs.sites));
  if (options.shard) inputs.sites = shard_of(std::move(inputs.sites), *options.shard);
  return inputs;
}

std::vector<Site> sites_to_crawl(const RoundInputs& inputs) {
  std::vector<Site> out;
  for (const Site& site : inputs.sites) {
    if (needs_evidence(*inputs.catalogue.find_profile(site.profile))) out.push_back(site);
  }
  return out;
}

Result<Date> choose_as_of(const RoundOptions& options, const std::vector<Site>& sites) {
  if (options.as_of) return *options.as_of;
  std::optional<Date> newest;
  for (const Site& site : sites) {
    const auto date = newest_capture_of(options.crawl.evidence, site.id);
    // What cannot be read is told when the site is assessed.
    if (date && *date && (!newest || **date > *newest)) newest = *date;
  }
  if (newest) return *newest;
  return Error{ErrorCode::not_found,
               "no evidence of any site to take the date from; crawl first, or give --as-of DATE",
               options.crawl.evidence.string()};
}

void note_rules(const Indicator& indicator, std::map<std::string, int>& rules) {
  for (const Indicator& child : indicator.children) note_rules(child, rules);
  if (!indicator.rubric) return;
  for (const Criterion& criterion : indicator.rubric->criteria) {
    if (!criterion.is_manual) rules[criterion.rule] = criterion.rule_version;
  }
}

void note_queries(const Indicator& indicator, std::vector<std::string>& queries) {
  for (const Indicator& child : indicator.children) note_queries(child, queries);
  if (!indicator.rubric) return;
  const auto add = [&](const std::string& words) {
    if (std::find(queries.begin(), queries.end(), words) == queries.end()) queries.push_back(words);
  };
  for (const Criterion& criterion : indicator.rubric->criteria) {
    if (!criterion.rule.starts_with("search.")) continue;
    const auto lexicon = criterion.params.find("queries");
    if (lexicon == criterion.params.end()) continue;
    for (const LexiconEntry& entry : std::get<Lexicon>(lexicon->second).entries) {
      add(entry.words.front());
    }
    const auto nonsense = criterion.params.find("nonsense");
    if (nonsense != criterion.params.end()) add(std::get<std::string>(nonsense->second));
  }
}

/// Words of rules that only need to know whether the search answers at all.
void note_trial(const Indicator& indicator, std::vector<std::string>& queries) {
  for (const Indicator& child : indicator.children) note_trial(child, queries);
  if (!indicator.rubric) return;
  for (const Criterion& criterion : indicator.rubric->criteria) {
    const auto words = criterion.params.find("words");
    if (criterion.rule != "function.search" || words == criterion.params.end()) continue;
    if (queries.empty()) queries.push_back(std::get<std::string>(words->second));
  }
}

/// What the catalogue wants to know of the sites' own searches, by profile.
std::map<std::string, std::vector<std::string>> search_queries(const Catalogue& catalogue) {
  std::map<std::string, std::vector<std::string>> by_profile;
  for (const Profile& profile : catalogue.profiles) {
    for (const Indicator& indicator : profile.indicators) {
      note_queries(indicator, by_profile[profile.id]);
    }
    for (const Indicator& indicator : profile.indicators) {
      note_trial(indicator, by_profile[profile.id]);
    }
  }
  return by_profile;
}

bool has_unobserved(const Results& results) {
  return std::any_of(results.sites.begin(), results.sites.end(), [](const SiteResult& site) {
    return site.status == SiteStatus::not_observed;
  });
}

}  // namespace

Result<std::vector<Site>> load_round_sites(const RoundOptions& options,
                                           const Catalogue& catalogue) {
  std::vector<std::string> known;
  for (const Profile& profile : catalogue.profiles) known.push_back(profile.id);
  GWEVAL_TRY(const auto profiles, expand_profiles(options.profiles, known));
  return load_lists(options.site_lists, profiles, known);
}

Result<bool> crawl_with_progress(const RoundOptions& options, const Catalogue& catalogue,
                                 const std::vector<Site>& sites) {
  GWEVAL_CHECK(make_folder(options.crawl.evidence));
  const InterruptGuard guard;
  ProgressReport report(options.progress);
  CrawlOptions crawl = options.crawl;
  crawl.search_queries = search_queries(catalogue);
  crawl.sites_at_once = kSitesAtOnce;
  auto outcomes = crawl_sites(
      sites, crawl, [&](const CrawlProgress& progress) { report.show(progress); }, is_interrupted);
  report.end_crawl();
  if (!outcomes) return std::move(outcomes).error();
  bool is_complete = true;
  std::optional<Error> refused;  // by this machine
  for (const CrawlOutcome& outcome : *outcomes) {
    log::detail(fmt::format("{}: {} fetched, {} already archived{}{}", outcome.site_id,
                            outcome.fetched, outcome.resumed,
                            outcome.facts.limit_reached.empty() ? "" : ", stopped at ",
                            outcome.facts.limit_reached));
    for (const CrawlTrap& trap : outcome.facts.traps) {
      log::detail(
          fmt::format("{}: {} x {}, as {}", outcome.site_id, trap.pages, trap.kind, trap.example));
    }
    if (outcome.facts.limit_reached == "own-network") {
      is_complete = false;
      log::error(Error{ErrorCode::network,
                       outcome.site_id + ": hosts that had answered stopped answering all at "
                                         "once; check this machine's network, then run again"});
    }
    if (outcome.error) {
      is_complete = false;
      log::error(Error{outcome.error->code, outcome.site_id + ": " + outcome.error->message,
                       outcome.error->where});
      if (exit_code_of(outcome.error->code) == ExitCode::internal_error) refused = outcome.error;
    }
  }
  if (refused) {
    return Error{refused->code,
                 "not all evidence could be stored; what was stored is kept, and the same command "
                 "goes on from there",
                 options.crawl.evidence.string()};
  }
  return is_complete;
}

Result<Results> assess_round(const RoundOptions& options, const Catalogue& catalogue,
                             const std::vector<Site>& sites, const Judgements& judgements,
                             const KeepSite& keep) {
  GWEVAL_TRY(const Date as_of, choose_as_of(options, sites));
  const AssessContext context{&catalogue, options.crawl.evidence, as_of, options.reads_archive,
                              &judgements};
  std::vector<std::optional<SiteResult>> scored(sites.size());
  std::vector<std::optional<Error>> unreadable(sites.size());
  std::vector<std::optional<Error>> failed(sites.size());
  for_each_index(sites.size(), options.crawl.jobs, [&](std::size_t i) {
    auto result = assess_site(context, sites[i]);
    if (!result) {
      unreadable[i] = std::move(result).error();
      result = unreadable_site(context, sites[i]);
    }
    if (keep) {
      if (auto kept = keep(i, *result); !kept) failed[i] = std::move(kept).error();
    }
    scored[i] = *std::move(result);
  });
  tell_unreadable(sites, unreadable);
  Results results = empty_results(catalogue);
  results.engine_version = kVersion;
  results.as_of = to_text(as_of);
  results.round = catalogue.id + "/" + results.as_of;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (failed[i]) return *std::move(failed[i]);
    for (const Indicator& indicator : catalogue.find_profile(sites[i].profile)->indicators) {
      note_rules(indicator, results.rules);
    }
    results.sites.push_back(*std::move(scored[i]));
  }
  rank_sites(results, options.ties);
  results.shard = options.shard;
  return results;
}

Result<void> write_results(const RoundOptions& options, const Results& results) {
  GWEVAL_CHECK(make_folder(options.out));
  GWEVAL_CHECK(write_file_atomically(options.out / "results.json", to_results_json(results)));
  GWEVAL_CHECK(write_file_atomically(options.out / "ranking.csv", to_ranking_csv(results)));
  GWEVAL_CHECK(write_file_atomically(options.out / "indicators.csv", to_indicators_csv(results)));
  return write_file_atomically(options.out / "findings.csv",
                               to_findings_csv(results, options.language));
}

ExitCode run_crawl(const RoundOptions& options) {
  const auto inputs = load_inputs(options);
  if (!inputs) return fail(inputs.error());
  if (const auto theirs = check_evidence_is_theirs(options.crawl.evidence, inputs->sites);
      !theirs) {
    return fail(theirs.error());
  }
  const auto crawled = crawl_with_progress(options, inputs->catalogue, sites_to_crawl(*inputs));
  if (!crawled) return fail(crawled.error());
  if (is_interrupted()) return end_interrupted(options.crawl.evidence.string());
  const std::size_t unanswered = tell_unanswered(options.crawl.evidence, sites_to_crawl(*inputs));
  log::info(fmt::format("evidence of {} site(s) is in {}", inputs->sites.size() - unanswered,
                        options.crawl.evidence.string()));
  return *crawled && unanswered == 0 ? ExitCode::done : ExitCode::not_observed;
}

namespace {

/// Every site's indicators go to a file as soon as they are scored; what is returned lacks them.
Result<Results> score_and_write(const RoundOptions& options, const RoundInputs& inputs) {
  GWEVAL_TRY(const auto spill, SiteSpill::open(options.out, inputs.sites.size()));
  const std::size_t columns = level_columns_of(inputs.catalogue, inputs.sites);
  ProgressReport report(options.progress);
  const auto keep = [&](std::size_t i, SiteResult& site) -> Result<void> {
    GWEVAL_CHECK(spill->put(i, pieces_of(site, columns, options.language)));
    std::vector<IndicatorResult>().swap(site.indicators);
    report.note_scored(inputs.sites.size());
    return {};
  };
  GWEVAL_TRY(Results results,
             assess_round(options, inputs.catalogue, inputs.sites, inputs.judgements.said, keep));
  results.ratings = inputs.judgements.head;
  GWEVAL_CHECK(write_spilled_results(options, results, *spill, columns));
  return results;
}

Result<void> show(const RoundOptions& options, const Results& results) {
  if (options.prints_json) return print_file(options.out / "results.json");
  const TextStyle style{terminal_columns(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1,
                        options.language};
  std::fputs(to_ranking_table(results, style).c_str(), stdout);
  return {};
}

ExitCode announce(const RoundOptions& options, const Results& results) {
  log::info(fmt::format("results are in {}; `gweval explain {} SITE` shows where points come from",
                        options.out.string(), (options.out / "results.json").string()));
  return has_unobserved(results) ? ExitCode::not_observed : ExitCode::done;
}

}  // namespace

ExitCode run_score(const RoundOptions& options) {
  const auto inputs = load_inputs(options);
  if (!inputs) return fail(inputs.error());
  if (const auto theirs = check_evidence_is_theirs(options.crawl.evidence, inputs->sites);
      !theirs) {
    return fail(theirs.error());
  }
  // A round may take days: that its results can be written is seen before it starts.
  if (const auto made = make_folder(options.out); !made) return fail(made.error());
  bool is_complete = true;
  if (!options.is_offline) {
    const auto crawled = crawl_with_progress(options, inputs->catalogue, sites_to_crawl(*inputs));
    if (!crawled) return fail(crawled.error());
    if (is_interrupted()) return end_interrupted(options.crawl.evidence.string());
    is_complete = *crawled;
  }
  const auto results = score_and_write(options, *inputs);
  if (!results) return fail(results.error());
  if (const auto shown = show(options, *results); !shown) return fail(shown.error());
  const ExitCode code = announce(options, *results);
  return code == ExitCode::done && !is_complete ? ExitCode::not_observed : code;
}

ExitCode finish_round(const RoundOptions& options, const Results& results) {
  if (const auto written = write_results(options, results); !written) return fail(written.error());
  if (const auto shown = show(options, results); !shown) return fail(shown.error());
  return announce(options, results);
}

}  // namespace gweval
