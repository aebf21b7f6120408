// What plugins say of themselves and of what they saw.

#include "plugin/plugin_json.hpp"
#include "plugin/site_facts_json.hpp"

#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

const std::string kRule =
    R"("version":3,"title":{"zh":"甲","en":"a"},"source":"s","unit":"share","needs":["pages","robots"],)"
    R"("params":[{"id":"most","type":"integer","default":3,"low":1,"high":9,"about":{"zh":"乙","en":"b"}},)"
    R"({"id":"words","type":"text_list","about":{"zh":"丙","en":"c"}}],)"
    R"("outcomes":[{"id":"good","title":{"zh":"好","en":"good"}},{"id":"bad","title":{"zh":"差","en":"bad"}}],)"
    R"("messages":[{"id":"seen","text":{"zh":"见{x}","en":"saw {x}"}}]})";

std::string description(const std::string& id) {
  return R"({"rules":[{"id":")" + id + "\"," + kRule + "]}";
}

TEST_CASE("a described rule is read whole") {
  const auto schemas = plugin::schemas_from_json(description("office.things"));
  REQUIRE(schemas);
  REQUIRE(schemas->size() == 1);
  const RuleSchema& schema = schemas->front();
  CHECK(schema.id == "office.things");
  CHECK(schema.version == 3);
  CHECK(schema.title == LocalText{"甲", "a"});
  CHECK(schema.needs == std::vector<FactKind>{FactKind::pages, FactKind::robots});
  REQUIRE(schema.params.size() == 2);
  REQUIRE(schema.params[0].fallback);
  CHECK(std::get<std::int64_t>(*schema.params[0].fallback) == 3);
  CHECK(schema.params[0].high == 9);
  CHECK_FALSE(schema.params[1].fallback);
  CHECK(schema.outcomes[1].id == "bad");
  CHECK(schema.messages[0].text.en == "saw {x}");
}

TEST_CASE("every fault of a description is named by its place") {
  struct Case {
    std::string text;
    std::string fault;
  };
  const auto swapped = [](const std::string& part, const std::string& by) {
    std::string text = description("office.things");
    return text.replace(text.find(part), part.size(), by);
  };
  for (const Case& each : std::vector<Case>{
           {"", "no JSON"},
           {"[]", "is no object"},
           {R"({"rules":[]})", "rules has none"},
           {description("Office.Things"), "/rules/0/id is no rule id"},
           {description("things"), "/rules/0/id is no rule id"},
           {swapped("\"version\":3", "\"version\":1.5"), "/rules/0/version"},
           {swapped("\"version\":3", "\"version\":\"3\""), "/rules/0/version is no number"},
           {swapped("{\"zh\":\"甲\",\"en\":\"a\"}", "{\"zh\":\"甲\"}"),
            "/rules/0/title/en is missing"},
           {swapped("robots", "weather"), "knows no 'weather'"},
           {swapped("integer", "date"), "/rules/0/params/0/type"},
           {swapped("\"default\":3", "\"default\":\"x\""), "/rules/0/params/0/default"},
           {swapped("\"low\":1", "\"low\":10"), "/rules/0/params/0/low is above high"},
           {swapped("\"id\":\"good\"", "\"id\":\"Good!\""), "/rules/0/outcomes/0/id"}}) {
    const auto schemas = plugin::schemas_from_json(each.text);
    INFO(each.text);
    REQUIRE_FALSE(schemas);
    CHECK(schemas.error().code == ErrorCode::invalid_input);
    CHECK_THAT(schemas.error().message, Contains(each.fault));
  }
}

TEST_CASE("an observation is read whole, or refused with its faults") {
  const auto seen = plugin::observation_from_json(
      R"({"state":"observed","outcome":"bad","value":0.5,"interval":{"low":0.4,"high":0.6},)"
      R"("findings":[{"message":"seen","args":{"x":"y"},"url":"http://a.example/","quote":"q"}],)"
      R"("findings_omitted":4})");
  REQUIRE(seen);
  CHECK(seen->outcome == "bad");
  CHECK(seen->value == 0.5);
  CHECK(seen->interval == Interval{0.4, 0.6});
  REQUIRE(seen->findings.size() == 1);
  CHECK(seen->findings[0].args[0].second == "y");
  CHECK(seen->findings_omitted == 4);
  const auto untold = plugin::observation_from_json(
      R"({"state":"cannot_tell","reason":{"zh":"不明","en":"unclear"}})");
  REQUIRE(untold);
  CHECK(untold->state == ObservationState::cannot_tell);
  CHECK(untold->reason.zh == "不明");
  for (const char* text :
       {"", "null", R"({"state":"rule_error"})", R"({"state":"observed","value":"1"})",
        R"({"state":"observed","findings":[{}]})", R"({"state":"observed","findings":{}})"}) {
    INFO(text);
    CHECK_FALSE(plugin::observation_from_json(text));
  }
}

TEST_CASE("the address of a finding is one of the web, or the observation is refused") {
  for (const char* url :
       {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " java:x"}) {
    INFO(url);
    const auto seen = plugin::observation_from_json(
        std::string(
            R"({"state":"observed","outcome":"bad","findings":[{"message":"seen","url":")") +
        url + R"("}]})");
    REQUIRE_FALSE(seen);
    CHECK_THAT(seen.error().message, Contains("/findings/0/url is no http or https address"));
  }
}

TEST_CASE("parameters reach a plugin with their types") {
  ParamMap params;
  params["most"] = std::int64_t{3};
  params["share"] = 0.25;
  params["strict"] = true;
  params["words"] = std::vector<std::string>{"公告"};
  params["topics"] = Lexicon{"topics", 2, {{"news", "要闻", {"要闻", "新闻"}, 14}}};
  CHECK(
      plugin::to_json(params) ==
      R"({"most":3,"share":0.25,"strict":true,"topics":{"id":"topics","version":2,"entries":)"
      R"([{"id":"news","name":"要闻","words":["要闻","新闻"],"window_days":14}]},"words":["公告"]})");
}

TEST_CASE("a plugin gets a site's own pages, each once") {
  SiteFacts facts;
  const auto add = [&facts](const std::string& url, FetchPurpose purpose, const char* title) {
    Fetch fetch;
    fetch.url = url;
    fetch.purpose = purpose;
    facts.fetches.push_back(fetch);
    PageFacts page;
    page.url = url;
    page.title = title;
    facts.pages.push_back(page);
  };
  add("http://a.example/", FetchPurpose::page, "home");
  add("http://a.example/made-up.html", FetchPurpose::error_probe, "sorry");
  add("http://a.example/gone.html", FetchPurpose::page, "first look");
  add("http://a.example/gone.html", FetchPurpose::recheck, "second look");
  const std::string json = plugin::to_json(facts, {}, {FactKind::pages});
  CHECK_THAT(json, Contains("home") && Contains("first look"));
  CHECK_THAT(json, !Contains("sorry") && !Contains("second look"));
}

}  // namespace
}  // namespace gweval::test
