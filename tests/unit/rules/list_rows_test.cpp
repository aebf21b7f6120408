#include "rules/list_rows.hpp"

#include "support/catch.hpp"

namespace gweval::rules {
namespace {

PageFacts page_with(std::string text, std::vector<std::string> titles) {
  PageFacts page;
  page.text = std::move(text);
  for (std::string& title : titles) page.list_items.push_back({std::move(title), "", {}});
  return page;
}

}  // namespace

TEST_CASE("a row is what follows a title up to the next") {
  const PageFacts page =
      page_with("标题 状态 甲 2025-01-01 已答复 乙 2025-01-02 未答复", {"甲", "乙"});
  const auto rows = list_rows(page);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].text == " 2025-01-01 已答复 ");
  CHECK(rows[1].text == " 2025-01-02 未答复");
}

TEST_CASE("where dates stand first, a row is what comes before its title") {
  const PageFacts page = page_with("[2025-01-01] 甲 [2025-01-02] 乙", {"甲", "乙"});
  const auto rows = list_rows(page);
  CHECK(rows[0].text == "[2025-01-01] ");
  CHECK(rows[1].text == " [2025-01-02] ");
}

TEST_CASE("a title that the text lacks has an empty row and breaks no other") {
  const PageFacts page = page_with("甲 已答复 丙 未答复", {"甲", "乙", "丙"});
  const auto rows = list_rows(page);
  CHECK(rows[0].text == " 已答复 ");
  CHECK(rows[1].text.empty());
  CHECK(rows[2].text == " 未答复");
}

TEST_CASE("rows are bounded") {
  const PageFacts page = page_with("甲" + std::string(10'000, 'x'), {"甲"});
  CHECK(list_rows(page)[0].text.size() == kMaxRowBytes);
}

}  // namespace gweval::rules
