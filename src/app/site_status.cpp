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

/// Nothing can be measured on such a page, and nothing may be held against the site for it.
bool shows_nothing(const SiteFacts& facts) {
  const PageFacts& page = facts.pages.front();
  return page.links.empty() && page.redirect_target.empty();
}

ObservedStatus status_by_unread_pages(const SiteFacts& facts) {
  const PageReading reading = reading_of(facts);
  if (!reading.is_partial()) return {SiteStatus::observed, {}};
  return {SiteStatus::partial,
          {fmt::format("{} 个页面中有 {} 个未能读取，如 {}", reading.pages, reading.unread,
                       reading.example),
           fmt::format("{} of {} pages could not be read, such as {}", reading.unread,
                       reading.pages, reading.example)}};
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
  if (shows_nothing(facts)) {
    return {
        SiteStatus::not_observed,
        {"起始页没有链接：内容由脚本生成，或没有收全、无法解码",
         "the start page has no link: scripts draw it, or it did not arrive whole or readable"}};
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
  return status_by_unread_pages(facts);
}

}  // namespace gweval
