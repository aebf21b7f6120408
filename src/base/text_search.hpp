#pragma once
// Substrings of UTF-8 text, faster than std::string_view::find: Chinese characters share few lead
// bytes, so that a search for the first byte stops at every third byte of a page.

#include <cstddef>
#include <cstring>
#include <string_view>

namespace gweval {

/// As text.find(part, from).
[[nodiscard]] inline std::size_t find_text(std::string_view text, std::string_view part,
                                           std::size_t from = 0) {
  // The last byte of a Chinese character: one of 64, where the first is one of about 6.
  constexpr std::size_t kProbe = 2;
  if (part.size() <= kProbe) return text.find(part, from);
  if (text.size() < part.size() || from > text.size() - part.size()) return std::string_view::npos;
  const char* at = text.data() + from + kProbe;
  const char* const end = text.data() + (text.size() - part.size()) + kProbe + 1;
  while (at < end) {
    at =
        static_cast<const char*>(std::memchr(at, part[kProbe], static_cast<std::size_t>(end - at)));
    if (at == nullptr) return std::string_view::npos;
    // A call for each stop would cost more than the search.
    const bool may_be = at[-2] == part[0] && at[-1] == part[1];
    if (may_be && std::memcmp(at - kProbe, part.data(), part.size()) == 0) {
      return static_cast<std::size_t>(at - kProbe - text.data());
    }
    ++at;
  }
  return std::string_view::npos;
}

}  // namespace gweval
