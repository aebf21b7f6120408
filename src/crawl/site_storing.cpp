// SiteCrawl: results to the store, in the order of the plan whatever the order of arrival.
#include <utility>

#include "crawl/site_crawl.hpp"

namespace gweval {

void SiteCrawl::store_ready() {
  if (is_in_doubt_) return;
  std::vector<FetchItemPtr> ready;
  bool is_gap_reached = false;
  for (Batch& batch : batches_) {
    while (!is_gap_reached && batch.next_to_store < batch.items.size()) {
      const FetchItemPtr& item = batch.items[batch.next_to_store];
      is_gap_reached = !item->is_done;
      if (is_gap_reached) break;
      ++batch.next_to_store;
      if (!item->is_cancelled && !item->is_resumed) collect_for_store(item, ready);
    }
  }
  if (ready.empty()) return;
  std::size_t bytes = 0;
  for (const FetchItemPtr& item : ready) bytes += item->held_bytes;
  run_on_store(
      [ready](CaptureStore& store) -> Result<void> {
        for (const FetchItemPtr& item : ready) {
          GWEVAL_CHECK(store.add(item->capture, item->page));
          item->capture = {};
          item->page.reset();
        }
        return {};
      },
      [this, bytes] { release_bytes(bytes); });
}

// The robots.txt that decided about an item stands before it.
void SiteCrawl::collect_for_store(const FetchItemPtr& item, std::vector<FetchItemPtr>& out) {
  for (const std::string& origin : item->origins) {
    RobotsState& state = robots_.at(origin);
    if (!state.is_known || std::exchange(state.is_added, true)) continue;
    if (!state.item->is_resumed && !state.item->is_cancelled) out.push_back(state.item);
  }
  out.push_back(item);
}

void SiteCrawl::run_on_store(std::function<Result<void>(CaptureStore&)> work,
                             std::function<void()> then) {
  store_work_.push_back({std::move(work), std::move(then)});
  start_store_work();
}

void SiteCrawl::start_store_work() {
  if (is_store_busy_ || store_work_.empty() || is_done_) return;
  is_store_busy_ = true;
  ++outstanding_;
  auto next = std::make_shared<StoreWork>(std::move(store_work_.front()));
  store_work_.pop_front();
  runtime_.run_on_worker([this, next, store = store_]() -> WorkerPool::Continuation {
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
  });
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
  parked_.clear();
  store_work_.clear();
  robots_.clear();
  release_bytes(held_bytes_);
}

}  // namespace gweval
