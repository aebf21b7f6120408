#pragma once
// URLs of pages (WHATWG URL Standard for what pages write, RFC 3986 §6 for comparing). Any bytes
// are accepted.

#include <optional>
#include <string>
#include <string_view>

namespace gweval {

struct Url {
  std::string scheme;  // lower case
  std::string host;    // lower case, ASCII (IDNA); IPv6 in brackets; empty for mailto and the like
  int port = 0;        // 0: the scheme's default
  std::string path;    // starts with "/" for http(s)
  std::optional<std::string> query;  // without "?"
};

/// Longest URL we look at, in bytes; longer ones are not URLs to us (DESIGN §11).
inline constexpr std::size_t kMaxUrlBytes = 2048;

/// Absolute URL; nothing if it is none. A fragment is dropped.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

/// Reference resolved against an absolute base (RFC 3986 §5).
[[nodiscard]] std::optional<Url> resolve_url(const Url& base, std::string_view reference);

/// Canonical text: default port dropped, dot segments removed, percent-encoding normalised, empty
/// path
/// "/"; fragment, ";jsessionid" and parameters of trackers and sessions dropped. Canonical twice is
/// canonical once.
[[nodiscard]] std::string to_text(const Url& url);

/// to_text(parse_url(text)); nothing if it is no URL.
[[nodiscard]] std::optional<std::string> canonical_url(std::string_view text);

[[nodiscard]] bool is_http(const Url& url);  // http or https
[[nodiscard]] int effective_port(const Url& url);

/// Same host but for a leading "www.".
[[nodiscard]] bool is_same_host(const Url& a, const Url& b);

/// Registrable domain by the public suffix list (libpsl), e.g. "beijing.gov.cn"; the host itself if
/// it has none.
[[nodiscard]] std::string registrable_domain(std::string_view host);

}  // namespace gweval
