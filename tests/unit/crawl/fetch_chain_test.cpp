#include "crawl/fetch_chain.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using Next = FetchChain::Next;

HopResult answer(int status, const std::string& headers = "") {
  HopResult result;
  result.exchange.emplace();
  result.exchange->response_head =
      "HTTP/1.1 " + std::to_string(status) + " x\r\n" + headers + "\r\n";
  return result;
}

HopResult failure(FetchOutcome outcome) {
  HopResult result;
  result.outcome = outcome;
  result.detail = "no luck";
  return result;
}

FetchRequest request(const std::string& url, FetchPurpose purpose = FetchPurpose::page,
                     bool is_start = false) {
  return {url, purpose, 2, "http://a.example/", is_start};
}

FetchChain page_chain(int max_redirects = 10) {
  return {request("http://a.example/x/y"), max_redirects, 1s};
}

TEST_CASE("an answer ends the fetch") {
  FetchChain chain = page_chain();
  CHECK(chain.hop().url == "http://a.example/x/y");
  CHECK(chain.hop().method == Method::get);
  CHECK(chain.take(answer(404, "Server: s\r\n")) == Next::finished);
  const Capture capture = chain.finish();
  CHECK(capture.fetch.outcome == FetchOutcome::response);
  CHECK(capture.fetch.status == 404);
  CHECK(capture.fetch.http_version == "1.1");
  CHECK(capture.fetch.attempts == 1);
  CHECK(capture.fetch.depth == 2);
  CHECK(capture.fetch.found_on == "http://a.example/");
  CHECK(capture.exchanges.size() == 1);
}

TEST_CASE("redirects are followed hop by hop, relative to where they are") {
  FetchChain chain = page_chain();
  CHECK(chain.take(answer(302, "Location: ../z\r\n")) == Next::ask);
  CHECK(chain.hop().url == "http://a.example/z");
  CHECK(chain.take(answer(301, "location: //b.example:80\r\n")) == Next::ask);
  CHECK(chain.hop().url == "http://b.example/");
  CHECK(chain.take(answer(200)) == Next::finished);
  const Capture capture = chain.finish();
  CHECK(capture.fetch.url == "http://a.example/x/y");
  CHECK(capture.fetch.final_url == "http://b.example/");
  REQUIRE(capture.fetch.redirects.size() == 2);
  CHECK(capture.fetch.redirects[0].url == "http://a.example/x/y");
  CHECK(capture.fetch.redirects[0].status == 302);
  CHECK(capture.fetch.redirects[0].location == "http://a.example/z");
  CHECK(capture.exchanges.size() == 3);
}

TEST_CASE("redirects that cannot be followed say why") {
  const auto outcome = [](const std::string& headers) {
    FetchChain chain = page_chain();
    CHECK(chain.take(answer(302, headers)) == Next::finished);
    return chain.finish().fetch.outcome;
  };
  CHECK(outcome("") == FetchOutcome::bad_redirect);
  CHECK(outcome("Location: javascript:alert(1)\r\n") == FetchOutcome::bad_redirect);
  CHECK(outcome("Location: file:///etc/passwd\r\n") == FetchOutcome::bad_redirect);
  CHECK(outcome("Location: http://[\r\n") == FetchOutcome::bad_redirect);
  CHECK(outcome("Location: y\r\n") == FetchOutcome::redirect_loop);
}

TEST_CASE("a loop over several addresses is one, a chain over the limit is too long") {
  FetchChain loop = page_chain();
  CHECK(loop.take(answer(302, "Location: /1\r\n")) == Next::ask);
  CHECK(loop.take(answer(302, "Location: /2\r\n")) == Next::ask);
  CHECK(loop.take(answer(302, "Location: /1\r\n")) == Next::finished);
  CHECK(loop.finish().fetch.outcome == FetchOutcome::redirect_loop);

  FetchChain chain = page_chain(2);
  CHECK(chain.take(answer(302, "Location: /1\r\n")) == Next::ask);
  CHECK(chain.take(answer(302, "Location: /2\r\n")) == Next::ask);
  CHECK(chain.take(answer(302, "Location: /3\r\n")) == Next::finished);
  CHECK(chain.finish().fetch.outcome == FetchOutcome::too_many_redirects);
}

TEST_CASE("a redirect to a refused address ends there, with the hop that led to it") {
  FetchChain chain = page_chain();
  CHECK(chain.take(answer(302, "Location: http://0x7f.1/admin\r\n")) == Next::ask);
  CHECK(chain.hop().url == "http://127.0.0.1/admin");
  CHECK(chain.take(failure(FetchOutcome::address_refused)) == Next::finished);
  const Capture capture = chain.finish();
  CHECK(capture.fetch.outcome == FetchOutcome::address_refused);
  CHECK(capture.fetch.final_url == "http://127.0.0.1/admin");
  CHECK(capture.fetch.status == 0);
  CHECK(capture.fetch.headers.empty());
  CHECK(capture.exchanges.size() == 1);
}

