// Published tables: reading them, and rebuilding level 1 and totals from level 2.

#include <algorithm>

#include "comparing.hpp"
#include "gweval/published.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

Indicator node(std::string name, double weight, std::vector<Indicator> children = {}) {
  Indicator out;
  out.id = name;
  out.name = std::move(name);
  out.weight.units = static_cast<std::int64_t>(weight * Weight::kPerPoint);
  out.children = std::move(children);
  return out;
}

Profile profile(std::string id, std::vector<Indicator> indicators) {
  Profile out;
  out.id = id;
  out.title = {"类别" + id, "profile " + id};
  out.indicators = std::move(indicators);
  return out;
}

Catalogue two_profiles() {
  Catalogue out;
  out.profiles = {profile("p", {node("甲", 60, {node("子一", 40), node("子二及三", 20)}),
                                node("乙", 40, {node("子四", 40)})}),
                  profile("q", {node("甲", 80, {node("子一", 20), node("子二及三", 60)}),
                                node("乙", 20, {node("子四", 20)})})};
  return out;
}

const char* const kHeader = "group,level,indicator,year,index,relation,parent,profiles\n";

PublishedCheckResult check(const std::string& rows, const GroupProfiles& groups = {}) {
  const PublishedTableLoad load = parse_published_table(kHeader + rows, "table.csv");
  REQUIRE(load.faults.empty());
  return check_published(two_profiles(), load.rows, groups);
}

const PublishedCheck& find(const PublishedCheckResult& result, const std::string& group,
                           const std::string& indicator) {
  const auto found =
      std::find_if(result.checks.begin(), result.checks.end(), [&](const PublishedCheck& check) {
        return check.group == group && check.indicator == indicator;
      });
  INFO(group << " " << indicator);
  REQUIRE(found != result.checks.end());
  return *found;
}

}  // namespace

TEST_CASE("a printed figure stands for all numbers that round to it") {
  const auto load = parse_published_table(
      std::string(kHeader) +
          "g,L1,a,2025,0.62,=,,\ng,L1,b,2025,0.6,=,,\ng,L1,c,2025,1.00,=,,\n"
          "g,L1,d,2025,0.70,>,,\ng,L1,e,2025,0.98,>=,,\ng,L1,f,2025,0.70,<,,\n"
          "g,L1,h,2024,0.17,derived,,\n",
      "table.csv");
  REQUIRE(load.faults.empty());
  REQUIRE(load.rows.size() == 7);
  const double expected[7][2] = {{0.615, 0.625}, {0.55, 0.65}, {0.995, 1},  {0.70, 1},
                                 {0.98, 1},      {0, 0.70},    {0.16, 0.18}};
  for (std::size_t i = 0; i < 7; ++i) {
    INFO(load.rows[i].indicator);
    CHECK(load.rows[i].low == near(expected[i][0]));
    CHECK(load.rows[i].high == near(expected[i][1]));
  }
  CHECK(load.rows[3].text == ">0.70");
  CHECK_FALSE(load.rows[3].is_exact);
}

TEST_CASE("level 1 is rebuilt from its parts and their weights") {
  // (40 x 0.50 + 20 x 0.80) / 60 = 0.60, each part +- 0.005.
  const auto parts = std::string("g,L2,子一,2025,0.50,=,甲,p\ng,L2,三、子二,2025,0.80,=,甲,p\n");
  const auto holds = check(parts + "g,L1,甲,2025,0.61,=,,p\n");  // 0.605 touches 0.605
  CHECK(find(holds, "g", "甲").reproducible == Reproducible::yes);
  CHECK(*find(holds, "g", "甲").rebuilt_low == near(0.595));
  CHECK(*find(holds, "g", "甲").rebuilt_high == near(0.605));
  CHECK(holds.notices.empty());
  const auto fails = check(parts + "g,L1,甲,2025,0.62,=,,p\n");
  CHECK(find(fails, "g", "甲").reproducible == Reproducible::no);
  const auto silent = check(parts);
  CHECK(find(silent, "g", "甲").reproducible == Reproducible::not_published);
  CHECK(fails.count(Reproducible::no) == 1);
}

