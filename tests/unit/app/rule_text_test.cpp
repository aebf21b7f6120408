// The built-in documentation of rules, as a terminal of 80 columns shows it.

#include <sstream>

#include "app/rule_text.hpp"
#include "base/display_width.hpp"
#include "gweval/registry.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

void check_width(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(display_width(line) <= 80);
  }
}

TEST_CASE("the list of rules and every rule's page fit a terminal in both languages") {
  for (const Language language : {Language::zh, Language::en}) {
    check_width(rule_list(language));
    for (const Rule* rule : all_rules()) {
      const auto page = rule_page(rule->schema.id, language);
      REQUIRE(page);
      check_width(*page);
    }
  }
}

}  // namespace
}  // namespace gweval::test
