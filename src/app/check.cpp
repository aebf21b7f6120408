#include "app/check.hpp"

#include <chrono>
#include <cstdio>
#include "app/fail.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include "app/catalogue_finder.hpp"
#include "app/judgements.hpp"
#include "app/log.hpp"
#include "app/progress.hpp"
#include "base/file.hpp"
#include "gweval/inputs.hpp"
#include "gweval/report.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

Result<Site> site_of(const CheckOptions& options, const Catalogue& catalogue) {
  const auto url = parse_url(options.url);
  if (!url || !is_http(*url) || url->host.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "not an http or https address; write e.g. https://www.city.gov.cn/", options.url};
  }
  if (catalogue.find_profile(options.profile) == nullptr)
    return unknown_profile(options.profile, profile_ids(catalogue));
  Site site;
  site.url = to_text(*url);
  for (const char c : url->host) site.id += c == ':' || c == '[' || c == ']' ? '_' : c;
  site.name = url->host;
  site.profile = options.profile;
  return site;
}

/// A check is about the site as it is now, so it starts with a folder of its own.
std::filesystem::path fresh_folder(const RoundOptions& round) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return round.out / fmt::format("check-{:%Y%m%dT%H%M%SZ}", fmt::gmtime(now));
}

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  const auto catalogue = open_catalogue(options.round.catalogue);
  if (!catalogue) return fail(catalogue.error());
  if (const auto usable = check_usable(options.conditions, catalogue->tiers); !usable) {
    return fail(usable.error());
  }
  const auto site = site_of(options, *catalogue);
  if (!site) return fail(site.error());
  const std::vector<Site> sites{*site};
  const auto judgements = load_judgements(options.round, *catalogue, sites);
  if (!judgements) return fail(judgements.error());
  RoundOptions round = options.round;
  if (!options.keeps_evidence && !round.is_offline) {
    round.out = fresh_folder(round);
    round.crawl.evidence = round.out / "evidence";
  }
  if (const auto made = make_folder(round.out); !made) return fail(made.error());
  if (!round.is_offline) {
    const auto crawled = crawl_with_progress(round, *catalogue, sites);
    if (!crawled) return fail(crawled.error());
  }
  auto results = assess_round(round, *catalogue, sites, judgements->said);
  if (!results) return fail(results.error());
  results->ratings = judgements->head;
  if (const auto written = write_results(round, *results); !written) return fail(written.error());
  if (round.prints_json) {
    std::fputs(to_results_json(*results).c_str(), stdout);
  } else {
    const TextStyle style{terminal_columns(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1,
                          round.language};
    const auto text = to_fix_list(*results, site->id, style);
    if (!text) return fail(text.error());
    std::fputs(text->c_str(), stdout);
  }
  log::info(fmt::format("results are in {}, evidence in {}", round.out.string(),
                        round.crawl.evidence.string()));
  const bool is_observed = results->sites.front().status != SiteStatus::not_observed;
  return apply_conditions(is_observed ? ExitCode::done : ExitCode::not_observed, *results,
                          options.conditions, round.language);
}

}  // namespace gweval
