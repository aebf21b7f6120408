#include "crawl/byte_gate.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "support/catch.hpp"

namespace gweval {
namespace {

/// The most threads that were inside at once, each with `bytes`.
int most_inside(std::size_t limit, std::size_t bytes) {
  ByteGate gate(limit);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  const auto work = [&] {
    for (int i = 0; i < 200; ++i) {
      const ByteGate::Pass pass(gate, bytes);
      const int now = ++inside;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::yield();
      --inside;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return most;
}

TEST_CASE("No more than the limit is in work at once, but one alone whatever its size") {
  CHECK(most_inside(10, 6) == 1);
  CHECK(most_inside(10, 5) <= 2);
  CHECK(most_inside(10, 1000) == 1);
}

}  // namespace
}  // namespace gweval
