#pragma once
// All facts of one site in one round, as rules see them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/date.hpp"
#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

struct RobotsFacts {
  bool was_fetched = false;  // a response was received
  int status = 0;
  bool disallows_all = false;  // for our agent
  std::vector<std::string> sitemaps;
};

struct SitemapFacts {
  bool was_fetched = false;
  int status = 0;
  std::size_t url_count = 0;
};

/// A part of the site the crawl did not follow to its end, since it leads nowhere new.
struct CrawlTrap {
  std::string kind;     // "growing-path", "endless-list", "calendar", "mirrored-host", "duplicate"
  std::string example;  // URL
  std::size_t pages = 0;  // addresses left out, or pages that held the same
};

/// How the crawl ended; what it did not look at is not observed.
struct CrawlFacts {
  bool is_complete = false;     // the frontier was emptied within the limits
  std::string limit_reached;    // "max-pages", "max-time", "max-depth" …, or empty
  std::size_t pages_known = 0;  // distinct page URLs seen
  std::string started_at;       // ISO 8601 UTC
  std::string finished_at;
  std::vector<CrawlTrap> traps = {};  // in the manifest only
};

struct SiteFacts {
  std::string site_id;
  std::string start_url;
  Date newest_capture;               // date (UTC) of the newest fetch
  std::optional<Fetch> home;         // the start address's last fetch
  std::optional<Fetch> https_probe;  // https:// of the start host
  std::optional<Fetch> http_probe;   // http:// of the start host
  std::optional<bool> has_ipv6;      // AAAA record seen; nothing: not looked up
  RobotsFacts robots;
  SitemapFacts sitemap;
  CrawlFacts crawl;
  std::vector<Fetch> fetches;    // in crawl order, pages and links alike
  std::vector<PageFacts> pages;  // in crawl order; the home page first if it was observed
};

/// How much of what was asked for as a page was seen.
struct PageReading {
  std::size_t pages = 0;
  std::size_t unread = 0;    // is_unread(), but for https addresses of a site without https
  std::string_view example;  // the first of them
  /// Beyond one page in twenty the site was not seen as its visitors see it.
  [[nodiscard]] bool is_partial() const { return unread * 20 > pages; }
};
[[nodiscard]] PageReading reading_of(const SiteFacts& site);

}  // namespace gweval
