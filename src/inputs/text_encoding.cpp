#include "inputs/text_encoding.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/charset.hpp"
#include "base/csv.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

/// Bytes beyond ASCII, by whether they belong to well-formed UTF-8 of three bytes or more.
struct ByteCount {
  std::size_t in_long_sequences = 0;
  std::size_t all = 0;
  std::size_t first_bad = std::string_view::npos;
};

std::size_t sequence_length(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return is_valid_utf8(bytes.substr(0, length)) ? std::min(length, bytes.size()) : 0;
}

ByteCount count_bytes(std::string_view bytes) {
  ByteCount count;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes.substr(at));
    if (length == 0 && count.first_bad == std::string_view::npos) count.first_bad = at;
    if (length != 1) count.all += std::max<std::size_t>(length, 1);
    if (length >= 3) count.in_long_sequences += length;
    at += std::max<std::size_t>(length, 1);
  }
  return count;
}

Error bad_text(std::string message, std::string where = {}) {
  return {ErrorCode::invalid_input, std::move(message), std::move(where)};
}

std::string place_of(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start = before.rfind('\n');
  const std::string_view on_line =
      start == std::string_view::npos ? before : before.substr(start + 1);
  return fmt::format(":{}:{}", line, count_code_points(on_line) + 1);
}

}  // namespace

Result<std::string> decode_input(std::string_view bytes) {
  constexpr std::string_view kLittle = "\xFF\xFE";
  constexpr std::string_view kBig = "\xFE\xFF";
  if (bytes.starts_with(kLittle) || bytes.starts_with(kBig))
    return bad_text("the file is UTF-16; save it as \"CSV UTF-8\" or plain CSV");
  const bool has_mark = bytes.starts_with(kUtf8Bom);
  if (has_mark) bytes.remove_prefix(kUtf8Bom.size());
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    return bad_text("NUL byte: this is no text file, or UTF-16; save it as \"CSV UTF-8\"",
                    place_of(bytes, nul));
  }
  if (is_valid_utf8(bytes)) return std::string(bytes);
  // GB18030 gives nearly any bytes a meaning. Where most characters are good UTF-8 the file is a
  // damaged UTF-8 one, and reading it as GB18030 would turn every name into nonsense. Two-byte
  // sequences do not count: pairs of GB2312 look like them by chance.
  const ByteCount count = count_bytes(bytes);
  if (has_mark || count.in_long_sequences * 2 > count.all) {
    return bad_text("not valid UTF-8 here, though the rest of the file is; correct this character",
                    place_of(bytes, count.first_bad));
  }
  Decoded decoded = decode(bytes, "gb18030");
  if (decoded.malformed)
    return bad_text("neither UTF-8 nor GB18030; save the file as \"CSV UTF-8\"");
  return std::move(decoded.text);
}

}  // namespace gweval
