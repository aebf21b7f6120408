#include <stdexcept>

#include "gweval/rule.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("parameters are read by their type") {
  Lexicon lexicon;
  lexicon.id = "topics";
  const ParamMap values{{"strict", true},
                        {"few", std::int64_t{3}},
                        {"share", 0.8},
                        {"scope", std::string("site")},
                        {"topics", std::vector<std::string>{"news"}},
                        {"lexicon", lexicon}};
  const Params params(values);
  CHECK(params.flag("strict"));
  CHECK(params.integer("few") == 3);
  CHECK(params.number("share") == 0.8);
  CHECK(params.text("scope") == "site");
  CHECK(params.list("topics") == std::vector<std::string>{"news"});
  CHECK(params.lexicon("lexicon").id == "topics");
}

TEST_CASE("asking for what was not declared is a bug that names the parameter") {
  const ParamMap values{{"few", std::int64_t{3}}};
  const Params params(values);
  CHECK_THROWS_AS(params.flag("none"), std::logic_error);
  CHECK_THROWS_WITH(params.number("few"), Catch::Contains("few"));
}

}  // namespace
}  // namespace gweval
