#include "crawl/network_watch.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

std::string host(int number) {
  return "h" + std::to_string(number) + ".example";
}

void note(NetworkWatch& watch, int number, bool is_answer) {
  watch.note(host(number), "http://" + host(number) + "/a?b", is_answer);
}

TEST_CASE("five hosts that fail with no answer in between are suspicious") {
  NetworkWatch watch;
  note(watch, 0, true);
  for (int i = 1; i < 5; ++i) note(watch, i, false);
  CHECK_FALSE(watch.is_suspicious());
  note(watch, 5, false);
  CHECK(watch.is_suspicious());
  CHECK(watch.controls() == std::vector<std::string>{"http://h0.example/robots.txt"});
  watch.settle();
  CHECK_FALSE(watch.is_suspicious());
}

TEST_CASE("one host that fails often says nothing about us, nor do hosts among answers") {
  NetworkWatch watch;
  note(watch, 0, true);
  for (int i = 0; i < 20; ++i) note(watch, 1, false);
  CHECK_FALSE(watch.is_suspicious());
  for (int i = 2; i < 20; ++i) {
    note(watch, i, false);
    note(watch, 0, true);
  }
  CHECK_FALSE(watch.is_suspicious());
}

TEST_CASE("four failures in five results are suspicious where there were few before") {
  NetworkWatch watch;
  for (int i = 0; i < 100; ++i) note(watch, i % 10, true);
  for (int i = 0; i < 50 && !watch.is_suspicious(); ++i) note(watch, i % 4, i % 8 == 7);
  CHECK(watch.is_suspicious());

  NetworkWatch always;  // a list of mostly dead sites is no jump
  for (int i = 0; i < 200; ++i) note(always, i % 4, i % 8 == 7);
  CHECK_FALSE(always.is_suspicious());
}

TEST_CASE("before any host answered there is nothing to compare with") {
  NetworkWatch watch;
  for (int i = 0; i < 10; ++i) note(watch, i, false);
  CHECK_FALSE(watch.is_suspicious());
}

}  // namespace
}  // namespace gweval
