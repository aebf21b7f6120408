#include "web/posted_url.hpp"

#include "support/catch.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

TEST_CASE("what is posted to an address makes an address of its own, and comes apart again") {
  for (const std::string action : {"http://a.example/s", "http://a.example/s?site=1&x="}) {
    const std::string url = posted_url(action, "q=%E7%A4%BE%20a&m=");
    const auto canonical = canonical_url(url);
    REQUIRE(canonical);
    const auto posted = posted_form_of(*canonical);
    REQUIRE(posted);
    CHECK(posted->action == action);
    CHECK(posted->body == "q=%E7%A4%BE%20a&m=");
  }
}

TEST_CASE("the mark counts as a parameter of its own only") {
  CHECK_FALSE(posted_form_of("http://a.example/s?q=1"));
  CHECK_FALSE(posted_form_of("http://a.example/__wb_method=POST&q=1"));
  CHECK_FALSE(posted_form_of("http://a.example/s?a__wb_method=POST&q=1"));
  CHECK_FALSE(posted_form_of("http://a.example/s?__wb_method=PUT&q=1"));
}

}  // namespace
}  // namespace gweval
