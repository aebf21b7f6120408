#pragma once
// Threads that work for one event loop: a task runs on a worker, the function it returns then runs
// on the loop's thread.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gweval {

class WorkerPool {
 public:
  using Continuation = std::function<void()>;
  using Task = std::function<Continuation()>;

  /// `on_result` is called from workers when a continuation waits for run_continuations().
  WorkerPool(int threads, std::function<void()> on_result);
  /// Ends after the tasks that run; waiting ones are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// To be called on the loop's thread, as all below.
  void post(Task task);

  /// Returns how many ran.
  std::size_t run_continuations();

  /// Nothing was posted whose continuation has not run.
  [[nodiscard]] bool is_idle() const { return unfinished_ == 0; }

 private:
  void work();

  std::function<void()> on_result_;
  std::mutex mutex_;
  std::condition_variable has_task_;
  std::deque<Task> tasks_;
  std::vector<Continuation> continuations_;
  bool is_ending_ = false;
  std::size_t unfinished_ = 0;  // of the loop's thread alone
  std::vector<std::thread> threads_;
};

}  // namespace gweval
