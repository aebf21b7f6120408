#include "gweval/soft_404.hpp"

#include <vector>

#include "base/utf8.hpp"
#include "gweval/capture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

const std::string kSite = "http://www.a.example";

Fetch answered(const std::string& path, const std::string& body_sha256 = "") {
  Fetch fetch;
  fetch.url = kSite + path;
  fetch.final_url = fetch.url;
  fetch.status = 200;
  fetch.body_bytes = 10;
  fetch.body_sha256 = body_sha256.empty() ? "of " + path : body_sha256;
  return fetch;
}

Fetch led(const std::string& path, const std::string& target) {
  Fetch fetch = answered(path);
  fetch.final_url = target.starts_with("/") ? kSite + target : target;
  fetch.redirects.push_back({fetch.url, 302, fetch.final_url});
  return fetch;
}

AnswerLook page(const std::string& title, const std::string& text) {
  PageFacts facts;
  facts.document_title = title;
  facts.title = title;
  facts.text = text;
  facts.text_length = count_code_points(text);
  return look_of(facts);
}

const AnswerLook kHome = page("某市人民政府", "政务要闻 通知公告 政策文件 办事服务");
const AnswerLook kPlain = page("一篇文章", "这里是一篇文章的正文。");

ErrorSigns signs_of(const Fetch& probe, const AnswerLook& look) {
  ErrorSigns signs;
  signs.set_home(answered("/"), kHome);
  signs.set_probe(probe, look);
  return signs;
}

TEST_CASE("what is answered with the bytes of a made-up address is an error page") {
  ErrorSigns signs = signs_of(answered("/made-up.html", "sorry"), {});
  CHECK(signs.is_soft_404(answered("/x.html", "sorry"), {}));
  CHECK_FALSE(signs.is_soft_404(answered("/x.html"), {}));
  CHECK_FALSE(signs.is_soft_404(answered("/made-up.html", "sorry"), {}));
  Fetch gone = answered("/made-up.html", "sorry");
  gone.status = 404;  // then the same page is no sign
  CHECK_FALSE(signs_of(gone, {}).is_soft_404(answered("/x.html", "sorry"), {}));
}

TEST_CASE("an error page that repeats the address, the time or a number is known by its words") {
  const auto sorry = [](const std::string& path, const std::string& time) {
    return page("某市人民政府", "抱歉，" + path + " 这里什么也没有。编号 8f3a-" + time + "，时间 " +
                                    "2026-01-02 " + time);
  };
  const ErrorSigns signs = signs_of(answered("/made-up.html"), sorry("/made-up.html", "07:00:01"));
  CHECK(signs.is_soft_404(answered("/x/y.html"), sorry("/x/y.html", "07:03:59")));
  CHECK_FALSE(signs.is_soft_404(answered("/x/z.html"), kPlain));
  // the same few words under a title of its own
  AnswerLook other = page("通知公告", "抱歉，这里什么也没有。编号，时间");
  CHECK_FALSE(signs.is_soft_404(answered("/x/z.html"), other));
}

TEST_CASE("pages that scripts draw look alike and are none") {
  for (const char* text : {"", "加载中…", "Loading", "请稍候，正在载入页面"}) {
    INFO(text);
    const AnswerLook frame = page("某市人民政府", text);
    const ErrorSigns signs = signs_of(answered("/made-up.html", "frame"), frame);
    CHECK_FALSE(signs.is_soft_404(answered("/x.html", "frame"), frame));
    CHECK_FALSE(signs.is_soft_404(answered("/y.html"), frame));
  }
  // one frame with words of its own, home page and all
  const AnswerLook frame = page("某市人民政府", "无障碍浏览 繁体版 手机版 登录 注册");
  for (const bool is_probe_first : {false, true}) {
    for (const char* home : {"frame", "another nonce"}) {
      ErrorSigns signs;
      if (is_probe_first) signs.set_probe(answered("/made-up.html", "frame"), frame);
      signs.set_home(answered("/", home), frame);
      if (!is_probe_first) signs.set_probe(answered("/made-up.html", "frame"), frame);
      CHECK_FALSE(signs.is_soft_404(answered("/y.html"), frame));
      CHECK_FALSE(signs.is_soft_404(answered("/x.html", "frame"), frame));
    }
  }
}

