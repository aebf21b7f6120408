#include "base/charset.hpp"

#include <memory>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ustring.h>

#include "base/utf8.hpp"

namespace gweval {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  return {U_SUCCESS(status) ? converter : nullptr, &ucnv_close};
}

Decoded decode_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const bool is_clean = is_valid_utf8(bytes) && bytes.find('\0') == std::string_view::npos;
  return {is_clean ? std::string(bytes) : to_valid_utf8(bytes), !is_clean};
}

std::string to_utf8(const std::vector<UChar>& text, std::size_t length) {
  std::string out(length * 3, '\0');
  int32_t written = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &written, text.data(),
                     static_cast<int32_t>(length), 0xFFFD, nullptr, &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(written) : 0);
  return out;
}

}  // namespace

std::optional<std::string> canonical_charset(std::string_view label) {
  const std::string name = to_lower_ascii(trim(label));
  if (name.empty() || name.size() > 40) return std::nullopt;
  if (name == "utf-8" || name == "utf8" || name == "unicode-1-1-utf-8") return "utf-8";
  for (const char* alias :
       {"gb2312", "gbk", "gb18030", "gb_2312", "gb_2312-80", "x-gbk", "chinese", "csgb2312",
        "iso-ir-58", "cp936", "ms936", "windows-936", "gb-2312", "euc-cn"}) {
    if (name == alias) return "gb18030";
  }
  for (const char* alias : {"big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"}) {
    if (name == alias) return "big5";
  }
  if (name == "utf-16" || name == "utf-16le" || name == "unicode") return "utf-16le";
  if (name == "utf-16be") return "utf-16be";
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") {
    return "windows-1252";  // as browsers read these labels
  }
  if (!open_converter(name)) return std::nullopt;
  return name;
}

Decoded decode(std::string_view bytes, std::string_view charset) {
  const auto name = canonical_charset(charset);
  if (!name || *name == "utf-8") return decode_utf8(bytes);
  const Converter converter = open_converter(*name);
  if (!converter) return decode_utf8(bytes);
  std::vector<UChar> text(bytes.size() + 16);
  const char* source = bytes.data();
  UChar* target = text.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUnicode(converter.get(), &target, target + text.size(), &source, source + bytes.size(),
                 nullptr, 1, &status);
  auto length = static_cast<std::size_t>(target - text.data());
  bool malformed = U_FAILURE(status) != 0;
  for (std::size_t i = 0; i < length; ++i)
    malformed = malformed || text[i] == 0xFFFD || text[i] == 0;
  std::string out = to_utf8(text, length);
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  return {out.find('\0') == std::string::npos ? std::move(out) : to_valid_utf8(out), malformed};
}

std::string encode(std::string_view text, std::string_view charset) {
  const auto name = canonical_charset(charset);
  if (!name || *name == "utf-8" || name->starts_with("utf-16")) return std::string(text);
  const Converter converter = open_converter(*name == "gb18030" ? "gbk" : *name);
  if (!converter) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC, nullptr,
                        nullptr, &status);
  std::vector<UChar> wide(text.size() + 1);
  int32_t length = 0;
  u_strFromUTF8WithSub(wide.data(), static_cast<int32_t>(wide.size()), &length, text.data(),
                       static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &status);
  constexpr std::size_t kLongestEscape = 10;  // "&#1114111;" of one character
  std::string out(static_cast<std::size_t>(length) * kLongestEscape + 16, '\0');
  const int32_t written = ucnv_fromUChars(
      converter.get(), out.data(), static_cast<int32_t>(out.size()), wide.data(), length, &status);
  if (U_FAILURE(status)) return std::string(text);
  out.resize(static_cast<std::size_t>(written));
  return out;
}

}  // namespace gweval
