#include "app/site_status.hpp"

#include <fmt/format.h>

namespace gweval {
namespace {

/// Limits that cut a crawl short of its plan; max-pages and max-depth are the plan.
bool was_cut_short(const CrawlFacts& crawl) {
  return crawl.finished_at.empty() || crawl.limit_reached == "interrupted" ||
         crawl.limit_reached == "max-time";
}

}  // namespace

ObservedStatus status_of(const SiteFacts& facts) {
  if (!facts.home) return {SiteStatus::not_observed, "the start address was never asked for"};
  const Fetch& home = *facts.home;
  if (home.outcome != FetchOutcome::response) {
    return {SiteStatus::not_observed,
            fmt::format("start address: {} after {} attempt(s){}{}", to_text(home.outcome),
                        home.attempts, home.detail.empty() ? "" : ": ", home.detail)};
  }
  if (home.status >= 400) {
    return {SiteStatus::not_observed, fmt::format("start address answered {} after {} attempt(s)",
                                                  home.status, home.attempts)};
  }
  if (facts.pages.empty() || facts.pages.front().url != home.url) {
    return {SiteStatus::not_observed,
            fmt::format("start address is not an HTML page ({})",
                        home.media_type.empty() ? "no media type" : home.media_type)};
  }
  if (was_cut_short(facts.crawl)) {
    return {SiteStatus::partial, facts.crawl.finished_at.empty()
                                     ? "the crawl did not finish; run again to resume"
                                     : "the crawl stopped early: " + facts.crawl.limit_reached};
  }
  return {SiteStatus::observed, {}};
}

}  // namespace gweval
