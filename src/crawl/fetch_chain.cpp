#include "crawl/fetch_chain.hpp"

#include <algorithm>
#include <utility>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "web/http_date.hpp"
#include "web/http_headers.hpp"
#include "web/posted_url.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// Attempts before a failure is believed. House rule: what decides about a whole site is asked three
// times, everything else twice.
int max_attempts(const FetchRequest& request) {
  return request.is_start || request.purpose == FetchPurpose::robots ? 3 : 2;
}

Method first_method(const FetchRequest& request) {
  if (request.purpose == FetchPurpose::link_check) return Method::head;
  const bool is_check = request.purpose == FetchPurpose::recheck && !request.is_whole;
  return is_check ? Method::get_first_byte : Method::get;
}

bool is_connection_failure(FetchOutcome outcome) {
  return outcome == FetchOutcome::name_not_resolved || outcome == FetchOutcome::connect_failed ||
         outcome == FetchOutcome::tls_failed || outcome == FetchOutcome::timed_out;
}

constexpr std::size_t kMaxValidatorBytes = 1024;

// RFC 6585 §4, RFC 9110 §15.6.4: asked too often, or down for a while.
bool is_throttled(const Fetch& fetch) {
  return fetch.outcome == FetchOutcome::response && (fetch.status == 429 || fetch.status == 503);
}

}  // namespace

// In seconds or as a date, which is measured by the server's own clock where it tells its time,
// else by ours.
std::chrono::milliseconds retry_after_of(const Fetch& fetch) {
  constexpr std::int64_t kLongest = 120;
  const auto text = find_header(fetch.headers, "Retry-After");
  if (!text) return std::chrono::milliseconds(0);
  auto seconds = parse_integer(trim(*text));
  if (const auto until = parse_http_date(*text)) {
    auto now = parse_http_date(find_header(fetch.headers, "Date").value_or(""));
    if (!now) now = parse_iso_time(fetch.fetched_at);
    if (now) seconds = *until - *now;
  }
  if (!seconds || *seconds < 0) return std::chrono::milliseconds(0);
  return std::chrono::seconds(std::min<std::int64_t>(*seconds, kLongest));
}

std::chrono::milliseconds retry_after_of(const Exchange& exchange) {
  auto head = parse_response_head(exchange.response_head);
  if (!head) return std::chrono::milliseconds(0);
  Fetch fetch;
  fetch.fetched_at = exchange.fetched_at;
  fetch.headers = std::move(head->headers);
  return retry_after_of(fetch);
}

namespace {

// RFC 9110 §15.4: those that name another address for the same request.
bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// "http://a/x;jsessionid=F0?q" of the canonical "http://a/x?q", with the session a Java server put
// into a Location; nothing where there is none.
std::optional<std::string> with_session(const std::string& url, const std::string& location) {
  const std::size_t start = to_lower_ascii(location).find(";jsessionid=");
  if (start == std::string::npos) return std::nullopt;
  const std::size_t end = std::min(location.find_first_of(";?#/", start + 1), location.size());
  const std::string session = location.substr(start, end - start);
  const bool is_plain = std::all_of(session.begin(), session.end(), [](char c) {
    return (c > ' ' && c < '\x7f') && c != '"' && c != '<' && c != '>';
  });
  if (!is_plain || session.size() > 200) return std::nullopt;
  std::string out = url;
  out.insert(std::min(out.find('?'), out.size()), session);
  return out;
}

}  // namespace

