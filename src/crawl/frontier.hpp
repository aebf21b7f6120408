#pragma once
// Which pages to fetch next. A pure function of what was added, in which order: the same results
// give the same pages whatever the timing. next_batch() is the whole policy.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_set>
#include <vector>

namespace gweval {

struct FrontierPage {
  std::string url;       // canonical
  int depth = 0;         // links from the start address
  std::string found_on;  // page that linked here first; empty for the start address
};

struct FrontierLimits {
  std::int64_t max_pages = 500;
  int max_depth = 20;
};

class Frontier {
 public:
  explicit Frontier(FrontierLimits limits) : limits_(limits) {}

  /// A page some result led to; a URL seen before is passed over.
  void add(FrontierPage page);

  /// A URL whose content was seen already, as the end of a redirect: not to be fetched again.
  void mark_seen(const std::string& url) { seen_.insert(url); }

  /// The next pages within the budget, at most `count`: by depth, then in order of discovery.
  [[nodiscard]] std::vector<FrontierPage> next_batch(std::size_t count);

  /// Distinct page URLs added so far.
  [[nodiscard]] std::size_t pages_known() const { return pages_known_; }

  /// Pages were left out for the budget, and for the depth.
  [[nodiscard]] bool has_hit_max_pages() const { return has_hit_max_pages_; }
  [[nodiscard]] bool has_hit_max_depth() const { return has_hit_max_depth_; }

 private:
  FrontierLimits limits_;
  std::deque<FrontierPage> waiting_;
  std::unordered_set<std::string> seen_;
  std::size_t seen_bytes_ = 0;
  std::size_t pages_known_ = 0;
  std::int64_t pages_planned_ = 0;  // added to waiting_ so far
  bool has_hit_max_pages_ = false;
  bool has_hit_max_depth_ = false;
};

}  // namespace gweval
