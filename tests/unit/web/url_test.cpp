#include "web/url.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace gweval {
namespace {

std::string resolved(std::string_view base, std::string_view reference) {
  const auto base_url = parse_url(base);
  REQUIRE(base_url);
  const auto url = resolve_url(*base_url, reference);
  return url ? to_text(*url) : "none";
}

std::string canonical(std::string_view text) {
  return canonical_url(text).value_or("none");
}

struct Pair {
  std::string_view in;
  std::string_view out;
};

TEST_CASE("references resolve as in RFC 3986 5.4.1, normal examples") {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  const std::vector<Pair> pairs = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g/"},  // the empty path is "/" in canonical form (§6.2.3)
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q"},  // fragments are dropped
      {"g#s", "http://a/b/c/g"},
      {"g?y#s", "http://a/b/c/g?y"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
  };
  for (const auto& [in, out] : pairs) {
    INFO(in);
    CHECK(resolved(kBase, in) == out);
  }
}

TEST_CASE("references resolve as in RFC 3986 5.4.2, abnormal examples") {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  const std::vector<Pair> pairs = {
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"http:g", "http://a/b/c/g"},  // "for backward compatibility"; WHATWG says the same
  };
  for (const auto& [in, out] : pairs) {
    INFO(in);
    CHECK(resolved(kBase, in) == out);
  }
}

TEST_CASE("pages' spellings are read as browsers read them (WHATWG URL)") {
  constexpr std::string_view kBase = "https://www.city.example/zwgk/index.html";
  const std::vector<Pair> pairs = {
      {"  /a.html \n", "https://www.city.example/a.html"},
      {"/a\n\tb.html", "https://www.city.example/ab.html"},
      {"\\news\\1.htm", "https://www.city.example/news/1.htm"},
      {"\\\\other.example\\x", "https://other.example/x"},
      {"http:\\\\other.example\\x", "http://other.example/x"},
      {"http:///other.example/x", "http://other.example/x"},
      {"HTTP://OTHER.Example/X", "http://other.example/X"},
      {"https:a.html", "https://www.city.example/zwgk/a.html"},
      {"http:a.html", "http://a.html/"},
      {"a b.html", "https://www.city.example/zwgk/a%20b.html"},
      {"公告.html", "https://www.city.example/zwgk/%E5%85%AC%E5%91%8A.html"},
      {"?q=政策", "https://www.city.example/zwgk/index.html?q=%E6%94%BF%E7%AD%96"},
      {"mailto:a@b.example", "mailto:a@b.example"},
      {"javascript:void(0)", "javascript:void(0)"},
      {"http://user:secret@other.example/", "http://other.example/"},
      {"http://[", "none"},
      {"http://", "none"},
      {"http://a b.example/", "none"},
      {"http://a.example:99999/", "none"},
      {"http://a..b.example/", "none"},
  };
  for (const auto& [in, out] : pairs) {
    INFO(in);
    CHECK(resolved(kBase, in) == out);
  }
}

TEST_CASE("equal URLs have one canonical text (RFC 3986 6.2)") {
  const std::vector<Pair> pairs = {
      {"http://a.example", "http://a.example/"},
      {"http://a.example:80/", "http://a.example/"},
      {"https://a.example:443/", "https://a.example/"},
      {"https://a.example:80/", "https://a.example:80/"},
      {"http://a.example:/", "http://a.example/"},
      {"http://a.example./x", "http://a.example/x"},
      {"http://a.example/%7euser", "http://a.example/~user"},
      {"http://a.example/%e4%b8%ad", "http://a.example/%E4%B8%AD"},
      {"http://a.example/a%2fb", "http://a.example/a%2Fb"},
      {"http://a.example/%2e%2e/x", "http://a.example/x"},
      {"http://a.example/x/%2E/y", "http://a.example/x/y"},
      {"http://a.example/50%", "http://a.example/50%25"},
      {"http://a.example/%%34%31", "http://a.example/%2541"},
      {"http://a.example/x;jsessionid=0A1B?y=1", "http://a.example/x?y=1"},
      {"http://a.example/x;v=1;JSESSIONID=0A/z", "http://a.example/x;v=1/z"},
      {"http://a.example/a/..;jsessionid=1", "http://a.example/"},
      {"http://a.example/x#top", "http://a.example/x"},
      {"http://a.example?", "http://a.example/?"},
      {"http://a.example//x", "http://a.example//x"},
  };
  for (const auto& [in, out] : pairs) {
    INFO(in);
    CHECK(canonical(in) == out);
    CHECK(canonical(out) == out);
  }
}

