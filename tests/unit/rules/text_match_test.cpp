#include "rules/text_match.hpp"

#include "support/catch.hpp"

namespace gweval::rules {

TEST_CASE("a name is compared without blanks, brackets and arrows") {
  CHECK(normal_name("【 政策 解读 】>>") == "政策解读");
  CHECK(normal_name("　通知公告 | ") == "通知公告");
  CHECK(normal_name("ＩＣＰ备案") == "ICP备案");
  CHECK(normal_name("·") == "");
}

TEST_CASE("a short word must be the whole name but for a general ending") {
  CHECK(name_matches("教育", "教育"));
  CHECK(name_matches("教育信息", "教育"));
  CHECK(name_matches("教育领域", "教育"));
  CHECK_FALSE(name_matches("教育部", "教育"));
  CHECK_FALSE(name_matches("主题教育", "教育"));
}

TEST_CASE("a longer word may stand inside a name, not inside a sentence") {
  CHECK(name_matches("行政处罚和行政强制", "行政处罚"));
  CHECK(name_matches("市级政府采购", "政府采购"));
  CHECK_FALSE(name_matches("关于做好政府采购工作有关事项的通知", "政府采购"));
  CHECK_FALSE(name_matches("政府采购", ""));
}

TEST_CASE("dates are found in the ways pages write them") {
  const auto found = find_dates("一 2025-11-03 二 2025/1/9，2025.06.30；2025年2月8日。");
  REQUIRE(found.size() == 4);
  CHECK(found[0].date == Date{2025, 11, 3});
  CHECK(found[1].date == Date{2025, 1, 9});
  CHECK(found[2].date == Date{2025, 6, 30});
  CHECK(found[3].date == Date{2025, 2, 8});
}

TEST_CASE("what is no valid date of our time is none") {
  for (const char* text : {"2025-02-30", "2025-13-01", "1885-01-01", "12025-01-01", "2025-01-011",
                           "2025-11", "2025年11月", "2025-11/03"}) {
    CAPTURE(text);
    CHECK(find_dates(text).empty());
  }
}

TEST_CASE("a date is read after its label and not from far behind it") {
  CHECK(date_after("来信时间：2025-11-03 07:50 答复时间：2025-11-06", {"答复时间"}) ==
        Date{2025, 11, 6});
  CHECK(date_after("来信时间 答复时间 状态 标题标题标题标题标题标题 2025-11-06", {"来信时间"}) ==
        std::nullopt);
  CHECK(date_after("没有", {"来信时间"}) == std::nullopt);
}

}  // namespace gweval::rules
