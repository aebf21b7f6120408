#pragma once
// Parts of a site that go on for ever without leading anywhere, and copies of what was seen:
// paths that grow, lists and calendars that page on and on, hosts that mirror each other.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "crawl/address_series.hpp"
#include "crawl/page_class.hpp"
#include "gweval/site_facts.hpp"
#include "web/url.hpp"

namespace gweval {

/// A path that repeats itself (/a/b/a/b/a/b/) or has more folders than any site needs.
[[nodiscard]] bool is_growing_path(std::string_view path);

class TrapWatch {
 public:
  /// Whether to leave out an address that the page at `found_on` links to; counts it for the
  /// report. What goes on for ever is refused only where it leads to itself: what a list or another
  /// page names is visited.
  [[nodiscard]] bool refuses(const Url& url, const std::string& found_on);

  /// The same for one that waits to be visited since before the trap was recognised.
  [[nodiscard]] bool refuses_waiting(const Url& url, const std::string& found_on);

  /// The address to visit instead of one of a mirrored host; the address itself elsewhere.
  [[nodiscard]] Url without_mirror(Url url);

  /// Whether without_mirror() may change an address.
  [[nodiscard]] bool knows_mirrors() const { return !mirrors_.empty(); }

  /// A page's content by its digest. Returns false if its links need not be followed, because
  /// several pages held the same before.
  bool note_content(const Url& url, const std::string& digest);

  /// What a page led to, link by link.
  struct Yield {
    AddressSeries series;  // of the page
    bool is_article = false;
    bool is_paged = false;   // by the words of its links
    bool is_near = true;     // own links lead a few numbers on
    std::size_t own = 0;     // new addresses of its own series
    std::size_t others = 0;  // others that no earlier page of the series showed
  };
  [[nodiscard]] static Yield begin_yield(const Url& page, bool is_article);
  /// `is_new`: no page led there before.
  void add_to_yield(Yield& yield, const std::string& link, PageClass kind, bool is_new);
  void end_yield(const Yield& yield);

  /// By kind: what was recognised, an example, and how many addresses were left out.
  [[nodiscard]] std::vector<CrawlTrap> report() const;

 private:
  struct Series {
    int barren = 0;  // weight of pages in a row that led to more of the same only
    bool is_closed = false;
    bool is_sure = false;  // by its addresses or words, not by numbers alone
  };
  struct Copy {
    std::string origin;
    std::string digest;
  };
  struct Mirror {
    std::string origin;  // of the pages seen first
    int same = 0;
    bool differs = false;
  };

  [[nodiscard]] bool refuses_series(const Url& url, const std::string& found_on, bool is_waiting);
  void count(const std::string& kind, const std::string& example);
  void compare_with_copy(const Url& url, const std::string& digest);

  std::unordered_map<std::string, Series> series_;  // by key
  std::unordered_set<std::size_t> shown_;           // digests of series and link
  std::size_t closed_ = 0;                          // of series_
  std::string last_found_on_;
  AddressSeries last_series_;  // of last_found_on_
  std::unordered_map<std::string, int> pages_by_digest_;
  std::unordered_map<std::string, Copy> first_at_path_;
  std::map<std::string, Mirror> mirrors_;  // by origin
  std::map<std::string, CrawlTrap> found_;
  std::unordered_set<std::string> counted_;  // addresses left out, each counted once
};

}  // namespace gweval
