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

LinkVerdict verdict_of(const Answer& first, const Answer& recheck, const ErrorSigns& signs) {
  const auto alone = [&signs](const Answer& answer) {
    const LinkVerdict verdict = verdict_of(*answer.fetch);
    const bool is_soft =
        verdict == LinkVerdict::ok && signs.is_soft_404(*answer.fetch, answer.look);
    return is_soft ? LinkVerdict::soft_404 : verdict;
  };
  const auto would_count = [](LinkVerdict verdict) {
    return is_gone(verdict) || verdict == LinkVerdict::soft_404;
  };
  const LinkVerdict verdict = alone(first);
  if (!would_count(verdict)) return verdict;
  const bool is_confirmed = recheck.fetch != nullptr && would_count(alone(recheck));
  return is_confirmed ? verdict : LinkVerdict::unstable;
}

}  // namespace gweval
