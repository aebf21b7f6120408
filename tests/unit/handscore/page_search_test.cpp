#include "handscore/page_search.hpp"

#include "support/catch.hpp"

namespace gweval::test {
namespace {

PageFacts page(const std::string& url, const std::string& title, const std::string& column = {}) {
  PageFacts out;
  out.url = url;
  out.final_url = url;
  out.status = 200;
  out.title = title;
  out.column = column;
  return out;
}

TEST_CASE("Pages are found by pairs of characters their headings share with a name") {
  std::vector<PageFacts> pages{page("1", "清河市人民政府"), page("2", "来信选登", "咨询与投诉"),
                               page("3", "投诉咨询"), page("4", "咨询投诉"), page("5", "智能问答")};
  // 咨询, 询投, 投诉: all three, two, two.
  const auto pages_about = [&pages](const std::vector<std::string>& names, std::size_t limit) {
    return PageSearch(pages).about(names, limit);
  };
  CHECK(pages_about({"咨询投诉"}, 4) == std::vector<std::string>{"4", "2", "3"});
  CHECK(pages_about({"咨询投诉"}, 1) == std::vector<std::string>{"4"});
  // The leaf's own name is on no page, the one above it is.
  CHECK(pages_about({"答复有效度", "智能问答"}, 4) == std::vector<std::string>{"5"});
  pages[4].status = 404;
  CHECK(pages_about({"智能问答"}, 4).empty());
  CHECK(pages_about({"", "\xFF", "一"}, 4).empty());
}

}  // namespace
}  // namespace gweval::test
