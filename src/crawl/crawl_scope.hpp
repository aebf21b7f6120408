#pragma once
// Which links of a page the crawl follows or checks, and the hosts of a site.

#include <optional>
#include <string>
#include <vector>

#include "crawl/page_class.hpp"
#include "gweval/crawl.hpp"
#include "gweval/date.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

enum class LinkUse {
  page,      // to be visited, in scope
  document,  // offered for download
  asset,     // shown in pages or run by them: pictures, styles, scripts, media
};

struct FoundLink {
  std::string url;  // canonical
  std::string host;
  LinkUse use = LinkUse::page;
  PageClass kind = PageClass::hub;
  std::optional<Date> date = {};  // as the list or the address shows it
  bool is_list_item = false;      // an item of the page's own list
  bool is_in_menu = false;        // a menu names it, so it is probably a column
  bool is_named = true;  // a visitor can go there; false: canonical, which is only another name
};

/// http(s) links of a page, in page order, each once; a redirect by meta refresh or script comes
/// first, assets last.
[[nodiscard]] std::vector<FoundLink> find_links(const PageFacts& page);

/// The hosts of one site.
class SiteScope {
 public:
  SiteScope(CrawlScope kind, const std::string& start_host);
  /// The host where the start address ended: a site that moved is crawled where it is.
  void add_host(const std::string& host);
  [[nodiscard]] bool contains(const std::string& host) const;

 private:
  CrawlScope kind_;
  std::vector<std::string> hosts_;    // without "www."
  std::vector<std::string> domains_;  // registrable, for CrawlScope::domain
};

}  // namespace gweval
