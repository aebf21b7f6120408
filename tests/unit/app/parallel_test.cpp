#include "app/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("every item is worked on exactly once, whatever the number of jobs") {
  for (const int jobs : {0, 1, 3, 64}) {
    std::vector<std::atomic<int>> visits(100);
    for_each_index(visits.size(), jobs, [&](std::size_t i) { ++visits[i]; });
    for (const auto& count : visits) CHECK(count == 1);
  }
  for_each_index(0, 4, [](std::size_t) { FAIL("nothing to do"); });
}

TEST_CASE("an exception of one item reaches the caller after the others are done") {
  std::atomic<int> done{0};
  CHECK_THROWS_AS(for_each_index(50, 4,
                                 [&](std::size_t i) {
                                   if (i == 7) throw std::runtime_error("seven");
                                   ++done;
                                 }),
                  std::runtime_error);
  CHECK(done == 49);
}

}  // namespace
}  // namespace gweval
