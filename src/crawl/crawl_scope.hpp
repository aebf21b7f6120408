#pragma once
// Which links of a page the crawl follows: pages and attachments of the site.

#include <string>
#include <vector>

#include "gweval/crawl.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

/// A link that may be followed if its host is in scope.
struct FoundLink {
  std::string url;  // canonical
  std::string host;
  bool is_attachment = false;
};

/// http(s) links a visitor can go to, in page order, each once; a redirect by meta refresh or
/// script comes first. Style sheets, media and links to images and the like are left out.
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
