#pragma once
// Which pages to fetch next: channels and columns first, then the newest items of every column in
// turn. A pure function of what was added and finished, in which order: the same results give the
// same pages whatever the timing.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "crawl/page_class.hpp"
#include "gweval/date.hpp"

namespace gweval {

struct FrontierPage {
  std::string url;       // canonical
  int depth = 0;         // links from the start address
  std::string found_on;  // page that linked here first; empty for the start address
  PageClass kind = PageClass::hub;
  std::optional<Date> date = {};   // as its list or its address shows it
  bool is_item_of_column = false;  // found_on is a column's list and this one of its items
  bool is_in_menu = false;         // a menu names it
};

struct FrontierLimits {
  std::int64_t max_pages = 500;
  int max_depth = 20;
};

class Frontier {
 public:
  explicit Frontier(FrontierLimits limits);

  /// A page some result led to; a URL that was taken is passed over, one that waits may get a
  /// better place. Returns whether the URL was new.
  bool add(const FrontierPage& page);

  /// A URL whose content was seen already, as the end of a redirect: not to be fetched again.
  void mark_seen(const std::string& url);

  /// The next pages within the budget, at most `count`. Hubs by depth, then in order of discovery;
  /// once none waits or is on its way, items of columns in turn, the newest first. May be empty
  /// while hubs are on their way.
  [[nodiscard]] std::vector<FrontierPage> next_batch(std::size_t count);

  /// A page of next_batch() was looked at, and what it led to was added.
  void finish(const std::string& url);

  /// A page of next_batch() was taken for a hub and is an item: it waits among the items.
  void put_back_as_item(const std::string& url);

  /// A page of next_batch() will not be fetched after all: it costs no place of the budget.
  void give_back(const std::string& url);

  [[nodiscard]] bool is_known(const std::string& url) const { return known_.contains(url); }
  /// It was handed out, or seen already: nothing that leads to it changes anything.
  [[nodiscard]] bool is_taken(const std::string& url) const {
    const auto found = known_.find(url);
    return found != known_.end() && found->second.state == State::taken;
  }

  /// Distinct page URLs added so far.
  [[nodiscard]] std::size_t pages_known() const { return pages_known_; }

  /// Pages were left out for the budget, and for the depth.
  [[nodiscard]] bool has_hit_max_pages() const;
  [[nodiscard]] bool has_hit_max_depth() const { return has_hit_max_depth_; }

 private:
  enum class State : std::uint8_t { hub, article, more, taken };
  struct Known {
    State state = State::taken;
    PageClass kind = PageClass::hub;
    bool is_item_of_column = false;
    bool is_in_menu = false;
    bool is_awaited = false;  // handed out early, not finished
    int depth = 0;
    long day = 0;  // days since 1970; kNoDay without a date
    std::uint64_t order = 0;
    std::size_t column = 0;
    const std::string* found_on = nullptr;
  };
  using KnownMap = std::unordered_map<std::string, Known>;
  using Entry = KnownMap::value_type*;  // stays where it is
  // Newest first, then in order of discovery.
  using ArticleKey = std::pair<long, std::uint64_t>;
  struct Column {
    std::size_t taken = 0;
    std::map<ArticleKey, Entry> articles;
    std::deque<Entry> more;
  };

  std::size_t column_at(const std::string& key);
  std::size_t column_of(const FrontierPage& page);
  void put(Entry entry);
  void take_away(Entry entry);
  void improve(Entry entry, const FrontierPage& page);
  void refresh(std::size_t column, std::size_t old_taken, bool was_open);
  [[nodiscard]] bool is_open(const Column& column) const;
  [[nodiscard]] Entry pick();
  Entry pick_hub();
  Entry pick_of_column();
  FrontierPage hand_out(Entry entry);

  FrontierLimits limits_;
  std::size_t max_known_bytes_;
  KnownMap known_;
  std::map<std::pair<int, std::uint64_t>, Entry> hubs_;  // by depth, then discovery
  std::vector<Column> columns_;
  std::unordered_map<std::string, std::size_t> column_by_key_;
  std::set<std::pair<std::size_t, std::size_t>> open_;  // taken, column: with something to visit
  std::size_t known_bytes_ = 0;
  std::size_t pages_known_ = 0;
  std::uint64_t last_order_ = 0;
  std::int64_t taken_ = 0;
  std::int64_t hubs_taken_ = 0;
  std::size_t hubs_awaited_ = 0;
  std::size_t first_items_awaited_ = 0;
  bool is_full_ = false;
  bool was_hub_last_ = false;
  bool has_hit_max_depth_ = false;
};

}  // namespace gweval