Validators validators_of(const Fetch& fetch) {
  const bool is_whole = fetch.outcome == FetchOutcome::response && fetch.status == 200 &&
                        fetch.redirects.empty() && !fetch.truncated && fetch.body_bytes > 0;
  if (!is_whole) return {};
  Validators out;
  out.etag = find_header(fetch.headers, "ETag").value_or("");
  out.last_modified = find_header(fetch.headers, "Last-Modified").value_or("");
  // They go out as they came in: a site must not put lines of its own into a request.
  for (std::string* value : {&out.etag, &out.last_modified}) {
    const bool is_plain =
        std::all_of(value->begin(), value->end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    if (!is_plain || value->size() > kMaxValidatorBytes) value->clear();
  }
  return out;
}

void FetchChain::set_validators(Validators validators) {
  validators_ = std::move(validators);
  if (hop_.method == Method::get) hop_.validators = validators_;
}

bool FetchChain::is_not_modified() const {
  return capture_.fetch.outcome == FetchOutcome::response && capture_.fetch.status == 304 &&
         !hop_.validators.empty() && !capture_.exchanges.empty();
}

FetchChain::FetchChain(FetchRequest request, int max_redirects, std::chrono::milliseconds delay)
    : request_(std::move(request)), max_redirects_(max_redirects), delay_(delay) {
  capture_.fetch.attempts = 0;
  restart(first_method(request_), Next::ask_later);
}

// Only a new try after a while is another attempt; a second question at once is not.
FetchChain::Next FetchChain::restart(Method method, Next next) {
  const int attempts = capture_.fetch.attempts + (next == Next::ask_later ? 1 : 0);
  capture_ = {};
  capture_.fetch.url = request_.url;
  capture_.fetch.final_url = request_.url;
  capture_.fetch.purpose = request_.purpose;
  capture_.fetch.depth = request_.depth;
  capture_.fetch.found_on = request_.found_on;
  capture_.fetch.attempts = attempts;
  has_tried_session_ = false;
  const bool is_conditional = method == Method::get;
  hop_ = {request_.url, method, is_conditional ? validators_ : Validators{},
          !certificate_fault_.empty()};
  hop_.purpose = request_.purpose;
  hop_.is_answer_enough = is_scheme_probe(request_.purpose);
  // No address that a page links to is ever posted to, whatever it looks like.
  if (request_.purpose != FetchPurpose::search_probe) return next;
  if (auto posted = posted_form_of(request_.url)) {
    hop_ = {std::move(posted->action), Method::post,    {}, hop_.accepts_any_certificate,
            std::move(posted->body),   request_.purpose};
  }
  return next;
}

std::chrono::milliseconds FetchChain::pause() const {
  // 1 s and 3 s at the default delay; never at once, or one hiccup would meet every attempt.
  const auto base = std::max(delay_, std::chrono::milliseconds(50));
  return std::max(retry_after_, capture_.fetch.attempts <= 2 ? base : 3 * base);
}

bool FetchChain::accept_certificate(const std::string& fault) {
  if (is_scheme_probe(request_.purpose) || hop_.accepts_any_certificate) return false;
  certificate_fault_ = fault.empty() ? "certificate not verified" : fault;
  hop_.accepts_any_certificate = true;
  return true;
}

bool FetchChain::should_try_again() const {
  const Fetch& fetch = capture_.fetch;
  if (fetch.attempts >= max_attempts(request_)) return false;
  if (is_connection_failure(fetch.outcome) || is_throttled(fetch)) return true;
  const bool decides = request_.is_start || request_.purpose == FetchPurpose::robots;
  return decides && fetch.outcome == FetchOutcome::response && fetch.status >= 500;
}

FetchChain::Next FetchChain::take(HopResult result) {
  Fetch& fetch = capture_.fetch;
  // Our own memory made it wait: not the site's failure, so it is no attempt.
  if (result.was_held_up && !result.exchange && ++times_held_up_ <= 3) return Next::ask;
  const std::string fault = result.certificate ? result.certificate->verify_error : "";
  if (result.is_certificate_fault && accept_certificate(fault)) return Next::ask;
  is_network_in_doubt_ = result.is_network_in_doubt;
  if (fetch.fetched_at.empty()) fetch.fetched_at = result.fetched_at;
  fetch.outcome = result.outcome;
  fetch.detail = std::move(result.detail);
  fetch.timings = result.timings;
  fetch.certificate = std::move(result.certificate);
  const bool is_secure = hop_.url.starts_with("https:");
  if (is_secure && hop_.accepts_any_certificate && fetch.certificate &&
      fetch.certificate->verify_error.empty()) {
    fetch.certificate->verify_error = certificate_fault_;  // the chain is right, the name is not
  }
  fetch.remote_address = std::move(result.remote_address);
  fetch.final_url = canonical_url(hop_.url).value_or(hop_.url);  // without a session
  fetch.status = 0;
  fetch.headers.clear();
  if (!result.exchange) {
    return should_try_again() ? restart(first_method(request_), Next::ask_later) : Next::finished;
  }
  auto head = parse_response_head(result.exchange->response_head);
  if (!head) return fail(FetchOutcome::protocol_error, "the response has no valid status line");
  fetch.status = head->status;
  fetch.http_version = std::move(head->version);
  fetch.headers = std::move(head->headers);
  fetch.truncated = result.exchange->truncated;
  retry_after_ = is_throttled(fetch) ? retry_after_of(fetch) : std::chrono::milliseconds(0);
  capture_.exchanges.push_back(*std::move(result.exchange));
  if (fetch.outcome == FetchOutcome::response && is_redirect(fetch.status)) {
    const auto location = find_header(fetch.headers, "Location");
    if (!location) return fail(FetchOutcome::bad_redirect, "redirect without Location");
    return follow(std::string(*location));
  }
  // Servers that know no HEAD, or answer it wrongly, are asked again as a browser would.
  if (hop_.method == Method::head && fetch.status >= 400) {
    return restart(Method::get_first_byte, Next::ask);
  }
  return should_try_again() ? restart(first_method(request_), Next::ask_later) : Next::finished;
}

FetchChain::Next FetchChain::follow(const std::string& location) {
  const auto base = parse_url(hop_.url);
  const auto target = base ? resolve_url(*base, location) : std::nullopt;
  if (!target || !is_http(*target)) {
    return fail(FetchOutcome::bad_redirect, "Location is no http or https address");
  }
  const std::string url = to_text(*target);
  auto& redirects = capture_.fetch.redirects;
  const bool is_posted = hop_.method == Method::post;
  redirects.push_back({is_posted ? request_.url : hop_.url, capture_.fetch.status, url});
  const bool was_asked = std::any_of(redirects.begin(), redirects.end(),
                                     [&url](const Redirect& hop) { return hop.url == url; });
  const auto session = was_asked ? with_session(url, location) : std::nullopt;
  if (session && !std::exchange(has_tried_session_, true)) {
    hop_.url = *session;
    return Next::ask;
  }
  if (was_asked) {
    return fail(FetchOutcome::redirect_loop,
                "redirects lead back to " + url + (is_cookie_wall() ? ", with a cookie" : ""));
  }
  if (redirects.size() > static_cast<std::size_t>(max_redirects_)) {
    return fail(FetchOutcome::too_many_redirects,
                "more than " + std::to_string(max_redirects_) + " redirects");
  }
  hop_.url = url;
  hop_.validators = {};
  // Answers to a post are read by GET wherever they are (RFC 9110 §15.4.4); nothing is posted to an
  // address that the form did not name.
  if (is_posted) hop_.method = Method::get;
  hop_.body.clear();
  hop_.accepts_any_certificate = false;  // that was for another host, perhaps
  return Next::ask;
}

// A browser that keeps cookies gets through; we keep none.
bool FetchChain::is_cookie_wall() const {
  return find_header(capture_.fetch.headers, "Set-Cookie").has_value();
}

FetchChain::Next FetchChain::fail(FetchOutcome outcome, std::string detail) {
  capture_.fetch.outcome = outcome;
  capture_.fetch.detail = std::move(detail);
  return Next::finished;
}

void FetchChain::refuse(FetchOutcome outcome, std::string detail) {
  capture_.fetch.final_url = hop_.url;
  capture_.fetch.status = 0;
  capture_.fetch.headers.clear();
  fail(outcome, std::move(detail));
}

void FetchChain::refuse_like(const Fetch& failure) {
  refuse(failure.outcome, failure.detail);
  capture_.fetch.attempts = failure.attempts;
  capture_.fetch.timings = failure.timings;
  capture_.fetch.certificate = failure.certificate;
  capture_.fetch.remote_address = failure.remote_address;
  capture_.fetch.fetched_at = failure.fetched_at;
}

Capture FetchChain::finish() {
  return std::move(capture_);
}

}  // namespace gweval
