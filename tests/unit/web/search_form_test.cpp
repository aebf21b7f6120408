#include "web/search_form.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

Form form_of(std::vector<FormField> fields, const std::string& action = "http://a.example/s",
             const std::string& method = "get") {
  return {action, method, std::move(fields)};
}

TEST_CASE("a form with a field for words is a search; letters, logins and filters are none") {
  CHECK(search_field(form_of({{"q", "search", ""}})) != nullptr);
  CHECK(search_field(form_of({{"qt", "text", ""}, {"siteId", "hidden", "1"}})) != nullptr);
  CHECK(search_field(form_of({{"a1", "text", "请输入关键词"}})) != nullptr);
  CHECK(search_field(form_of({{"x", "text", ""}}, "http://a.example/jsearch/index.do")) != nullptr);
  CHECK(search_field(form_of({{"x", "text", ""}})) == nullptr);
  CHECK(search_field(form_of({{"q", "text", ""}, {"p", "password", ""}})) == nullptr);
  CHECK(search_field(form_of({{"key", "text", ""}, {"body", "textarea", ""}})) == nullptr);
  CHECK(search_field(form_of({{"word", "text", ""}, {"from", "text", ""}, {"to", "text", ""}})) ==
        nullptr);
  CHECK(search_field(form_of({{"", "search", ""}})) == nullptr);
  CHECK(search_field(form_of({})) == nullptr);
}

TEST_CASE("the address that asks has the words in UTF-8 and the hidden fields, nothing else") {
  const Form form =
      form_of({{"site", "hidden", "市 府&1"}, {"q", "search", ""}, {"", "submit", ""}},
              "http://a.example/s?old=1");
  const auto url = search_url(form, "社保");
  REQUIRE(url);
  CHECK(*url == "http://a.example/s?site=%E5%B8%82%20%E5%BA%9C%261&q=%E7%A4%BE%E4%BF%9D");
  CHECK(searched_words(*url, "q") == "社保");
  CHECK(searched_words(*url, "site") == "市 府&1");
  CHECK_FALSE(searched_words(*url, "old"));
}

TEST_CASE("a form of a GBK page asks in GBK, names and hidden fields too, GET or POST") {
  Form form = form_of({{"字", "search", ""}, {"site", "hidden", "市府"}});
  form.charset = "gb18030";
  const auto url = search_url(form, "社保");
  REQUIRE(url);
  CHECK(*url == "http://a.example/s?%D7%D6=%C9%E7%B1%A3&site=%CA%D0%B8%AE");
  CHECK(asks_for(*url, form, "社保"));
  CHECK_FALSE(asks_for(*url, form, "医保"));
  form.method = "post";
  const auto posted = search_url(form, "社保");
  REQUIRE(posted);
  CHECK_THAT(*posted, Catch::Matchers::Contains("%D7%D6=%C9%E7%B1%A3"));
  CHECK(asks_for(*posted, form, "社保"));
  // Another page of the site shows the form in UTF-8, and the crawl went by that one.
  Form other = form_of({{"q", "search", ""}});
  const auto plain = search_url(other, "社保");
  REQUIRE(plain);
  other.charset = "gb18030";
  CHECK(asks_for(*plain, other, "社保"));
}

TEST_CASE("addresses of other schemes are not asked") {
  CHECK_FALSE(search_url(form_of({{"q", "search", ""}}, "javascript:go()"), "x"));
  CHECK_FALSE(search_url(form_of({{"q", "search", ""}}, ""), "x"));
  CHECK_FALSE(search_url(form_of({{"x", "text", ""}}), "x"));
}

TEST_CASE("a posted search has its body behind a mark; the action keeps its query") {
  const Form form = form_of({{"site", "hidden", "1"}, {"q", "search", ""}, {"", "submit", "搜索"}},
                            "http://a.example/so.do?m=list", "post");
  const auto url = search_url(form, "社保");
  REQUIRE(url);
  CHECK(*url == "http://a.example/so.do?m=list&__wb_method=POST&site=1&q=%E7%A4%BE%E4%BF%9D");
  CHECK(searched_words(*url, "q") == "社保");
}

TEST_CASE("no form is posted that may do something else than search") {
  const auto posts = [](std::vector<FormField> fields, const std::string& action) {
    return search_url(form_of(std::move(fields), action, "post"), "x").has_value();
  };
  const std::string search = "http://a.example/search.do";
  CHECK(posts({{"key", "text", "请输入关键词"}, {"type", "select", ""}}, "http://a.example/x"));
  CHECK_FALSE(posts({{"key", "text", ""}}, "http://a.example/x"));  // nothing says search
  CHECK_FALSE(posts({{"key", "text", "请输入信件编号"}}, search));
  CHECK_FALSE(posts({{"q", "text", "关键词"}}, "http://a.example/mailbox/search.do"));
  CHECK_FALSE(posts({{"q", "text", ""}, {"code", "text", "验证码"}}, search));
  CHECK_FALSE(posts({{"q", "text", ""}, {"to", "email", ""}}, search));
  CHECK_FALSE(posts({{"q", "text", ""}, {"p", "password", ""}}, search));
  CHECK_FALSE(posts({{"q", "search", ""}, {"__VIEWSTATE", "hidden", "dDwt"}}, search));
  CHECK_FALSE(posts({{"q", "search", ""}, {"token", "hidden", std::string(200, 'a')}}, search));
  CHECK_FALSE(posts({{"q", "search", ""}, {"__wb_method", "hidden", "POST"}}, search));
  // Nor is a form that is asked by GET turned into one that is posted.
  CHECK_FALSE(search_url(form_of({{"q", "search", ""}, {"__wb_method", "hidden", "POST"}}), "x"));
}

TEST_CASE("words that are an address of their own stay words") {
  const auto url = search_url(form_of({{"q", "search", ""}}), "a&q=b#c/../%41?");
  REQUIRE(url);
  CHECK(url->starts_with("http://a.example/s?q="));
  CHECK(searched_words(*url, "q") == "a&q=b#c/../%41?");
}

}  // namespace
}  // namespace gweval
