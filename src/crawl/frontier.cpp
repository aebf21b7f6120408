#include "crawl/frontier.hpp"

#include <algorithm>
#include <limits>

namespace gweval {
namespace {

// House rule: memory for the URLs of a site, with what is noted of each, for 30,000 of them and
// some more for every page that may be asked for: many sites are in work at once, and traps make up
// addresses without end. By options alone, so that what a site shows depends on no other site.
constexpr std::size_t kLeastKnownBytes = 8 * 1024 * 1024;
constexpr std::size_t kKnownBytesPerPage = 4 * 1024;
constexpr std::size_t kMaxKnownBytes = 48 * 1024 * 1024;
constexpr std::size_t kBytesBesideUrl = 160;

constexpr long kNoDay = std::numeric_limits<long>::min();

// Items of every column that may come before the last hub.
constexpr std::size_t kFirstItems = 2;

std::size_t known_bytes_for(std::int64_t max_pages) {
  constexpr auto kPages =
      static_cast<std::int64_t>((kMaxKnownBytes - kLeastKnownBytes) / kKnownBytesPerPage);
  const auto pages = static_cast<std::size_t>(std::clamp<std::int64_t>(max_pages, 0, kPages));
  return kLeastKnownBytes + pages * kKnownBytesPerPage;
}

}  // namespace

Frontier::Frontier(FrontierLimits limits)
    : limits_(limits), max_known_bytes_(known_bytes_for(limits.max_pages)) {}

bool Frontier::add(const FrontierPage& page) {
  const auto found = known_.find(page.url);
  if (found != known_.end()) {
    improve(&*found, page);
    return false;
  }
  if (page.depth > limits_.max_depth) {
    has_hit_max_depth_ = true;
    return false;
  }
  if (known_bytes_ + page.url.size() + kBytesBesideUrl > max_known_bytes_) {
    is_full_ = true;
    return false;
  }
  const Entry entry = &*known_.try_emplace(page.url).first;
  known_bytes_ += page.url.size() + kBytesBesideUrl;
  ++pages_known_;
  Known& known = entry->second;
  known.kind = page.kind;
  known.is_item_of_column = page.is_item_of_column;
  known.is_in_menu = page.is_in_menu;
  known.depth = page.depth;
  known.day = page.date ? page.date->days_since_epoch() : kNoDay;
  known.order = ++last_order_;
  if (const auto parent = known_.find(page.found_on); parent != known_.end()) {
    known.found_on = &parent->first;
  } else if (!page.found_on.empty()) {
    known.found_on = &known_.try_emplace(page.found_on).first->first;  // a sitemap
  }
  if (page.kind != PageClass::hub) known.column = column_of(page);
  put(entry);
  return true;
}

void Frontier::mark_seen(const std::string& url) {
  const auto [found, is_new] = known_.try_emplace(url);
  if (is_new || found->second.state == State::taken) return;
  take_away(&*found);
  found->second.state = State::taken;
}

// What a page links to by another name or from a better place: a hub rather than an item, if a menu
// says so, and an item in its own column's list rather than on the home page.
void Frontier::improve(Entry entry, const FrontierPage& page) {
  Known& known = entry->second;
  if (known.state == State::taken) return;
  const bool is_dated = known.day != kNoDay || known.is_item_of_column;
  const bool becomes_hub = page.kind == PageClass::hub &&
                           (known.kind == PageClass::more ||
                            (known.kind == PageClass::article && page.is_in_menu && !is_dated));
  known.is_in_menu = known.is_in_menu || page.is_in_menu;
  const bool is_surely_hub = known.kind == PageClass::hub && (known.is_in_menu || !page.date);
  const bool becomes_item = page.is_item_of_column && !known.is_item_of_column && !is_surely_hub &&
                            page.kind == PageClass::article;
  if (!becomes_hub && !becomes_item) return;
  take_away(entry);
  known.kind = page.kind;
  if (becomes_item) {
    known.is_item_of_column = true;
    known.column = column_of(page);
    if (page.date) known.day = page.date->days_since_epoch();
  }
  put(entry);
}

std::size_t Frontier::column_at(const std::string& key) {
  const auto [found, is_new] = column_by_key_.try_emplace(key, columns_.size());
  if (is_new) {
    columns_.emplace_back();
    known_bytes_ += key.size() + kBytesBesideUrl;
  }
  return found->second;
}

// Pages of one list are one column, named by its first page.
std::size_t Frontier::column_of(const FrontierPage& page) {
  const auto parent = known_.find(page.found_on);
  const bool is_paged = parent != known_.end() && parent->second.kind == PageClass::more;
  if (is_paged) return parent->second.column;
  if (page.is_item_of_column || page.kind == PageClass::more) return column_at(page.found_on);
  const auto url = parse_url(page.url);
  return column_at(url ? "folder " + column_folder(*url) : page.found_on);
}

bool Frontier::is_open(const Column& column) const {
  return !column.articles.empty() || !column.more.empty();
}

void Frontier::refresh(std::size_t index, std::size_t old_taken, bool was_open) {
  const Column& column = columns_[index];
  if (was_open) open_.erase({old_taken, index});
  if (is_open(column)) open_.insert({column.taken, index});
}

void Frontier::put(Entry entry) {
  Known& known = entry->second;
  if (known.kind == PageClass::hub) {
    known.state = State::hub;
    hubs_.emplace(std::pair(known.depth, known.order), entry);
    return;
  }
  Column& column = columns_[known.column];
  const bool was_open = is_open(column);
  if (known.kind == PageClass::article) {
    known.state = State::article;
    column.articles.emplace(ArticleKey(known.day == kNoDay ? 1 : -known.day, known.order), entry);
  } else {
    known.state = State::more;
    column.more.push_back(entry);
  }
  refresh(known.column, column.taken, was_open);
}

void Frontier::take_away(Entry entry) {
  const Known& known = entry->second;
  if (known.state == State::hub) {
    hubs_.erase({known.depth, known.order});
    return;
  }
  Column& column = columns_[known.column];
  if (known.state == State::article) {
    column.articles.erase({known.day == kNoDay ? 1 : -known.day, known.order});
  } else {
    std::erase(column.more, entry);
  }
  refresh(known.column, column.taken, true);
}

Frontier::Entry Frontier::pick_hub() {
  if (hubs_.empty()) return nullptr;
  const Entry entry = hubs_.begin()->second;
  hubs_.erase(hubs_.begin());
  return entry;
}

// The column of which least was taken; its newest item, or when it has none left its list's next
// page, which leads to older ones.
Frontier::Entry Frontier::pick_of_column() {
  if (open_.empty()) return nullptr;
  const std::size_t index = open_.begin()->second;
  Column& column = columns_[index];
  Entry entry = nullptr;
  if (!column.articles.empty()) {
    entry = column.articles.begin()->second;
    column.articles.erase(column.articles.begin());
  } else {
    entry = column.more.front();
    column.more.pop_front();
  }
  const std::size_t old_taken = column.taken++;
  refresh(index, old_taken, true);
  return entry;
}

// Hubs first. Where they would fill more than three fifths of the budget, each second place is for
// a first or second item, or a site of nothing but columns would show none of its articles.
Frontier::Entry Frontier::pick() {
  const bool is_item_early = !open_.empty() && open_.begin()->first < kFirstItems;
  const bool is_share_used = hubs_taken_ * 5 >= limits_.max_pages * 3;
  const bool is_items_turn = is_share_used && is_item_early && was_hub_last_;
  if (!hubs_.empty() && !is_items_turn) return pick_hub();
  if (hubs_awaited_ > 0 && !is_items_turn) return nullptr;
  // First items may still lead to a hub; no third item comes before it.
  if (!is_item_early && first_items_awaited_ > 0) return nullptr;
  return pick_of_column();
}

FrontierPage Frontier::hand_out(Entry entry) {
  Known& known = entry->second;
  known.state = State::taken;
  was_hub_last_ = known.kind == PageClass::hub;
  if (was_hub_last_) {
    ++hubs_taken_;
    ++hubs_awaited_;
    known.is_awaited = true;
  } else if (columns_[known.column].taken <= kFirstItems) {
    ++first_items_awaited_;
    known.is_awaited = true;
  }
  ++taken_;
  FrontierPage page;
  page.url = entry->first;
  page.depth = known.depth;
  page.found_on = known.found_on == nullptr ? std::string() : *known.found_on;
  page.kind = known.kind;
  page.is_in_menu = known.is_in_menu;
  return page;
}

std::vector<FrontierPage> Frontier::next_batch(std::size_t count) {
  std::vector<FrontierPage> batch;
  while (batch.size() < count && taken_ < limits_.max_pages) {
    const Entry entry = pick();
    if (entry == nullptr) break;
    batch.push_back(hand_out(entry));
  }
  return batch;
}

void Frontier::finish(const std::string& url) {
  const auto found = known_.find(url);
  if (found == known_.end() || !found->second.is_awaited) return;
  found->second.is_awaited = false;
  --(found->second.kind == PageClass::hub ? hubs_awaited_ : first_items_awaited_);
}

void Frontier::give_back(const std::string& url) {
  finish(url);
  --taken_;
}

void Frontier::put_back_as_item(const std::string& url) {
  const auto found = known_.find(url);
  if (found == known_.end() || found->second.kind != PageClass::hub) return;
  give_back(url);
  --hubs_taken_;
  Known& known = found->second;
  FrontierPage page;
  page.url = url;
  page.kind = known.kind = PageClass::article;
  page.is_item_of_column = known.is_item_of_column;
  if (known.found_on != nullptr) page.found_on = *known.found_on;
  known.column = column_of(page);
  put(&*found);
}

bool Frontier::has_hit_max_pages() const {
  return is_full_ || (taken_ >= limits_.max_pages && (!hubs_.empty() || !open_.empty()));
}

}  // namespace gweval