TEST_CASE("a start page is called unreachable after three spaced attempts") {
  FetchChain chain(request("http://a.example/", FetchPurpose::page, true), 10, 1s);
  CHECK(chain.take(failure(FetchOutcome::connect_failed)) == Next::ask_later);
  CHECK(chain.pause() == 1s);
  CHECK(chain.take(answer(503)) == Next::ask_later);
  CHECK(chain.pause() == 3s);
  CHECK(chain.take(failure(FetchOutcome::timed_out)) == Next::finished);
  const Fetch fetch = chain.finish().fetch;
  CHECK(fetch.outcome == FetchOutcome::timed_out);
  CHECK(fetch.attempts == 3);
  CHECK(fetch.status == 0);
}

TEST_CASE("a later attempt that succeeds leaves no trace of the failure but the count") {
  FetchChain chain(request("http://a.example/", FetchPurpose::page, true), 10, 1s);
  CHECK(chain.take(answer(302, "Location: /1\r\n")) == Next::ask);
  CHECK(chain.take(failure(FetchOutcome::connect_failed)) == Next::ask_later);
  CHECK(chain.hop().url == "http://a.example/");
  CHECK(chain.take(answer(200)) == Next::finished);
  const Capture capture = chain.finish();
  CHECK(capture.fetch.outcome == FetchOutcome::response);
  CHECK(capture.fetch.attempts == 2);
  CHECK(capture.fetch.redirects.empty());
  CHECK(capture.exchanges.size() == 1);
}

TEST_CASE("other pages are tried twice, and their 5xx is believed") {
  FetchChain chain = page_chain();
  CHECK(chain.take(failure(FetchOutcome::connect_failed)) == Next::ask_later);
  CHECK(chain.take(failure(FetchOutcome::connect_failed)) == Next::finished);
  FetchChain error = page_chain();
  CHECK(error.take(answer(500)) == Next::finished);
  FetchChain refused = page_chain();
  CHECK(refused.take(failure(FetchOutcome::address_refused)) == Next::finished);
}

TEST_CASE("a link is checked by HEAD, and by GET of a byte where HEAD is refused") {
  FetchChain chain(request("http://a.example/f.pdf", FetchPurpose::link_check), 10, 1s);
  CHECK(chain.hop().method == Method::head);
  CHECK(chain.take(answer(405)) == Next::ask);
  CHECK(chain.hop().method == Method::get_first_byte);
  CHECK(chain.take(answer(206)) == Next::finished);
  CHECK(chain.finish().fetch.status == 206);

  FetchChain alive(request("http://a.example/f.pdf", FetchPurpose::link_check), 10, 1s);
  CHECK(alive.take(answer(200)) == Next::finished);
}

TEST_CASE("asking by GET after HEAD is no further attempt, for nothing was waited for") {
  FetchChain chain(request("http://a.example/f.pdf", FetchPurpose::link_check), 10, 1s);
  CHECK(chain.take(answer(404)) == Next::ask);
  CHECK(chain.take(answer(404)) == Next::finished);
  CHECK(chain.finish().fetch.attempts == 1);
}

TEST_CASE("a host that asks for patience is asked again when it said, within limits") {
  FetchChain chain = page_chain();
  CHECK(chain.take(answer(429, "Retry-After: 7\r\n")) == Next::ask_later);
  CHECK(chain.pause() == 7s);
  CHECK(chain.take(answer(200)) == Next::finished);
  CHECK(chain.finish().fetch.attempts == 2);

  FetchChain long_wait = page_chain();
  CHECK(long_wait.take(answer(503, "Retry-After: 86400\r\n")) == Next::ask_later);
  CHECK(long_wait.pause() == 120s);
  CHECK(long_wait.take(answer(503)) == Next::finished);
  CHECK(long_wait.finish().fetch.status == 503);
}

TEST_CASE("a date in Retry-After is measured by the server's clock, else by ours") {
  const auto pause_of = [](const std::string& headers, const std::string& fetched_at) {
    FetchChain chain = page_chain();
    HopResult busy = answer(503, headers);
    busy.fetched_at = fetched_at;
    CHECK(chain.take(std::move(busy)) == Next::ask_later);
    return chain.pause();
  };
  const std::string until = "Retry-After: Mon, 03 Nov 2025 09:12:40 GMT\r\n";
  // Its clock says 33 s before; ours is an hour wrong.
  CHECK(pause_of("Date: Mon, 03 Nov 2025 09:12:07 GMT\r\n" + until, "2025-11-03T08:12:07Z") == 33s);
  CHECK(pause_of(until, "2025-11-03T09:12:10Z") == 30s);
  CHECK(pause_of(until, "2025-11-03T08:12:10Z") == 120s);
  CHECK(pause_of(until, "2025-11-03T10:00:00Z") == 1s);  // past: the usual pause
  CHECK(pause_of("Retry-After: soon\r\n", "2025-11-03T10:00:00Z") == 1s);
}

HopResult certificate_failure() {
  HopResult result = failure(FetchOutcome::tls_failed);
  result.is_certificate_fault = true;
  result.certificate.emplace().verify_error = "certificate has expired";
  return result;
}

