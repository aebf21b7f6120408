#pragma once
// What is true of an address, told from what became of asking for it once or twice. Only what is
// certain is held against a site.

#include <string_view>

#include "gweval/fetch.hpp"
#include "gweval/soft_404.hpp"

namespace gweval {

enum class LinkVerdict {
  ok,
  dead,           // 404 or 410
  server_error,   // 5xx
  forbidden,      // 401, 403, 412, 429, 521 and other 4xx, cookie walls: refused to us, not gone
  timed_out,      // no answer in time
  name,           // the host name does not resolve
  connect,        // refused, reset, unreachable
  tls,            // handshake or certificate
  redirect_loop,  // leads back to itself, or on without end
  broken,         // an answer that is not HTTP, or a redirect to nowhere
  soft_404,       // an error page that claims to be a page
  not_asked,      // robots.txt or the address guard forbade it
  unstable,       // failed, and a second look did not confirm it
};

[[nodiscard]] std::string_view to_text(LinkVerdict verdict);

/// Of one fetch alone, confirmed or not.
[[nodiscard]] LinkVerdict verdict_of(const Fetch& fetch);

/// Whether an address is gone for good: such a failure counts once a second look agrees.
[[nodiscard]] bool is_gone(LinkVerdict verdict);

/// An answer and what it shows; without a fetch: there was none.
struct Answer {
  const Fetch* fetch = nullptr;
  AnswerLook look = {};
};

/// With the second look: what would count against the site, soft 404 too, is unstable unless that
/// agrees.
[[nodiscard]] LinkVerdict verdict_of(const Answer& first, const Answer& recheck,
                                     const ErrorSigns& signs);

}  // namespace gweval
