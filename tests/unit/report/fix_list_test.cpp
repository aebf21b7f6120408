#include "gweval/report.hpp"
#include "sample_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::string fix_list(const Results& results, const std::string& site) {
  const auto text = to_fix_list(results, site, {120, false, Language::en});
  if (!text) FAIL(text.error().text());
  return *text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("What costs most comes first, with its findings") {
  const std::string text = fix_list(sample_results(), "qinghe");
  CHECK(contains(text, "1. Dead links: worth up to 10.00 points"));
  CHECK(contains(text, "2. Columns kept up to date: worth up to 5.00 points"));
  CHECK(contains(text, "3. Quality of content: worth up to 1.25 points"));
  CHECK(contains(text, "日常运维 / assurance, index 0.750 now"));
  CHECK(contains(text, "https://www.qinghe.example/news/index.html"));
  CHECK(contains(text, "rated by 李明"));
  CHECK(contains(text, "Together worth up to 16.25 points."));
  CHECK_FALSE(contains(text, "优秀创新案例"));  // bonus is nothing to mend
}

TEST_CASE("What is not known is listed apart and is no loss") {
  const std::string text = fix_list(sample_results(), "linshui");
  CHECK(contains(text, "Nothing was lost in what has been measured."));
  CHECK(contains(text, "Not known yet (not counted as lost):"));
  CHECK(contains(text, "up to 14.00 points · awaits a person"));
  CHECK(contains(text, "why: the page needs scripts"));
  CHECK(text.find("14.00") < text.find("7.00 points"));
}

TEST_CASE("Deductions beyond a leaf's points are not worth more than the leaf") {
  Results results = sample_results();
  IndicatorResult& leaf = results.sites[2].indicators[3];
  leaf.points = 0;
  leaf.criteria.push_back(leaf.criteria[0]);
  leaf.criteria[0].points = -50;
  leaf.criteria[1].points = -30;
  const std::string text = fix_list(results, "qinghe");
  CHECK(contains(text, "1. Dead links: worth up to 40.00 points"));
  CHECK(contains(text, "2. Dead links: worth up to 30.00 points"));
  CHECK(contains(text, "Together worth up to 46.25 points."));
}

TEST_CASE("Vetoes come before everything, and an unseen site has only its reason") {
  CHECK(contains(fix_list(sample_results(), "heishan"),
                 "veto: assurance / availability takes the score away"));
  CHECK(contains(fix_list(sample_results(), "beiyuan"), "not observed: name not resolved"));
}

}  // namespace
}  // namespace gweval::test
