// SiteCrawl: results to the store, in the order of the plan whatever the order of arrival.
#include <algorithm>
#include <utility>

#include "crawl/site_crawl.hpp"

namespace gweval {
namespace {

// Captures that one visit to the store adds: what pages not asked for yet wait for comes between.
constexpr std::size_t kItemsPerVisit = 32;
// Captures that wait for the store: beyond, no page is chosen, or memory would fill with them.
constexpr std::size_t kMostToStore = 128;

}  // namespace

bool SiteCrawl::is_store_behind() const {
  return to_store_.size() > kMostToStore;
}

void SiteCrawl::store_ready() {
  if (is_in_doubt_) return;
  bool is_gap_reached = false;
  for (Batch& batch : batches_) {
    while (!is_gap_reached && batch.next_to_store < batch.items.size()) {
      const FetchItemPtr& item = batch.items[batch.next_to_store];
      is_gap_reached = !item->is_done;
      if (is_gap_reached) break;
      ++batch.next_to_store;
      if (!item->is_cancelled && !item->is_resumed) collect_for_store(item);
    }
  }
  start_store_work();
}

// To be asked when all else is stored: where their answers stand depends on no timing.
bool SiteCrawl::has_stored_probes() {
  const bool are_done = std::all_of(scheme_probes_.begin(), scheme_probes_.end(),
                                    [](const FetchItemPtr& item) { return item->is_done; });
  if (!are_done) return false;
  for (const FetchItemPtr& item : std::exchange(scheme_probes_, {})) {
    if (!item->is_cancelled && !item->is_resumed) collect_for_store(item);
  }
  start_store_work();
  return to_store_.empty() && !is_store_busy_;
}

SiteCrawl::StoreWork SiteCrawl::next_additions() {
  const std::size_t count = std::min(to_store_.size(), kItemsPerVisit);
  const auto end = to_store_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<FetchItemPtr> items(to_store_.begin(), end);
  to_store_.erase(to_store_.begin(), end);
  std::size_t bytes = 0;
  for (const FetchItemPtr& item : items) bytes += item->held_bytes;
  const auto add = [items = std::move(items)](CaptureStore& store) -> Result<void> {
    for (const FetchItemPtr& item : items) {
      GWEVAL_CHECK(store.add(item->capture, item->page));
      item->capture = {};
      item->page.reset();
    }
    return {};
  };
  return {add, [this, bytes] { release_bytes(bytes); }};
}

// The robots.txt that decided about an item stands before it.
void SiteCrawl::collect_for_store(const FetchItemPtr& item) {
  for (const std::string& origin : item->origins) {
    RobotsState& state = robots_.at(origin);
    if (!state.is_known || std::exchange(state.is_added, true)) continue;
    if (!state.item->is_resumed && !state.item->is_cancelled) to_store_.push_back(state.item);
  }
  to_store_.push_back(item);
}

void SiteCrawl::run_on_store(std::function<Result<void>(CaptureStore&)> work,
                             std::function<void()> then) {
  store_work_.push_back({std::move(work), std::move(then)});
  start_store_work();
}

void SiteCrawl::start_store_work() {
  if (is_store_busy_ || is_done_ || (store_work_.empty() && to_store_.empty())) return;
  is_store_busy_ = true;
  ++outstanding_;
  std::shared_ptr<StoreWork> next;
  if (store_work_.empty()) {
    next = std::make_shared<StoreWork>(next_additions());
  } else {
    next = std::make_shared<StoreWork>(std::move(store_work_.front()));
    store_work_.pop_front();
  }
  const auto task = [this, next, store = store_]() -> WorkerPool::Continuation {
    auto result = std::make_shared<Result<void>>(next->work(*store));
    return [this, next, result] {
      --outstanding_;
      is_store_busy_ = false;
      if (is_done_) return;
      if (!*result) return fail(std::move(*result).error());
      start_store_work();
      next->then();
      pump();
    };
  };
  runtime_.run_on_storer(task);
}

void SiteCrawl::release_bytes(std::size_t bytes) {
  held_bytes_ -= bytes;
  runtime_.hold_bytes(-static_cast<std::ptrdiff_t>(bytes));
}

void SiteCrawl::fail(Error error) {
  if (is_done_) return;
  outcome_.error = std::move(error);
  outcome_.facts = crawl_facts();
  runtime_.cancel(*this);
  end();
}

void SiteCrawl::end() {
  is_done_ = true;
  is_stopping_ = true;
  is_in_doubt_ = false;
  batches_.clear();
  planned_.clear();
  scheme_probes_.clear();
  parked_.clear();
  store_work_.clear();
  to_store_.clear();
  robots_.clear();
  release_bytes(held_bytes_);
}

}  // namespace gweval
