#include "gweval/link_verdict.hpp"

#include <array>
#include <utility>

namespace gweval {
namespace {

LinkVerdict verdict_of_status(int status) {
  if (status == 404 || status == 410) return LinkVerdict::dead;
  if (status == 521 || (status >= 400 && status < 500)) return LinkVerdict::forbidden;
  return status >= 500 ? LinkVerdict::server_error : LinkVerdict::ok;
}

bool is_good_answer(const Fetch& fetch) {
  return fetch.outcome == FetchOutcome::response && fetch.status >= 200 && fetch.status < 300;
}

}  // namespace

std::string_view to_text(LinkVerdict verdict) {
  constexpr std::array<std::pair<LinkVerdict, std::string_view>, 13> kNames = {{
      {LinkVerdict::ok, "ok"},
      {LinkVerdict::dead, "dead"},
      {LinkVerdict::server_error, "server_error"},
      {LinkVerdict::forbidden, "forbidden"},
      {LinkVerdict::timed_out, "timed_out"},
      {LinkVerdict::name, "name"},
      {LinkVerdict::connect, "connect"},
      {LinkVerdict::tls, "tls"},
      {LinkVerdict::redirect_loop, "redirect_loop"},
      {LinkVerdict::broken, "broken"},
      {LinkVerdict::soft_404, "soft_404"},
      {LinkVerdict::not_asked, "not_asked"},
      {LinkVerdict::unstable, "unstable"},
  }};
  for (const auto& [value, name] : kNames) {
    if (value == verdict) return name;
  }
  return {};
}

LinkVerdict verdict_of(const Fetch& fetch) {
  switch (fetch.outcome) {
    case FetchOutcome::response:
      return verdict_of_status(fetch.status);
    case FetchOutcome::robots_refused:
    case FetchOutcome::address_refused:
      return LinkVerdict::not_asked;
    case FetchOutcome::name_not_resolved:
      return LinkVerdict::name;
    case FetchOutcome::connect_failed:
      return LinkVerdict::connect;
    case FetchOutcome::tls_failed:
      return LinkVerdict::tls;
    case FetchOutcome::timed_out:
      return LinkVerdict::timed_out;
    case FetchOutcome::redirect_loop:
      // A site that sets a cookie and asks again would let a browser in.
      return find_header(fetch.headers, "Set-Cookie") ? LinkVerdict::forbidden
                                                      : LinkVerdict::redirect_loop;
    case FetchOutcome::too_many_redirects:
      return LinkVerdict::redirect_loop;
    case FetchOutcome::bad_redirect:
    case FetchOutcome::protocol_error:
      return LinkVerdict::broken;
  }
  return LinkVerdict::broken;
}

bool is_soft_404(const Fetch& fetch, const Fetch& error_probe) {
  if (!is_good_answer(fetch) || !is_good_answer(error_probe)) return false;
  if (fetch.url == error_probe.final_url) return false;  // the place itself is a page
  const bool is_led_away = !fetch.redirects.empty() && !error_probe.redirects.empty() &&
                           fetch.final_url == error_probe.final_url;
  const bool is_same_page = error_probe.redirects.empty() && error_probe.body_bytes > 0 &&
                            fetch.body_sha256 == error_probe.body_sha256;
  return is_led_away || is_same_page;
}

bool is_gone(LinkVerdict verdict) {
  switch (verdict) {
    case LinkVerdict::dead:
    case LinkVerdict::name:
    case LinkVerdict::connect:
    case LinkVerdict::redirect_loop:
    case LinkVerdict::broken:
      return true;
    default:
      return false;
  }
}

LinkVerdict verdict_of(const Fetch& fetch, const Fetch* recheck, const Fetch* error_probe) {
  const LinkVerdict first = verdict_of(fetch);
  if (first == LinkVerdict::ok && error_probe != nullptr && is_soft_404(fetch, *error_probe)) {
    return LinkVerdict::soft_404;
  }
  if (!is_gone(first)) return first;
  const bool is_confirmed = recheck != nullptr && is_gone(verdict_of(*recheck));
  return is_confirmed ? first : LinkVerdict::unstable;
}

}  // namespace gweval