TEST_CASE("hosts are canonical: IDNA, IPv4 spellings, IPv6 (WHATWG URL 3.5)") {
  const std::vector<Pair> pairs = {
      {"http://中国政府网.政务/", "http://xn--fiqs8sirgfmhq98a.xn--zfr164b/"},
      {"http://www。city。example/", "http://www.city.example/"},
      {"http://ｗｗｗ.city.example/", "http://www.city.example/"},
      {"http://faß.example/", "http://xn--fa-hia.example/"},
      {"http://127.1/", "http://127.0.0.1/"},
      {"http://0x7f000001/", "http://127.0.0.1/"},
      {"http://0177.0.0.01/", "http://127.0.0.1/"},
      {"http://2130706433/", "http://127.0.0.1/"},
      {"http://１２７.0.0.1/", "http://127.0.0.1/"},
      {"http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
      {"http://256.1.1.1/", "none"},
      {"http://1.2.3.4.5/", "none"},
      {"http://09.1.1.1/", "none"},
      {"http://[0:0::1]:8080/", "http://[::1]:8080/"},
      {"http://[2001:DB8::0:1]/", "http://[2001:db8::1]/"},
      {"http://[::1%25lo]/", "none"},
      {"http://a_b.example/", "http://a_b.example/"},
      {"http://a%00b.example/", "none"},
      {"http://a%2Fb.example/", "none"},
      {"http://xn--/", "none"},
  };
  for (const auto& [in, out] : pairs) {
    INFO(in);
    CHECK(canonical(in) == out);
    if (out != "none") CHECK(canonical(out) == out);
  }
}

TEST_CASE("a URL longer than the limit is none, also when encoding makes it so") {
  const std::string prefix = "http://a.example/";
  CHECK(canonical_url(prefix + std::string(kMaxUrlBytes - prefix.size(), 'a')));
  CHECK_FALSE(canonical_url(prefix + std::string(kMaxUrlBytes - prefix.size() + 1, 'a')));
  CHECK_FALSE(canonical_url(prefix + std::string(1000, '"')));
}

TEST_CASE("parts of a URL can be asked for") {
  const auto url = parse_url("https://www.city.example:8443/a/b?c=d");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "www.city.example");
  CHECK(effective_port(*url) == 8443);
  CHECK(url->path == "/a/b");
  CHECK(url->query == "c=d");
  CHECK(is_http(*url));
  CHECK_FALSE(is_http(*parse_url("ftp://a.example/")));
  CHECK(effective_port(*parse_url("https://a.example/")) == 443);
}

TEST_CASE("hosts are the same but for www.") {
  const auto same = [](std::string_view a, std::string_view b) {
    return is_same_host(*parse_url(a), *parse_url(b));
  };
  CHECK(same("http://www.city.example/a", "https://city.example:8080/"));
  CHECK_FALSE(same("http://www.city.example/", "http://zwfw.city.example/"));
}

TEST_CASE("the registrable domain follows the public suffix list") {
  CHECK(registrable_domain("zwfw.beijing.gov.cn") == "beijing.gov.cn");
  CHECK(registrable_domain("www.city.example") == "city.example");
  CHECK(registrable_domain("gov.cn") == "gov.cn");
  CHECK(registrable_domain("127.0.0.1") == "127.0.0.1");
}

TEST_CASE("parameters of trackers and sessions are dropped, others keep their order") {
  CHECK(canonical_url("http://a.cn/x?utm_source=w&b=2&spm=1.2&a=1&JSESSIONID=F0") ==
        "http://a.cn/x?b=2&a=1");
  CHECK(canonical_url("http://a.cn/x?gclid=1&hmsr=baidu") == "http://a.cn/x");
  CHECK(canonical_url("http://a.cn/x?") == "http://a.cn/x?");
  CHECK(canonical_url("http://a.cn/x?a=&&b") == "http://a.cn/x?a=&&b");
  CHECK(canonical_url("http://a.cn/x?spmx=1&utm=2&scm") == "http://a.cn/x?spmx=1&utm=2");
  const auto base = parse_url("http://a.cn/x");
  CHECK(to_text(*resolve_url(*base, "?fbclid=1")) == "http://a.cn/x");
}

}  // namespace
}  // namespace gweval
