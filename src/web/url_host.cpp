#include "web/url_host.hpp"

#include <arpa/inet.h>
#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/utf8.hpp"
#include "web/percent_encoding.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxHostBytes = 253;  // RFC 1035 §2.3.4, as text without the root's dot
constexpr std::size_t kMaxLabelBytes = 63;

std::vector<std::string_view> split_labels(std::string_view host) {
  std::vector<std::string_view> labels;
  while (true) {
    const std::size_t dot = host.find('.');
    labels.push_back(host.substr(0, dot));
    if (dot == std::string_view::npos) return labels;
    host.remove_prefix(dot + 1);
  }
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & '\x80') == 0; });
}

// WHATWG URL "forbidden domain code point".
bool is_forbidden_in_domain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F ||
         std::string_view("#/:<>?@[\\]^|%").find(c) != std::string_view::npos;
}

// UTS #46 processing as browsers do it: not transitional, hyphens and lengths not judged.
std::optional<std::string> idna_to_ascii(const std::string& domain) {
  static const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna = [] {
    UErrorCode status = U_ZERO_ERROR;
    UIDNA* opened = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    return std::unique_ptr<UIDNA, decltype(&uidna_close)>(opened, &uidna_close);
  }();
  if (idna == nullptr) return std::nullopt;
  std::array<char, 4 * kMaxHostBytes> buffer{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length = uidna_nameToASCII_UTF8(
      idna.get(), domain.data(), static_cast<std::int32_t>(domain.size()), buffer.data(),
      static_cast<std::int32_t>(buffer.size()), &info, &status);
  constexpr std::uint32_t kIgnored = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                     UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                     UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  if (U_FAILURE(status) || (info.errors & ~kIgnored) != 0) return std::nullopt;
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

bool is_number_label(std::string_view label) {
  if (label.empty()) return false;
  if (label.starts_with("0x")) {
    return std::all_of(label.begin() + 2, label.end(), [](char c) { return hex_value(c) >= 0; });
  }
  return std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Decimal, 0-octal or 0x-hexadecimal; nothing if malformed or beyond 32 bits.
std::optional<std::uint32_t> parse_ipv4_number(std::string_view label) {
  unsigned base = 10;
  if (label.starts_with("0x")) {
    base = 16;
    label.remove_prefix(2);
  } else if (label.size() > 1 && label.front() == '0') {
    base = 8;
    label.remove_prefix(1);
  }
  std::uint64_t value = 0;
  for (const char c : label) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    value = value * base + static_cast<unsigned>(digit);
    if (value > 0xFFFFFFFFU) return std::nullopt;
  }
  return static_cast<std::uint32_t>(value);
}

// WHATWG URL "IPv4 parser": 1 to 4 parts, the last one fills what is left ("127.1", "0x7f000001").
std::optional<std::string> parse_ipv4(const std::vector<std::string_view>& parts) {
  if (parts.size() > 4) return std::nullopt;
  std::uint32_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_number_label(parts[i])) return std::nullopt;
    const auto number = parse_ipv4_number(parts[i]);
    if (!number) return std::nullopt;
    const bool is_last = i + 1 == parts.size();
    const auto bits_left = static_cast<unsigned>(8 * (4 - i));
    if (!is_last && *number > 255) return std::nullopt;
    if (is_last && bits_left < 32 && (*number >> bits_left) != 0) return std::nullopt;
    address |= is_last ? *number : *number << (bits_left - 8);
  }
  return std::to_string(address >> 24) + "." + std::to_string(address >> 16 & 255) + "." +
         std::to_string(address >> 8 & 255) + "." + std::to_string(address & 255);
}

std::optional<std::string> parse_ipv6(std::string_view bracketed) {
  const std::string text(bracketed.substr(1, bracketed.size() - 2));
  in6_addr address{};
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return std::nullopt;
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (inet_ntop(AF_INET6, &address, buffer.data(), buffer.size()) == nullptr) return std::nullopt;
  return "[" + std::string(buffer.data()) + "]";
}

}  // namespace

std::optional<std::string> parse_host(std::string_view text) {
  if (text.size() > kMaxUrlBytes) return std::nullopt;
  if (text.starts_with('[')) {
    if (!text.ends_with(']') || text.find('\0') != std::string_view::npos) return std::nullopt;
    return parse_ipv6(text);
  }
  std::string domain = to_lower_ascii(percent_decode(text));
  if (!is_valid_utf8(domain)) return std::nullopt;
  if (!is_ascii(domain) || domain.find("xn--") != std::string::npos) {
    auto ascii = idna_to_ascii(domain);
    if (!ascii) return std::nullopt;
    domain = *std::move(ascii);
  }
  if (domain.ends_with('.')) domain.pop_back();
  if (domain.empty() || domain.size() > kMaxHostBytes) return std::nullopt;
  if (std::any_of(domain.begin(), domain.end(), is_forbidden_in_domain)) return std::nullopt;
  const auto labels = split_labels(domain);
  if (is_number_label(labels.back())) return parse_ipv4(labels);
  const bool has_bad_label = std::any_of(labels.begin(), labels.end(), [](std::string_view label) {
    return label.empty() || label.size() > kMaxLabelBytes;
  });
  if (has_bad_label) return std::nullopt;
  return domain;
}

bool is_ip_address(std::string_view canonical_host) {
  return canonical_host.starts_with('[') ||
         (!canonical_host.empty() && is_number_label(split_labels(canonical_host).back()));
}

std::string registrable_domain(std::string_view host) {
  const std::string name(host);
  if (is_ip_address(host)) return name;
  const char* found = psl_registrable_domain(psl_builtin(), name.c_str());
  return found == nullptr ? name : std::string(found);
}

}  // namespace gweval
