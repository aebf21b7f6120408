#pragma once
// Content codings of HTTP bodies (RFC 9110 §8.4.1), under a limit that no bomb can pass.

#include <cstddef>
#include <string>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval {

struct DecodedContent {
  std::string bytes;       // at most the limit; what could be decoded, even of a faulty body
  bool truncated = false;  // the limit cut it, or the coded body ends early
  bool malformed = false;  // the coded body is damaged, or not of the coding it claims
};

/// Beyond this much, a coded body may expand kMaxExpansion times and no further: pages shrink to a
/// tenth, lists of the same words to a fiftieth; what shrinks to less is a bomb.
inline constexpr std::size_t kFreeExpansionBytes = 1024 * 1024;
inline constexpr std::size_t kMaxExpansion = 100;

/// Value of Content-Encoding: gzip, x-gzip, deflate (zlib or raw), br, identity or empty; several
/// are undone last first. ErrorCode::unsupported for another coding. Time and memory are linear in
/// body and limit.
[[nodiscard]] Result<DecodedContent> decode_content(std::string_view body, std::string_view coding,
                                                    std::size_t max_bytes);

}  // namespace gweval
