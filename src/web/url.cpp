#include "web/url.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "web/percent_encoding.hpp"
#include "web/url_host.hpp"

namespace gweval {
namespace {

// WHATWG URL "path percent-encode set" and "special-query percent-encode set", beyond what
// normalise_percent always encodes.
constexpr std::string_view kEncodeInPath = "\"#<>?`{}^";
constexpr std::string_view kEncodeInQuery = "\"#<>'";
constexpr std::string_view kEncodeInOpaque = "#?";

bool is_scheme_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_slash(char c) {
  return c == '/' || c == '\\';
}

int default_port(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") return 80;
  if (scheme == "https" || scheme == "wss") return 443;
  if (scheme == "ftp") return 21;
  return 0;
}

// Schemes whose URLs always have a host (WHATWG "special" without file, which we never follow).
bool has_host(std::string_view scheme) {
  return default_port(scheme) != 0;
}

// WHATWG basic URL parser, steps 1 and 3: controls and blanks at the ends, tabs and line breaks
// anywhere.
std::optional<std::string> strip(std::string_view text) {
  const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
  if (text.size() > kMaxUrlBytes) return std::nullopt;
  std::string out;
  out.reserve(text.size());
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != '\t' && c != '\n' && c != '\r'; });
  out.resize(std::min(out.size(), out.find('#')));
  return out;
}

// Almost all links of real pages are in canonical form already; what follows tells those, cheaply,
// from those that need the whole of the standard.

bool is_plain_in_path(char c) {
  return is_scheme_letter(c) || is_digit(c) || c == '/' || c == '.' || c == '-' || c == '_' ||
         c == '~';
}

// Whether normalise_path() would give the same: no escapes, parameters or dot segments.
bool is_plain_path(std::string_view path) {
  return path.starts_with('/') && std::all_of(path.begin(), path.end(), is_plain_in_path) &&
         path.find("/.") == std::string_view::npos;
}

bool is_plain_label(std::string_view label) {
  constexpr std::size_t kLongest = 63;
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; };
  return !label.empty() && label.size() <= kLongest && label.front() != '-' &&
         label.back() != '-' && label.substr(0, 4).find("--") == std::string_view::npos &&
         std::all_of(label.begin(), label.end(), is_plain);
}

// Whether parse_host() would give the same: a name in lower case, no number, no IDNA.
bool is_plain_host(std::string_view host) {
  constexpr std::size_t kLongest = 253;
  if (host.size() > kLongest) return false;
  while (true) {
    const std::size_t dot = host.find('.');
    const std::string_view label = host.substr(0, dot);
    if (!is_plain_label(label)) return false;
    if (dot == std::string_view::npos) return is_scheme_letter(label.front());
    host.remove_prefix(dot + 1);
  }
}

std::optional<Url> parse_plain(std::string_view text) {
  const std::string_view scheme = text.starts_with("http://")    ? "http"
                                  : text.starts_with("https://") ? "https"
                                                                 : "";
  if (scheme.empty() || text.size() > kMaxUrlBytes) return std::nullopt;
  const std::string_view rest = text.substr(scheme.size() + 3);
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || !is_plain_host(rest.substr(0, slash)) ||
      !is_plain_path(rest.substr(slash))) {
    return std::nullopt;
  }
  return Url{std::string(scheme), std::string(rest.substr(0, slash)), 0,
             std::string(rest.substr(slash)), std::nullopt};
}

// "scheme" of "scheme:rest"; empty if there is none.
std::string_view find_scheme(std::string_view text) {
  if (text.empty() || !is_scheme_letter(text.front())) return {};
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return text.substr(0, i);
    if (!is_scheme_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return {};
  }
  return {};
}

bool is_session_parameter(std::string_view parameter) {
  const std::string name = to_lower_ascii(parameter.substr(0, parameter.find('=')));
  return name == "jsessionid";
}

// Path parameters of Java servers that name a visitor's session: the same page each time.
std::string without_session(std::string_view segment) {
  std::string out(segment.substr(0, segment.find(';')));
  std::size_t at = segment.find(';');
  while (at != std::string_view::npos) {
    const std::size_t next = segment.find(';', at + 1);
    const std::string_view parameter = segment.substr(at + 1, next - at - 1);
    if (!is_session_parameter(parameter)) out.append(";").append(parameter);
    at = next;
  }
  return out;
}

