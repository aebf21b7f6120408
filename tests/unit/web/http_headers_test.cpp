#include "web/http_headers.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("a response head is split into version, status and headers (RFC 9112 4, 5)") {
  const auto head = parse_response_head(
      "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nX-Empty:\r\nx-two:  a b \r\n\r\nbody: "
      "no");
  REQUIRE(head);
  CHECK(head->version == "1.1");
  CHECK(head->status == 404);
  const HeaderList expected = {{"Content-Type", "text/html"}, {"X-Empty", ""}, {"x-two", "a b"}};
  CHECK(head->headers == expected);
  CHECK(find_header(head->headers, "content-type") == "text/html");
}

TEST_CASE("a head from a careless server is read as far as it goes") {
  const auto head = parse_response_head(
      "HTTP/2 200\nServer: a\n folded\nno colon\n dropped too\nbad name: x\nB: \xB5\xC4\n");
  REQUIRE(head);
  CHECK(head->version == "2");
  const HeaderList expected = {{"Server", "a folded"}, {"B", "\xEF\xBF\xBD\xEF\xBF\xBD"}};
  CHECK(head->headers == expected);
}

TEST_CASE("a folded line adds no blank at a value's ends (RFC 9112 5.2)") {
  const auto head = parse_response_head("HTTP/1.1 200 OK\r\nA:\r\n b\r\nC: d\r\n \t\r\n\r\n");
  REQUIRE(head);
  CHECK(head->headers == HeaderList{{"A", "b"}, {"C", "d"}});
}

TEST_CASE("what starts with no status line is no head") {
  for (const char* text : {"", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000 x", "HTTP/1.1 020 x",
                           "<html>", "ICY 200 OK", "HTTP/x 200 OK"}) {
    INFO(text);
    CHECK_FALSE(parse_response_head(text));
  }
}

TEST_CASE("Content-Type gives media type and charset (RFC 9110 8.3)") {
  const auto check = [](std::string_view value, std::string_view type, std::string_view charset) {
    INFO(value);
    const ContentType read = parse_content_type(value);
    CHECK(read.media_type == type);
    CHECK(read.charset == charset);
  };
  check("text/html", "text/html", "");
  check("Text/HTML; Charset=GB2312", "text/html", "GB2312");
  check("text/html;boundary=x ; charset = \"utf-8\"", "text/html", "utf-8");
  check("charset=utf-8", "", "");
  check(";charset=gbk", "", "gbk");
  check("text", "", "");
  check("text/html; charset=", "text/html", "");
  check("", "", "");
}

}  // namespace
}  // namespace gweval