TEST_CASE("parts that are not published leave level 1 open, and widen a total") {
  const auto result = check(
      "g,L0,总,2025,0.90,=,,p\ng,L1,甲,2025,0.60,=,,p\ng,L2,子一,2025,0.50,=,甲,p\n"
      "g,L2,子四,2025,0.30,=,乙,p\n");
  const PublishedCheck& level_one = find(result, "g", "甲");
  CHECK(level_one.reproducible == Reproducible::incomplete);
  CHECK(level_one.unpublished == std::vector<std::string>{"子二及三"});
  // 40 x 0.505 + 20 x 1 + 40 x 0.305 = 52.4 at most; 0.895 was printed at least.
  const PublishedCheck& total = find(result, "g", "总");
  CHECK(total.is_total);
  CHECK(*total.rebuilt_high == near(0.524));
  CHECK(*total.rebuilt_low == near((40 * 0.495 + 40 * 0.295) / 100));
  CHECK(total.reproducible == Reproducible::no);
  CHECK(total.shortfall == Approx(37.1));
}

TEST_CASE("a total takes level 1 where level 2 says nothing") {
  const auto result =
      check("g,L0,总,2025,0.50,=,,p\ng,L1,甲,2025,0.60,=,,p\ng,L1,乙,2025,0.35,=,,p\n");
  // 60 x 0.6 + 40 x 0.35 = 50.
  CHECK(*find(result, "g", "总").rebuilt_low == near(0.495));
  CHECK(find(result, "g", "总").reproducible == Reproducible::yes);
  CHECK(find(result, "g", "甲").reproducible == Reproducible::incomplete);
}

TEST_CASE("a pooled group lies within the hull of those it pools") {
  const std::string narrow =
      "one,L2,子一,2025,0.50,=,甲,p\none,L2,子二及三,2025,0.80,=,甲,p\n"
      "two,L2,子一,2025,0.50,=,甲,q\ntwo,L2,子二及三,2025,0.80,=,甲,q\n";
  // p: 0.60; q: (20 x 0.5 + 60 x 0.8) / 80 = 0.725.
  const auto inside = check(narrow + "all,L1,甲,2025,0.70,=,,p+q\n");
  CHECK(find(inside, "all", "甲").reproducible == Reproducible::yes);
  CHECK(*find(inside, "all", "甲").rebuilt_low == near(0.595));
  CHECK(*find(inside, "all", "甲").rebuilt_high == near(0.73));
  const auto above = check(narrow + "all,L1,甲,2025,0.80,=,,p+q\n");
  CHECK(find(above, "all", "甲").reproducible == Reproducible::no);
}

TEST_CASE("years are kept apart") {
  const auto result =
      check("g,L2,子一,2025,0.50,=,甲,p\ng,L2,子二及三,2024,0.80,=,甲,p\ng,L1,甲,2025,0.60,=,,p\n");
  CHECK(find(result, "g", "甲").reproducible == Reproducible::incomplete);
}

TEST_CASE("groups find their profiles by column, by option or by title") {
  const std::string rows = ",L2,子四,2025,0.50,=,乙,\n";
  CHECK(check("类别p" + rows).checks.size() == 1);
  CHECK(check("x" + rows, {{"x", {"p"}}}).checks.size() == 1);
  const auto unknown = check("x" + rows);
  CHECK(unknown.checks.empty());
  REQUIRE(unknown.notices.size() == 1);
  CHECK(unknown.notices[0].en.find("--group") != std::string::npos);
  CHECK_FALSE(check("x" + rows, {{"x", {"p", "zz"}}}).notices.empty());
}

TEST_CASE("figures that match no indicator are named") {
  const auto result = check("g,L2,别的,2025,0.50,=,甲,p\n");
  REQUIRE(result.notices.size() == 1);
  CHECK(result.notices[0].zh.find("别的") != std::string::npos);
}

TEST_CASE("a table's faults come all at once, with their places") {
  const auto load = parse_published_table(
      std::string(kHeader) + "g,L3,a,2025,0.62,=,,\ng,L1,a,x,1.62,~,,\n,L1,,2025,0.5,=,,\ng,L1\n",
      "table.csv");
  std::vector<std::string> texts;
  for (const Diagnostic& fault : load.faults) texts.push_back(fault.text());
  CHECK(texts == std::vector<std::string>{
                     "table.csv:2:3: the level must be L0, L1 or L2",
                     "table.csv:3:8: not a year; write e.g. 2025",
                     "table.csv:3:10: not an index from 0 to 1",
                     "table.csv:3:15: the relation must be one of = > >= < <= derived",
                     "table.csv:4:1: the group is empty", "table.csv:4:5: the indicator is empty",
                     "table.csv:5:1: this line has 2 columns, of 7 needed"});
  CHECK_FALSE(parse_published_table("", "t").faults.empty());
  CHECK_FALSE(parse_published_table(kHeader, "t").faults.empty());
  CHECK(parse_published_table("a,b\n", "t").faults.size() == 7);
}

}  // namespace gweval::test