// Normalised path of a URL with a host: RFC 3986 §6.2.2 and §5.2.4, over a list of segments.
std::string normalise_path(std::string_view raw) {
  std::string path = normalise_percent(raw, kEncodeInPath);
  std::replace(path.begin(), path.end(), '\\', '/');
  std::vector<std::string> segments;
  std::size_t at = path.starts_with('/') ? 1 : 0;
  while (true) {
    const std::size_t slash = path.find('/', at);
    const bool is_last = slash == std::string::npos;
    std::string segment = without_session(std::string_view(path).substr(at, slash - at));
    if (segment == ".." || segment == ".") {
      if (segment == ".." && !segments.empty()) segments.pop_back();
      if (is_last) segments.emplace_back();
    } else {
      segments.push_back(std::move(segment));
    }
    if (is_last) break;
    at = slash + 1;
  }
  std::string out;
  for (const std::string& segment : segments) out.append("/").append(segment);
  return out;
}

// Parameters that say where a visitor came from or who he is, and change nothing of the page:
// those of campaign trackers, of Baidu's and Alibaba's statistics, and sessions.
bool is_tracking_parameter(std::string_view parameter) {
  constexpr std::array<std::string_view, 14> kNames = {
      "bd_vid", "fbclid",     "gclid",   "hmci",      "hmcu", "hmkw", "hmpl",
      "hmsr",   "jsessionid", "msclkid", "phpsessid", "scm",  "spm",  "yclid"};
  const std::string name = to_lower_ascii(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || name.starts_with("aspsessionid") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// The query without them; nothing where it held nothing else.
std::optional<std::string> without_tracking(std::string query) {
  std::string out;
  bool has_dropped = false;
  bool is_first = true;
  std::string_view rest = query;
  while (true) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view parameter = rest.substr(0, end);
    if (is_tracking_parameter(parameter)) {
      has_dropped = true;
    } else {
      if (!std::exchange(is_first, false)) out += '&';
      out += parameter;
    }
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  if (!has_dropped) return query;
  if (out.empty()) return std::nullopt;
  return out;
}

// Path and query of what follows the authority; `base_folder` stands before a relative path.
void set_path_and_query(Url& url, std::string_view rest, std::string_view base_folder) {
  const std::size_t mark = rest.find('?');
  url.path = normalise_path(std::string(base_folder).append(rest.substr(0, mark)));
  url.query.reset();
  if (mark != std::string_view::npos) {
    url.query = without_tracking(normalise_percent(rest.substr(mark + 1), kEncodeInQuery));
  }
}

// Host and port of "user@host:port"; a user is dropped, we never send credentials.
bool set_authority(Url& url, std::string_view authority) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    const std::string_view digits = authority.substr(colon + 1);
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) return false;
    const auto port = digits.empty() ? 0 : parse_integer(digits);
    if (!port || *port > 65535 || (*port == 0 && !digits.empty())) return false;
    url.port = *port == default_port(url.scheme) ? 0 : static_cast<int>(*port);
    authority = authority.substr(0, colon);
  }
  auto host = parse_host(authority);
  if (!host) return false;
  url.host = *std::move(host);
  return true;
}

// What follows "scheme:" of a scheme with hosts; any number of slashes, either way round, may stand
// before the host, as browsers read it.
std::optional<Url> parse_after_slashes(std::string_view scheme, std::string_view rest) {
  while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
  const std::size_t end = std::min(rest.find_first_of("/\\?"), rest.size());
  Url url;
  url.scheme = scheme;
  if (!set_authority(url, rest.substr(0, end))) return std::nullopt;
  set_path_and_query(url, rest.substr(end), "");
  return url;
}

Url parse_opaque(std::string_view scheme, std::string_view rest) {
  Url url;
  url.scheme = scheme;
  const std::size_t mark = rest.find('?');
  const auto encode = [](std::string_view part) {
    // Opaque text is not ours to decode: only what would not survive as text is encoded.
    std::string out;
    std::size_t at = 0;
    while (at < part.size()) {
      const std::size_t percent = part.find('%', at);
      out += normalise_percent(part.substr(at, percent - at), kEncodeInOpaque);
      if (percent == std::string_view::npos) break;
      out += '%';
      at = percent + 1;
    }
    return out;
  };
  url.path = encode(rest.substr(0, mark));
  if (mark != std::string_view::npos) {
    std::string query(rest.substr(mark + 1));
    url.query = normalise_percent(query, kEncodeInQuery);
  }
  return url;
}

