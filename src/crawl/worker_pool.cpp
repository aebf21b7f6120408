#include "crawl/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace gweval {

WorkerPool::WorkerPool(int threads, std::function<void()> on_result)
    : on_result_(std::move(on_result)) {
  for (int i = 0; i < std::max(threads, 1); ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
    tasks_.clear();
  }
  has_task_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::post(Task task) {
  ++unfinished_;
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  has_task_.notify_one();
}

std::size_t WorkerPool::run_continuations() {
  std::vector<Continuation> ready;
  {
    const std::lock_guard lock(mutex_);
    ready.swap(continuations_);
  }
  unfinished_ -= ready.size();
  for (const Continuation& continuation : ready) continuation();
  return ready.size();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    has_task_.wait(lock, [this] { return is_ending_ || !tasks_.empty(); });
    if (is_ending_) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    Continuation continuation = task();
    task = nullptr;  // what it holds is freed here, not under the lock
    lock.lock();
    const bool was_empty = continuations_.empty();
    continuations_.push_back(std::move(continuation));
    if (was_empty) on_result_();
  }
}

}  // namespace gweval
