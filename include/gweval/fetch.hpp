#pragma once
// What became of asking for one URL: the chain of exchanges from the URL asked to the answer that
// ended it. A failure is a fact of the site or of the way to it, never an Error. Enum texts are
// written to files: never rename.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/text.hpp"

namespace gweval {

enum class FetchOutcome {
  response,           // an HTTP response was received; see status
  robots_refused,     // robots.txt does not allow it (RFC 9309); nothing was asked
  address_refused,    // host resolves to a private or loopback address and that is not allowed
  name_not_resolved,  // DNS
  connect_failed,     // refused, reset or unreachable
  tls_failed,         // handshake or certificate
  timed_out,
  redirect_loop,
  too_many_redirects,
  bad_redirect,    // Location missing, unparsable or of another scheme
  protocol_error,  // not HTTP, wrong lengths, broken chunks, header over its limit
};

enum class FetchPurpose {
  page,
  robots,
  sitemap,
  http_probe,
  https_probe,
  link_check,    // is a document, another site's page, or what a page shows there?
  error_probe,   // an address made up: how the site answers for pages it does not have
  recheck,       // a failure asked for again after a while
  search_probe,  // an answer of the site's own search to words of the catalogue
};

[[nodiscard]] std::string_view to_text(FetchOutcome outcome);
[[nodiscard]] std::string_view to_text(FetchPurpose purpose);
/// What happened, to follow the name of what was asked for in a sentence.
[[nodiscard]] LocalText in_words(FetchOutcome outcome);
[[nodiscard]] std::optional<FetchOutcome> parse_fetch_outcome(std::string_view text);
[[nodiscard]] std::optional<FetchPurpose> parse_fetch_purpose(std::string_view text);

using HeaderList =
    std::vector<std::pair<std::string, std::string>>;  // names as received, order kept

/// First value of a header, compared without regard to case; nothing if absent.
[[nodiscard]] std::optional<std::string_view> find_header(const HeaderList& headers,
                                                          std::string_view name);

struct Redirect {
  std::string url;       // asked
  int status = 0;        // 301, 302, 303, 307, 308
  std::string location;  // resolved target
};

struct Timings {  // milliseconds since the start of the last hop; -1 unknown
  long name_lookup_ms = -1;
  long connect_ms = -1;
  long tls_ms = -1;
  long first_byte_ms = -1;
  long total_ms = -1;
};

struct Certificate {
  std::string subject;
  std::string issuer;
  std::string not_before;          // ISO 8601, UTC
  std::string not_after;           // ISO 8601, UTC
  std::vector<std::string> names;  // subject alternative DNS names
  std::string protocol;            // e.g. TLSv1.3; empty if unknown
  std::string verify_error;        // empty: chain and host name verified
};

struct Fetch {
  std::string url;        // canonical, as asked
  std::string final_url;  // canonical, as ended; equals url without redirects
  FetchPurpose purpose = FetchPurpose::page;
  FetchOutcome outcome = FetchOutcome::response;
  std::string detail;  // one line for people: the library's reason for a failure
  int status = 0;      // final HTTP status; 0 without a response
  std::string http_version;
  std::vector<Redirect> redirects;
  HeaderList headers;           // of the final response
  std::string media_type;       // lower case, without parameters
  std::int64_t body_bytes = 0;  // of the body as archived (content coding kept)
  std::string body_sha256;      // hex, of the decoded body
  bool truncated = false;       // a limit cut the body, or it ended early
  Timings timings;
  std::optional<Certificate> certificate;
  std::string remote_address;
  std::string fetched_at;  // ISO 8601 UTC, seconds
  int depth = 0;           // links from the start address
  int attempts = 1;
  std::string found_on;  // URL of the page that linked here first; empty for entry points
};

/// The address may well hold something that we did not get to see whole: refused to us, failed for
/// now, or cut off. An address that is gone (404, 410) or that leads nowhere for anybody is none.
[[nodiscard]] bool is_unread(const Fetch& fetch);

}  // namespace gweval