TEST_CASE("where only the certificate is at fault a page is fetched and marked, a probe is not") {
  FetchChain chain(request("https://a.example/"), 10, 1s);
  CHECK_FALSE(chain.hop().accepts_any_certificate);
  CHECK(chain.take(certificate_failure()) == Next::ask);
  CHECK(chain.hop().accepts_any_certificate);
  HopResult again = answer(200);
  again.certificate.emplace();  // the chain alone is right: the name was wrong
  CHECK(chain.take(std::move(again)) == Next::finished);
  const Fetch fetch = chain.finish().fetch;
  CHECK(fetch.outcome == FetchOutcome::response);
  CHECK(fetch.attempts == 1);
  CHECK(fetch.certificate->verify_error == "certificate has expired");

  FetchChain probe(request("https://a.example/", FetchPurpose::https_probe), 10, 1s);
  CHECK(probe.take(certificate_failure()) == Next::ask_later);
  CHECK(probe.take(certificate_failure()) == Next::finished);
  CHECK(probe.finish().fetch.outcome == FetchOutcome::tls_failed);
}

TEST_CASE("a certificate is accepted for the host it was judged for, not where that leads") {
  FetchChain chain(request("https://a.example/"), 10, 1s);
  CHECK(chain.take(certificate_failure()) == Next::ask);
  CHECK(chain.take(answer(302, "Location: https://b.example/\r\n")) == Next::ask);
  CHECK_FALSE(chain.hop().accepts_any_certificate);
}

TEST_CASE("a server that puts a session into the address is followed once, and is no loop") {
  FetchChain chain(request("http://a.example/x.jsp?q=1"), 10, 1s);
  CHECK(chain.take(answer(302, "Location: /x.jsp;jsessionid=F0A1?q=1\r\n")) == Next::ask);
  CHECK(chain.hop().url == "http://a.example/x.jsp;jsessionid=F0A1?q=1");
  FetchChain again = chain;
  CHECK(chain.take(answer(200)) == Next::finished);
  const Fetch fetch = chain.finish().fetch;
  CHECK(fetch.outcome == FetchOutcome::response);
  CHECK(fetch.final_url == "http://a.example/x.jsp?q=1");
  CHECK(again.take(answer(302, "Location: /x.jsp;jsessionid=F0A2?q=1\r\n")) == Next::finished);
  CHECK(again.finish().fetch.outcome == FetchOutcome::redirect_loop);
}

TEST_CASE("a loop that sets a cookie says so") {
  FetchChain chain = page_chain();
  CHECK(chain.take(answer(302, "Location: y\r\nSet-Cookie: id=1\r\n")) == Next::finished);
  const Fetch fetch = chain.finish().fetch;
  CHECK(fetch.outcome == FetchOutcome::redirect_loop);
  CHECK(fetch.detail.find("cookie") != std::string::npos);
}

TEST_CASE("what we held up ourselves is asked again and is no attempt") {
  FetchChain chain = page_chain();
  HopResult held = failure(FetchOutcome::timed_out);
  held.was_held_up = true;
  CHECK(chain.take(held) == Next::ask);
  CHECK(chain.take(answer(200)) == Next::finished);
  CHECK(chain.finish().fetch.attempts == 1);
}

TEST_CASE("an answer without a status line is no HTTP") {
  FetchChain chain = page_chain();
  HopResult result = answer(200);
  result.exchange->response_head = "ICY 200 OK\r\n\r\n";
  CHECK(chain.take(std::move(result)) == Next::finished);
  CHECK(chain.finish().fetch.outcome == FetchOutcome::protocol_error);
}

TEST_CASE("a search is posted where its address says so, its answer read by GET, nothing else") {
  const std::string url = "http://a.example/so.do?m=1&__wb_method=POST&q=x";
  FetchChain chain(request(url, FetchPurpose::search_probe), 10, 1s);
  CHECK(chain.hop().method == Method::post);
  CHECK(chain.hop().url == "http://a.example/so.do?m=1");
  CHECK(chain.hop().body == "q=x");
  CHECK(chain.take(answer(503)) == Next::ask_later);
  CHECK(chain.hop().body == "q=x");
  SECTION("a redirect back to the form's address is read, not posted to") {
    CHECK(chain.take(answer(307, "Location: /so.do?m=1\r\n")) == Next::ask);
    CHECK(chain.hop().method == Method::get);
    CHECK(chain.hop().body.empty());
  }
  SECTION("an answer ends it") {
    CHECK(chain.take(answer(200)) == Next::finished);
    const Capture capture = chain.finish();
    CHECK(capture.fetch.url == url);
    CHECK(capture.fetch.final_url == "http://a.example/so.do?m=1");
  }
  SECTION("a page that links to such an address gets no post") {
    const FetchChain page(request(url), 10, 1s);
    CHECK(page.hop().method == Method::get);
    CHECK(page.hop().url == url);
  }
}

}  // namespace
}  // namespace gweval
