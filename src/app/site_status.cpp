#include "app/site_status.hpp"

#include <fmt/format.h>

namespace gweval {
namespace {

/// Limits that cut a crawl short of its plan; max-pages and max-depth are the plan.
bool was_cut_short(const CrawlFacts& crawl) {
  return crawl.limit_reached == "interrupted" || crawl.limit_reached == "max-time" ||
         crawl.limit_reached == "host-gave-up";
}

LocalText failure_of(const Fetch& home) {
  const auto with = [&](std::string text, const char* separator) {
    return home.detail.empty() ? text : text + separator + home.detail;
  };
  const LocalText outcome = in_words(home.outcome);
  return {
      with(fmt::format("起始地址{}，共尝试 {} 次", outcome.zh, home.attempts), "："),
      with(fmt::format("start address: {} after {} attempt(s)", outcome.en, home.attempts), ": ")};
}

}  // namespace

ObservedStatus status_of(const SiteFacts& facts) {
  if (facts.crawl.limit_reached == "own-network") {
    return {SiteStatus::not_observed,
            {"采集期间本机网络中断，再次运行可继续",
             "our own network failed during the crawl; run again to resume"}};
  }
  if (!facts.home) {
    return {SiteStatus::not_observed,
            {"没有访问过起始地址", "the start address was never asked for"}};
  }
  const Fetch& home = *facts.home;
  if (home.outcome != FetchOutcome::response) return {SiteStatus::not_observed, failure_of(home)};
  if (home.status >= 400) {
    return {
        SiteStatus::not_observed,
        {fmt::format("起始地址答复 {}，共尝试 {} 次", home.status, home.attempts),
         fmt::format("start address answered {} after {} attempt(s)", home.status, home.attempts)}};
  }
  if (facts.pages.empty() || facts.pages.front().url != home.url) {
    const bool is_typed = !home.media_type.empty();
    return {SiteStatus::not_observed,
            {fmt::format("起始地址不是 HTML 页面（{}）", is_typed ? home.media_type : "无媒体类型"),
             fmt::format("start address is not an HTML page ({})",
                         is_typed ? home.media_type : "no media type")}};
  }
  if (facts.crawl.finished_at.empty()) {
    return {SiteStatus::partial,
            {"采集没有完成，再次运行可继续", "the crawl did not finish; run again to resume"}};
  }
  if (was_cut_short(facts.crawl)) {
    return {SiteStatus::partial,
            {"采集提前停止：" + facts.crawl.limit_reached,
             "the crawl stopped early: " + facts.crawl.limit_reached}};
  }
  return {SiteStatus::observed, {}};
}

}  // namespace gweval