TEST_CASE("an address of a page that ends at the home page is an error page's") {
  const ErrorSigns signs = signs_of(led("/made-up.html", "/"), {});
  ErrorSigns unprobed;
  unprobed.set_home(answered("/"), kHome);
  for (const ErrorSigns* known : std::vector<const ErrorSigns*>{&signs, &unprobed}) {
    for (const char* deep : {"/zwgk/", "/zwgk/2023/t_12.html", "/art.jsp?id=7", "/files/a.pdf"}) {
      INFO(deep);
      CHECK(known->is_soft_404(led(deep, "/"), kHome));
      CHECK(known->is_soft_404(led(deep, "/index.html"), kHome));
      CHECK(known->is_soft_404(led(deep, "http://a.example/"), kHome));  // www. or not
      CHECK_FALSE(known->is_soft_404(led(deep, "/zwgk/new.html"), kPlain));
      CHECK_FALSE(known->is_soft_404(led(deep, "http://b.example/"), kHome));  // it has moved
      CHECK_FALSE(known->is_soft_404(led(deep, "/login.html"), kPlain));
    }
    for (const char* meant :
         {"/index.htm", "/index.html", "/default.aspx", "/cn/", "/en/index.html", "/mobile/",
          "/logout", "/user/center", "/sy/", "/go.jsp?url=http%3A%2F%2Fa", "/set?lang=zh"}) {
      INFO(meant);
      CHECK_FALSE(known->is_soft_404(led(meant, "/"), kHome));
    }
  }
  ErrorSigns elsewhere;
  elsewhere.set_home(led("/start/here", "/portal/a.html"), kHome);
  CHECK(elsewhere.is_soft_404(led("/x/y.html", "/portal/a.html"), kHome));
  CHECK_FALSE(elsewhere.is_soft_404(led("/start/here", "/portal/a.html"), kHome));
  elsewhere.distrust_home();
  CHECK_FALSE(elsewhere.is_soft_404(led("/x/y.html", "/portal/a.html"), kHome));
}

TEST_CASE("what is led to where made-up addresses are led is an error page's") {
  const ErrorSigns fixed = signs_of(led("/made-up.html", "/sorry.html"), {});
  CHECK(fixed.is_soft_404(led("/x.html", "/sorry.html"), {}));
  CHECK(fixed.is_soft_404(led("/s", "/sorry.html"), {}));
  CHECK_FALSE(fixed.is_soft_404(answered("/sorry.html"), {}));
  const ErrorSigns echo = signs_of(led("/made-up.html", "/e.jsp?from=/made-up.html"), {});
  CHECK(echo.is_soft_404(led("/x/y.html", "/e.jsp?from=/x/y.html"), {}));
  CHECK_FALSE(echo.is_soft_404(led("/x/y.html", "/e.jsp?id=7"), {}));
  // nobody but who is known gets in anywhere
  const ErrorSigns wall = signs_of(led("/made-up.html", "/sso/login"), {});
  CHECK_FALSE(wall.is_soft_404(led("/x.html", "/sso/login"), {}));
}

TEST_CASE("facts are read of pages, answers and whole second looks") {
  Capture capture;
  capture.fetch = answered("/x.html");
  capture.exchanges.push_back({});
  const auto is_read = [&capture](FetchPurpose purpose, int status, const std::string& head) {
    capture.fetch.purpose = purpose;
    capture.fetch.status = status;
    capture.exchanges.back().request_head = head;
    return is_read_as_page(capture);
  };
  const std::string whole = "GET /x.html HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string byte = "GET /x.html HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0\r\n\r\n";
  CHECK(is_read(FetchPurpose::page, 404, whole));
  CHECK(is_read(FetchPurpose::search_probe, 200, whole));
  CHECK(is_read(FetchPurpose::error_probe, 200, whole));
  CHECK(is_read(FetchPurpose::recheck, 200, whole));
  CHECK_FALSE(is_read(FetchPurpose::recheck, 200, byte));
  CHECK_FALSE(is_read(FetchPurpose::recheck, 404, whole));
  CHECK_FALSE(is_read(FetchPurpose::error_probe, 404, whole));
  CHECK_FALSE(is_read(FetchPurpose::link_check, 200, whole));
  CHECK_FALSE(is_read(FetchPurpose::robots, 200, whole));
}

}  // namespace
}  // namespace gweval
