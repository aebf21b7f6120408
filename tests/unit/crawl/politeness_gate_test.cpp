#include "crawl/politeness_gate.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using Tickets = std::vector<PolitenessGate::Ticket>;

const PolitenessGate::Clock::time_point kStart = PolitenessGate::Clock::time_point{} + 1h;

TEST_CASE("one connection: the next request waits for the delay and for the last one's end") {
  PolitenessGate gate(1s, 1);
  gate.push("a", 1);
  gate.push("a", 2);
  gate.push("a", 3);
  CHECK(gate.take_ready(kStart, 10) == Tickets{1});
  CHECK(gate.take_ready(kStart + 5s, 10).empty());  // still running
  CHECK_FALSE(gate.next_start());
  gate.finish("a");
  CHECK(gate.take_ready(kStart + 5s, 10) == Tickets{2});
  gate.finish("a");
  CHECK(gate.next_start() == kStart + 6s);
  CHECK(gate.take_ready(kStart + 5999ms, 10).empty());
  CHECK(gate.take_ready(kStart + 6s, 10) == Tickets{3});
}

TEST_CASE("several connections start a delay apart") {
  PolitenessGate gate(1s, 2);
  for (const PolitenessGate::Ticket ticket : {1, 2, 3}) gate.push("a", ticket);
  CHECK(gate.take_ready(kStart, 10) == Tickets{1});
  CHECK(gate.take_ready(kStart + 1s, 10) == Tickets{2});
  CHECK(gate.take_ready(kStart + 9s, 10).empty());
}

TEST_CASE("hosts do not wait for each other") {
  PolitenessGate gate(1s, 1);
  gate.push("a", 1);
  gate.push("b", 2);
  gate.push("a", 3);
  CHECK(gate.take_ready(kStart, 10) == Tickets{1, 2});
}

TEST_CASE("no more start than asked for") {
  PolitenessGate gate(0s, 5);
  for (const PolitenessGate::Ticket ticket : {1, 2, 3}) gate.push("a", ticket);
  CHECK(gate.take_ready(kStart, 2) == Tickets{1, 2});
  CHECK(gate.take_ready(kStart, 0).empty());
  CHECK(gate.take_ready(kStart, 2) == Tickets{3});
}

TEST_CASE("a longer delay of robots.txt wins, a shorter one does not") {
  PolitenessGate gate(1s, 1);
  gate.push("a", 1);
  CHECK(gate.take_ready(kStart, 10) == Tickets{1});
  gate.raise_delay("a", 10s);
  gate.raise_delay("a", 2s);
  gate.finish("a");
  gate.push("a", 2);
  CHECK(gate.next_start() == kStart + 10s);
}

TEST_CASE("a ticket taken back does not start") {
  PolitenessGate gate(0s, 1);
  gate.push("a", 1);
  gate.push("a", 2);
  gate.remove("a", 1);
  CHECK(gate.take_ready(kStart, 10) == Tickets{2});
  gate.finish("a");
  CHECK_FALSE(gate.next_start());
}

TEST_CASE("www. names the same host") {
  CHECK(PolitenessGate::host_key("www.city.example") == "city.example");
  CHECK(PolitenessGate::host_key("zwfw.city.example") == "zwfw.city.example");
}

}  // namespace
}  // namespace gweval
