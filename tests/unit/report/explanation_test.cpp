#include <sstream>

#include "base/display_width.hpp"
#include "gweval/report.hpp"
#include "sample_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::string explain(const Results& results, std::string_view site, std::string_view indicator,
                    Language language, std::size_t width = 80) {
  const auto text = to_explanation(results, site, indicator, {width, false, language});
  if (!text) FAIL(text.error().text());
  return *text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("The ledger runs from the total to the criterion, its evidence and its rater") {
  const std::string text = explain(sample_results(), "qinghe", "", Language::en, 120);
  for (const char* part : {"total 86.25 (优秀)",
                           "85.25 to 87.25 with the uncertainty of measurement",
                           "base 83.75, bonus 2.50",
                           "tier of the base 良好",
                           "政府信息公开: 53.75 / 60.00 points",
                           "index 0.896",
                           "  法定主动公开: 33.75 / 40.00 points",
                           "* Columns kept up to date: 15.00 / 20.00 points",
                           "outcome: some columns are overdue; measured 75% (within 70% to 80%)",
                           "rule column.freshness version 2",
                           "- \"News\" was last updated on 2025-06-01",
                           "https://www.qinghe.example/news/index.html\n",
                           "where: 第 1 条",
                           "seen: \"2025-06-01 全市会议\"",
                           "3 more not listed",
                           "* Quality of content",
                           "outcome: rare errors",
                           "rated by 李明: 0.938 (2025-11-20)",
                           "note: 抽查十篇",
                           "* Dead links: 10.00 points off",
                           "Bonus\n",
                           "the whole leaf was rated"}) {
    INFO(part);
    CHECK(contains(text, part));
  }
  CHECK(text.find("政府信息公开") < text.find("法定主动公开"));
  CHECK(text.find("日常运维") < text.find("优秀创新案例"));
}

TEST_CASE("A site is found by its id, its name, or its address") {
  const Results results = sample_results();
  const std::string by_id = explain(results, "qinghe", "", Language::en);
  CHECK(explain(results, "www.qinghe.example", "", Language::en) == by_id);
  CHECK(explain(results, "https://www.qinghe.example/", "", Language::en) == by_id);
  CHECK_FALSE(to_explanation(results, "qinghe.example", "", {80, false, Language::en}));
}

TEST_CASE("Units are named in the language asked for; a unit without a word stays as it is") {
  Results results = sample_results();
  CriterionResult& criterion = results.sites[2].indicators[3].criteria[0];
  criterion.value = 40;
  criterion.unit = "days";
  CHECK(contains(explain(results, "qinghe", "assurance", Language::zh), "测得 40 天"));
  criterion.unit = "furlongs";
  CHECK(contains(explain(results, "qinghe", "assurance", Language::zh), "测得 40 furlongs"));
}

TEST_CASE("What is open says how far, why, and what a veto may still do") {
  const std::string text = explain(sample_results(), "linshui", "", Language::zh);
  for (const char* part : {"总分未定：60.00 至 81.00 之间，可能的等级 良好、发展", "推算分 75.95",
                           "名次 2（可能 2-3）", "智能搜索：0.00～21.00 / 21.00 分", "待人工评分",
                           "0.00～14.00 / 14.00 分", "未能判定", "原因：the page needs scripts",
                           "可能的否决：智能搜索 / 待评项，总分不超过 59.00"}) {
    INFO(part);
    CHECK(contains(text, part));
  }
}

TEST_CASE("An indicator narrows the ledger to what is below it") {
  const std::string text = explain(sample_results(), "qinghe", "disclosure", Language::en);
  CHECK(contains(text, "法定主动公开"));
  CHECK_FALSE(contains(text, "日常运维"));
  CHECK_FALSE(contains(text, "total 86.25"));
  CHECK(contains(explain(sample_results(), "青河市人民政府", "日常运维", Language::en),
                 "Dead links"));
}

TEST_CASE("Unknown sites and indicators are errors with a near name") {
  const TextStyle style;
  const auto site = to_explanation(sample_results(), "qinhe", "", style);
  REQUIRE_FALSE(site.has_value());
  CHECK(site.error().code == ErrorCode::not_found);
  CHECK(contains(site.error().message, "did you mean 'qinghe'"));
  const auto indicator = to_explanation(sample_results(), "qinghe", "disclosre", style);
  REQUIRE_FALSE(indicator.has_value());
  CHECK(contains(indicator.error().message, "disclosure"));
  CHECK_FALSE(to_fix_list(sample_results(), "nobody", style).has_value());
}

TEST_CASE("A site that was not observed is explained by the reason, not by a score") {
  const std::string text = explain(sample_results(), "beiyuan", "", Language::en);
  CHECK(contains(text, "not observed: name not resolved"));
  CHECK_FALSE(contains(text, "total"));
}

TEST_CASE("Raters who disagree are all shown") {
  Results results = sample_results();
  CriterionResult& open = results.sites[1].indicators[1].criteria[0];
  open.rating = ManualRating{"linshui", "search", "quality", std::nullopt, "甲, 乙", "", "", ""};
  open.ratings = {ManualRating{"linshui", "search", "quality", 1, "甲", "", "", ""},
                  ManualRating{"linshui", "search", "quality", 0.5, "乙", "", "", ""}};
  const std::string text = explain(results, "linshui", "search", Language::zh);
  CHECK(contains(text, "需要第三人裁定"));
  CHECK(contains(text, "评分人 甲：1.000"));
  CHECK(contains(text, "评分人 乙：0.500"));
}

TEST_CASE("Lines keep to the width but for addresses, and nothing hostile gets through") {
  Results results = sample_results();
  results.sites[2].name = hostile_text() + std::string(10000, 'n');
  CriterionResult& criterion = results.sites[2].indicators[1].criteria[0];
  criterion.findings[0].text.zh = hostile_text() + std::string(3000, 'm');
  criterion.findings[0].url = "https://x.example/" + std::string(300, 'u') + "\x1b[2J";
  criterion.findings[0].quote = std::string(500, 'q') + "\n\x1b]0;title\x07";
  for (const Language language : {Language::zh, Language::en}) {
    for (const std::string& text : {explain(results, "qinghe", "", language, 60),
                                    *to_fix_list(results, "qinghe", {60, false, language})}) {
      CHECK_FALSE(contains(text, "\x1b"));
      CHECK_FALSE(contains(text, "\u202e"));
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK((display_width(line) <= 60 || contains(line, "http")));
      }
    }
  }
}

}  // namespace
}  // namespace gweval::test
