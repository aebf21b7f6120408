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

#include "gweval/site_facts.hpp"
#include "web/url.hpp"

namespace gweval {

/// A path that repeats itself (/a/b/a/b/a/b/) or has more folders than any site needs.
[[nodiscard]] bool is_growing_path(std::string_view path);

class TrapWatch {
 public:
  /// Whether to leave an address out; counts it for the report.
  [[nodiscard]] bool refuses(const Url& url);

  /// The address to visit instead of one of a mirrored host; the address itself elsewhere.
  [[nodiscard]] Url without_mirror(Url url);

  /// Whether without_mirror() may change an address.
  [[nodiscard]] bool knows_mirrors() const { return !mirrors_.empty(); }

  /// A page's content by its digest. Returns false if its links need not be followed, because
  /// several pages held the same before.
  bool note_content(const Url& url, const std::string& digest);

  /// What a page that is no article led to for the first time: addresses of its own pattern, and
  /// others.
  void note_yield(const Url& url, std::size_t own, std::size_t others);

  /// By kind: what was recognised, an example, and how many addresses were left out.
  [[nodiscard]] std::vector<CrawlTrap> report() const;

 private:
  struct Pattern {
    int barren = 0;  // pages in a row that led to more of the same only
    bool is_closed = false;
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

  void count(const std::string& kind, const std::string& example);
  void compare_with_copy(const Url& url, const std::string& digest);

  std::unordered_map<std::string, Pattern> patterns_;
  std::unordered_map<std::string, int> pages_by_digest_;
  std::unordered_map<std::string, Copy> first_at_path_;
  std::map<std::string, Mirror> mirrors_;  // by origin
  std::map<std::string, CrawlTrap> found_;
  std::unordered_set<std::string> counted_;  // addresses left out, each counted once
};

}  // namespace gweval
