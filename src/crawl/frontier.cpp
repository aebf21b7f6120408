#include "crawl/frontier.hpp"

#include <algorithm>
#include <utility>

namespace gweval {
namespace {

// House rule: URLs remembered a site. A portal of 100,000 pages takes a tenth of it; a trap that
// makes up addresses without end stops here.
constexpr std::size_t kMaxSeenBytes = 64 * 1024 * 1024;

}  // namespace

void Frontier::add(FrontierPage page) {
  if (page.depth > limits_.max_depth) {
    has_hit_max_depth_ = has_hit_max_depth_ || !seen_.contains(page.url);
    return;
  }
  if (seen_bytes_ + page.url.size() > kMaxSeenBytes) {
    has_hit_max_pages_ = true;
    return;
  }
  if (!seen_.insert(page.url).second) return;
  seen_bytes_ += page.url.size();
  ++pages_known_;
  // Pages come out in the order they went in (results are added by depth), so what is beyond the
  // budget now will never be in it.
  if (pages_planned_ >= limits_.max_pages) {
    has_hit_max_pages_ = true;
    return;
  }
  ++pages_planned_;
  waiting_.push_back(std::move(page));
}

std::vector<FrontierPage> Frontier::next_batch(std::size_t count) {
  std::vector<FrontierPage> batch;
  while (!waiting_.empty() && batch.size() < count) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return batch;
}

}  // namespace gweval
