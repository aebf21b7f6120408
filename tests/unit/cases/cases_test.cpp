// Cases counted by hand on paper: votes, ties across the last place, criteria, bonus points.

#include "cases/case_round.hpp"

#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {
namespace {

CaseScheme votes_scheme(std::size_t places) {
  CaseScheme scheme;
  scheme.id = "websites";
  scheme.title = {"案例", "Cases"};
  scheme.indicator = "innovation-cases";
  scheme.criterion = "cases";
  scheme.places = places;
  scheme.points = {5, 3, 2};
  return scheme;
}

/// Units a, b, c, which may name the categories 数据应用 and 智能门户.
CaseUnits units() {
  CaseUnits out;
  for (const char* unit : {"a", "b", "c"}) out.categories[unit] = {"数据应用", "智能门户"};
  return out;
}

CaseRound round_of(const std::vector<std::pair<std::string, std::string>>& cases) {
  CaseRound round;
  for (const auto& [id, unit] : cases)
    round.cases.push_back({id, unit, id, "数据应用", "x", {}, 0});
  return round;
}

void vote(CaseRound& round, const std::string& id, int yes, int no, int aside = 0) {
  int expert = 0;
  for (int i = 0; i < yes + no + aside; ++i) {
    const std::optional<double> value = i < yes        ? std::optional(1.0)
                                        : i < yes + no ? std::optional(0.0)
                                                       : std::nullopt;
    round.ballots.push_back({"e" + std::to_string(expert++), id, "", value});
  }
}

CaseOutcome outcome(const std::vector<CaseCount>& counts, const std::string& id) {
  for (const CaseCount& count : counts) {
    if (count.of->id == id) return count.outcome;
  }
  FAIL("no case " + id);
  return CaseOutcome::open;
}

TEST_CASE("The most votes are chosen; who stands aside counts in neither") {
  CaseRound round = round_of({{"x", "a"}, {"y", "b"}, {"z", "c"}});
  vote(round, "x", 3, 2);
  vote(round, "y", 4, 1);
  vote(round, "z", 3, 1, 1);  // three of four
  const auto counts = count_cases(round, votes_scheme(2));
  CHECK(counts[0].of->id == "y");
  CHECK(counts[1].of->id == "z");
  CHECK(counts[1].ballots == 4);
  CHECK(counts[1].rank == 2);
  CHECK(outcome(counts, "x") == CaseOutcome::not_chosen);
}

TEST_CASE("A tie across the last place stays open until somebody decides it") {
  CaseRound round = round_of({{"x", "a"}, {"y", "b"}, {"z", "c"}});
  vote(round, "x", 5, 0);
  vote(round, "y", 3, 2);
  vote(round, "z", 3, 2);
  auto counts = count_cases(round, votes_scheme(2));
  CHECK(outcome(counts, "x") == CaseOutcome::chosen);
  CHECK(outcome(counts, "y") == CaseOutcome::tied);
  CHECK(outcome(counts, "z") == CaseOutcome::tied);
  CHECK(counts[1].rank == 2);
  CHECK(counts[2].rank == 2);
  // A tie that fits is none: three places.
  CHECK(outcome(count_cases(round, votes_scheme(3)), "z") == CaseOutcome::chosen);
  // The units at the tie have no bonus yet; a has.
  auto ratings = bonus_ratings(counts, votes_scheme(2), units(), 10);
  REQUIRE(ratings.size() == 1);
  CHECK(ratings[0].site_id == "a");
  CHECK(ratings[0].index == 0.5);

  round.settled = {{"y", {true, "抽签", "组长"}}, {"z", {false, "抽签", "组长"}}};
  counts = count_cases(round, votes_scheme(2));
  CHECK(outcome(counts, "y") == CaseOutcome::chosen);
  CHECK(outcome(counts, "z") == CaseOutcome::not_chosen);
  ratings = bonus_ratings(counts, votes_scheme(2), units(), 10);
  REQUIRE(ratings.size() == 3);
  CHECK(ratings[1].index == 0.5);
  CHECK(ratings[2].index == 0.0);
}

TEST_CASE("A unit's cases take the table's points, the best first, up to the weight") {
  CaseRound round = round_of({{"p", "a"}, {"q", "a"}, {"r", "a"}, {"s", "a"}, {"t", "b"}});
  vote(round, "p", 5, 4);
  vote(round, "q", 5, 0);
  vote(round, "r", 4, 1);
  vote(round, "s", 3, 2);
  vote(round, "t", 6, 5);
  const auto counts = count_cases(round, votes_scheme(10));
  const auto ratings = bonus_ratings(counts, votes_scheme(10), units(), 10);
  REQUIRE(ratings.size() == 3);
  CHECK(ratings[0].index == 1.0);  // 5 + 3 + 2, and nothing for a fourth
  CHECK(ratings[1].index == 0.5);
  CHECK(ratings[2].index == 0.0);
  CHECK(bonus_ratings(counts, votes_scheme(10), units(), 8)[0].index == 1.0);  // capped
}

TEST_CASE("Five criteria in fields: weighted means, ranked within each field, with a bar") {
  CaseScheme scheme = votes_scheme(1);
  scheme.method = CaseMethod::criteria;
  scheme.is_by_category = true;
  scheme.bar = 60;
  scheme.criteria = {{"innovation", {}, 1}, {"effect", {}, 3}};
  CaseRound round = round_of({{"x", "a"}, {"y", "b"}, {"z", "c"}, {"w", "c"}});
  round.cases[2].category = "智能门户";
  const auto score = [&](const char* id, const char* expert, double innovation, double effect) {
    round.ballots.push_back({expert, id, "innovation", innovation});
    round.ballots.push_back({expert, id, "effect", effect});
  };
  score("x", "e1", 80, 60);
  score("x", "e2", 100, 80);  // 90 and 70: 75
  score("y", "e1", 90, 64);   // 70.5
  score("z", "e1", 20, 70);   // 57.5, below the bar
  round.ballots.push_back({"e1", "w", "innovation", 100});
  const auto counts = count_cases(round, scheme);
  CHECK(*counts[0].score == Approx(75));
  CHECK(counts[0].means.at("effect") == Approx(70));
  CHECK(outcome(counts, "x") == CaseOutcome::chosen);
  CHECK(outcome(counts, "y") == CaseOutcome::not_chosen);
  CHECK(outcome(counts, "z") == CaseOutcome::not_chosen);
  CHECK(outcome(counts, "w") == CaseOutcome::open);  // a criterion has no score
}

TEST_CASE("What the experts turned down is not chosen, however many places are left") {
  CaseRound round = round_of({{"x", "a"}, {"y", "b"}, {"z", "c"}});
  vote(round, "x", 0, 5);
  vote(round, "y", 2, 2);  // half is no majority
  vote(round, "z", 3, 2);
  auto counts = count_cases(round, votes_scheme(56));
  CHECK(outcome(counts, "x") == CaseOutcome::not_chosen);
  CHECK(outcome(counts, "y") == CaseOutcome::not_chosen);
  CHECK(outcome(counts, "z") == CaseOutcome::chosen);
  CaseScheme scheme = votes_scheme(56);
  scheme.bar = 0.5;  // of the catalogue
  counts = count_cases(round, scheme);
  CHECK(outcome(counts, "y") == CaseOutcome::chosen);
  CHECK(outcome(counts, "x") == CaseOutcome::not_chosen);
}

TEST_CASE("A tie is settled by exactly as many cases as there are places left") {
  CaseRound round = round_of({{"x", "a"}, {"y", "b"}, {"z", "c"}});
  vote(round, "x", 5, 0);
  vote(round, "y", 3, 2);
  vote(round, "z", 3, 2);
  const auto says = [&](const std::map<std::string, bool>& rows) {
    round.settled.clear();
    for (const auto& [id, is_kept] : rows) round.settled[id] = {is_kept, "抽签", "组长"};
    std::string all;
    for (const Diagnostic& fault : check_ties(round, votes_scheme(2))) all += fault.message + "\n";
    return all;
  };
  CHECK(says({}).empty());
  CHECK(says({{"y", true}, {"z", false}}).empty());
  CHECK(says({{"y", true}, {"z", true}}).find("1 of the 2 tied cases") == 0);
  CHECK(says({{"y", false}, {"z", false}}).find("1 of the 2 tied cases") == 0);
  CHECK(says({{"y", true}}).find("without a row: z") != std::string::npos);
  CHECK(says({{"x", true}, {"y", true}, {"z", false}}).find("case 'x' is level with no other") ==
        0);
}

constexpr const char* kCases =
    "case_id,unit,title,category,summary,links\n"
    "x,a,甲案,数据应用,概要,https://a.example/1 https://a.example/2\n"
    "y,b,乙案,智能门户,概要,\n";

TEST_CASE("Files of a scheme are read, and all their faults told by place") {
  const TempDir dir;
  dir.write("cases.csv", kCases);
  dir.write("screening.csv", "case_id,keep,reason,by\ny,no,无法核实,初审组\n");
  dir.write("ballots.csv", "expert,case_id,vote\n赵,x,yes\n钱,x,aside\n");
  const auto good = load_cases(dir.path(), votes_scheme(2), units());
  for (const Diagnostic& fault : good.faults) FAIL_CHECK(fault.text());
  REQUIRE(good.round.cases.size() == 2);
  CHECK(good.round.cases[0].links.size() == 2);
  const auto counts = count_cases(good.round, votes_scheme(2));
  CHECK(outcome(counts, "x") == CaseOutcome::chosen);
  CHECK(outcome(counts, "y") == CaseOutcome::screened_out);

  // One expert in two spellings has one vote.
  dir.write("ballots.csv", "expert,case_id,vote\ne1,x,yes\nE1,x,no\n");
  const auto twice = load_cases(dir.path(), votes_scheme(2), units());
  REQUIRE(twice.faults.size() == 2);
  CHECK(twice.faults[0].message == "A3: 'E1' is written 'e1' above; write a name in one way");
  CHECK(twice.faults[1].message == "A3: 'E1' has answered this above; keep one row");

  dir.write("cases.csv", std::string(kCases) + "x,a,又一,数据应用,概要,\nv,d,丙,其他,,ftp://x\n");
  dir.write("ballots.csv",
            "expert,case_id,vote\n赵,x,yes\n赵,x,no\n钱,nothing,yes\n钱,y,yes\n,x,maybe\n");
  const auto bad = load_cases(dir.path(), votes_scheme(2), units());
  std::string all;
  for (const Diagnostic& fault : bad.faults) all += fault.text() + "\n";
  INFO(all);
  for (const char* part :
       {"cases.csv:4:1: A4: there is a case of this id", "cases.csv:5:2: B5: 'd' is no unit",
        "cases.csv:5:5: E5: the summary is missing", "cases.csv:5:6: F5: 'ftp://x' is no http",
        "ballots.csv:3:1: A3: '赵' has answered this above",
        "ballots.csv:4:2: B4: there is no case 'nothing'",
        "ballots.csv:5:2: B5: the case was screened out", "ballots.csv:6:3: C6: write yes or no"}) {
    INFO(part);
    CHECK(all.find(part) != std::string::npos);
  }
  CHECK(bad.round.cases.empty());
}

}  // namespace
}  // namespace gweval::test