std::optional<Url> if_short_enough(std::optional<Url> url) {
  if (!url) return url;
  constexpr std::size_t kSchemeAndPort = 20;
  const std::size_t query = url->query ? url->query->size() + 1 : 0;
  const std::size_t most = url->scheme.size() + url->host.size() + url->path.size() + query;
  if (most + kSchemeAndPort <= kMaxUrlBytes) return url;  // without writing it
  if (to_text(*url).size() > kMaxUrlBytes) return std::nullopt;
  return url;
}

std::optional<Url> parse_with_scheme(std::string_view text, std::string_view scheme_as_written) {
  const std::string scheme = to_lower_ascii(scheme_as_written);
  const std::string_view rest = text.substr(scheme_as_written.size() + 1);
  if (has_host(scheme)) return if_short_enough(parse_after_slashes(scheme, rest));
  return if_short_enough(parse_opaque(scheme, rest));
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  if (auto plain = parse_plain(text)) return plain;
  const auto stripped = strip(text);
  if (!stripped) return std::nullopt;
  const std::string_view scheme = find_scheme(*stripped);
  if (scheme.empty()) return std::nullopt;
  return parse_with_scheme(*stripped, scheme);
}

std::optional<Url> resolve_url(const Url& base, std::string_view reference) {
  if (has_host(base.scheme) && is_plain_path(reference) && !reference.starts_with("//")) {
    return if_short_enough(
        Url{base.scheme, base.host, base.port, std::string(reference), std::nullopt});
  }
  const auto stripped = strip(reference);
  if (!stripped) return std::nullopt;
  std::string_view rest = *stripped;
  if (const std::string_view scheme = find_scheme(rest); !scheme.empty()) {
    const std::string_view after = rest.substr(scheme.size() + 1);
    const bool is_relative = has_host(base.scheme) && to_lower_ascii(scheme) == base.scheme &&
                             !(after.size() > 1 && is_slash(after[0]) && is_slash(after[1]));
    // "http:g" is read as "g" (RFC 3986 §5.4.2, for compatibility; WHATWG does so too).
    if (!is_relative) return parse_with_scheme(rest, scheme);
    rest = after;
  }
  if (!has_host(base.scheme)) return std::nullopt;
  if (rest.size() > 1 && is_slash(rest[0]) && is_slash(rest[1])) {
    return if_short_enough(parse_after_slashes(base.scheme, rest));
  }
  Url url = base;
  if (rest.empty()) return url;
  if (rest.front() == '?') {
    url.query = without_tracking(normalise_percent(rest.substr(1), kEncodeInQuery));
  } else if (is_slash(rest.front())) {
    set_path_and_query(url, rest, "");
  } else {
    set_path_and_query(url, rest, base.path.substr(0, base.path.rfind('/') + 1));
  }
  return if_short_enough(std::move(url));
}

std::string to_text(const Url& url) {
  std::string out = url.scheme + ":";
  if (has_host(url.scheme)) {
    out.append("//").append(url.host);
    if (url.port != 0 && url.port != default_port(url.scheme)) {
      out.append(":").append(std::to_string(url.port));
    }
    if (!url.path.starts_with('/')) out += '/';
  }
  out += url.path;
  if (url.query) out.append("?").append(*url.query);
  return out;
}

std::optional<std::string> canonical_url(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return std::nullopt;
  return to_text(*url);
}

bool is_http(const Url& url) {
  return url.scheme == "http" || url.scheme == "https";
}

int effective_port(const Url& url) {
  return url.port != 0 ? url.port : default_port(url.scheme);
}

bool is_same_host(const Url& a, const Url& b) {
  const auto bare = [](std::string_view host) {
    if (host.starts_with("www.")) host.remove_prefix(4);
    return host;
  };
  return bare(a.host) == bare(b.host);
}

}  // namespace gweval
