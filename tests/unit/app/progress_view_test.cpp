#include "app/progress_view.hpp"

#include <fstream>

#include <nlohmann/json.hpp>

#include "../report/schema_check.hpp"
#include "base/display_width.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

SiteProgress site(const std::string& id, std::int64_t done, std::int64_t left, double seconds) {
  SiteProgress out;
  out.site_id = id;
  out.pages_done = out.requests_done = done;
  out.requests_left = left;
  out.pages_expected = done + left;
  out.seconds = seconds;
  return out;
}

CrawlProgress round_of(std::vector<SiteProgress> running, std::size_t total,
                       std::size_t at_once = 256) {
  CrawlProgress out;
  out.running = std::move(running);
  out.sites_total = total;
  out.sites_at_once = at_once;
  for (const SiteProgress& one : out.running) {
    out.pages_done += one.pages_done;
    out.requests_done += one.requests_done;
  }
  return out;
}

TEST_CASE("a site's time left is what is left at its pace, unknown before it has one") {
  CHECK(seconds_left(site("a", 100, 400, 100)) == 400.0);
  CHECK(seconds_left(site("a", 100, 0, 100)) == 0.0);
  CHECK_FALSE(seconds_left(site("a", 2, 400, 100)));
  CHECK_FALSE(seconds_left(site("a", 100, 400, 0.2)));
}

TEST_CASE("a round takes as long as its slowest site, or as all its work shared out") {
  const SiteProgress quick = site("quick", 100, 100, 100);
  const SiteProgress slow = site("slow", 100, 900, 100);
  CHECK(seconds_left(round_of({quick, slow}, 2)) == 900.0);
  // Two at once, 18 still to begin: (100 + 900 + 18 * (200 + 1000) / 2) / 2.
  CHECK(seconds_left(round_of({quick, slow}, 20, 2)) == 5900.0);
  // One whose pace is not known yet counts as the mean of those that are: (900 + 900) / 1.
  CHECK(seconds_left(round_of({slow, site("new", 0, 10, 0)}, 2, 1)) == 1800.0);
  CHECK_FALSE(seconds_left(round_of({site("new", 0, 10, 0)}, 2)));
  CrawlProgress done = round_of({}, 3);
  done.sites_done = 3;
  CHECK(seconds_left(done) == 0.0);
}

TEST_CASE("times are told as coarsely as they are known") {
  CHECK(duration_text(0.2) == "0 s");
  CHECK(duration_text(59.4) == "59 s");
  CHECK(duration_text(60) == "1 min");
  CHECK(duration_text(3599) == "1 h 00 min");
  CHECK(duration_text(11'100) == "3 h 05 min");
}

TEST_CASE("the lines of a terminal: the round, then the sites that take longest") {
  std::vector<SiteProgress> sites;
  for (int i = 0; i < 20; ++i) sites.push_back(site("s" + std::to_string(i), 10, 10 * i, 10));
  sites[7].requests_left = 5000;
  CrawlProgress round = round_of(sites, 300);
  round.sites_done = 4;
  round.url = "http://www.city.example/\x1b[2J";
  const auto lines = progress_lines(round, 100, 90, 5);
  REQUIRE(lines.size() == 5);
  CHECK_THAT(lines[0], Contains("sites 4/300  200 pages  2.0/s") && Contains("left"));
  CHECK(lines[0].find('\x1b') == std::string::npos);
  CHECK_THAT(lines[1], Contains("s7 ") && Contains("10/80 pages  1.0/s  1 h 23 min left"));
  CHECK_THAT(lines[2], Contains("s18"));
  CHECK_THAT(lines[3], Contains("s19"));
  CHECK_THAT(lines[4], Contains("and 17 more sites"));
  for (const std::string& line : lines) CHECK(display_width(line) == 90);
  CHECK(progress_lines(round, 100, 90, 1).size() == 1);
  CHECK(progress_lines(round_of({sites[0]}, 1), 100, 40, 5).size() == 2);
}

TEST_CASE("lines for machines follow the published schema, whatever is in them") {
  std::ifstream in(GWEVAL_SOURCE_DIR "/docs/schemas/progress-1.schema.json");
  const Json schema = Json::parse(in);
  CrawlProgress round = round_of({site("a", 0, 0, 0), site("b", 100, 900, 100)}, 5);
  const std::string nasty = "a \"quote\", a \\, a line\n, \x01, \xff and 中文";
  SiteProgress ended = site(nasty, 3, 0, 1);
  ended.limit_reached = "max-pages";
  for (const std::string& line :
       {round_line(round, 0, "started"), round_line(round, 12.34, "running"),
        round_line(CrawlProgress{}, 0, "ended"), site_line(round.running[0], "started"),
        site_line(round.running[1], "running"), site_line(ended, "ended"),
        site_line(ended, "failed"), scoring_line(0, 3, 0, "running"),
        scoring_line(3, 3, 1.5, "ended"), log_line("warning", nasty)}) {
    INFO(line);
    CHECK(line.find('\n') == std::string::npos);
    const Json json = Json::parse(line);
    CHECK(test::check_schema(schema, json).empty());
  }
  // Two run, one of them without a pace, and three wait: (2 * 900 + 3 * 1000) / 5.
  const Json line = Json::parse(round_line(round, 50, "running"));
  CHECK(line["sites_running"] == 2);
  CHECK(line["pages"] == 100);
  CHECK(line["pages_per_s"] == 2.0);
  CHECK(line["left_s"].get<double>() == Approx(960.0));
  CHECK(Json::parse(log_line("info", nasty))["message"].get<std::string>().find("中文") !=
        std::string::npos);
  CHECK(Json::parse(site_line(round.running[0], "running"))["left_s"].is_null());
  CHECK_FALSE(test::check_schema(schema, Json::parse(R"({"schema":"gweval-progress/1"})")).empty());
}

}  // namespace
}  // namespace gweval
