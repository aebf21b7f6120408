#include "web/html_charset.hpp"

#include <algorithm>
#include <cstdint>

#include "base/charset.hpp"
#include "base/utf8.hpp"
#include "web/html_tokens.hpp"

namespace gweval {
namespace {

// The standard looks at 1024 bytes; real pages put long comments and scripts before the meta.
constexpr std::size_t kPrescanBytes = 4096;
constexpr std::size_t kSampleBytes = std::size_t{256} << 10U;
constexpr std::size_t kMaxNameBytes = 40;

std::string clean_name(std::string_view name) {
  std::string out = to_lower_ascii(trim(name));
  while (!out.empty() && (out.front() == '"' || out.front() == '\'')) out.erase(0, 1);
  const auto end = out.find_first_of("\"'; \t\r\n,");
  if (end != std::string::npos) out.resize(end);
  const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c < 0; };
  if (out.size() > kMaxNameBytes || std::any_of(out.begin(), out.end(), is_odd)) return {};
  return out;
}

std::string charset_in_content(std::string_view content) {
  const std::string lower = to_lower_ascii(content);
  std::size_t at = lower.find("charset");
  if (at == std::string::npos) return {};
  at += 7;
  while (at < lower.size() && (lower[at] == ' ' || lower[at] == '\t')) ++at;
  if (at >= lower.size() || lower[at] != '=') return {};
  return clean_name(std::string_view(lower).substr(at + 1));
}

std::string charset_of_meta(std::string_view attributes) {
  std::string_view name;
  std::string_view value;
  std::string from_content;
  while (take_attribute(attributes, name, value)) {
    if (equals_ignoring_case(name, "charset")) return clean_name(value);
    if (equals_ignoring_case(name, "content")) from_content = charset_in_content(value);
  }
  return from_content;
}

struct ByteProfile {
  std::size_t ascii = 0;
  std::size_t pairs = 0;   // valid double-byte characters
  std::size_t common = 0;  // of them, in the rows where everyday characters are
  std::size_t bad = 0;
  [[nodiscard]] std::size_t multibyte() const { return pairs + bad; }
};

// GB 2312 level 1 characters (rows 0xB0 to 0xD7), symbols and full-width forms (0xA1, 0xA3).
ByteProfile profile_gb18030(std::string_view bytes) {
  ByteProfile profile;
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  for (std::size_t i = 0; i < bytes.size();) {
    const std::uint8_t lead = at(i);
    if (lead < 0x80) {
      ++profile.ascii;
      ++i;
      continue;
    }
    if (i + 1 >= bytes.size()) break;
    const std::uint8_t trail = at(i + 1);
    const bool is_pair =
        lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail <= 0xFE && trail != 0x7F;
    const bool is_four = lead >= 0x81 && lead <= 0xFE && trail >= 0x30 && trail <= 0x39 &&
                         i + 3 < bytes.size() && at(i + 2) >= 0x81 && at(i + 3) >= 0x30 &&
                         at(i + 3) <= 0x39;
    if (is_pair) {
      ++profile.pairs;
      const bool is_level_1 = lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
      const bool is_symbol = (lead == 0xA1 || lead == 0xA3) && trail >= 0xA1;
      if (is_level_1 || is_symbol) ++profile.common;
    } else if (!is_four) {
      ++profile.bad;
    }
    i += is_four ? 4 : (is_pair ? 2 : 1);
  }
  return profile;
}

// Big5 level 1 characters (0xA4 to 0xC6) and symbols (0xA1, 0xA2).
ByteProfile profile_big5(std::string_view bytes) {
  ByteProfile profile;
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  for (std::size_t i = 0; i < bytes.size();) {
    const std::uint8_t lead = at(i);
    if (lead < 0x80) {
      ++profile.ascii;
      ++i;
      continue;
    }
    if (i + 1 >= bytes.size()) break;
    const std::uint8_t trail = at(i + 1);
    const bool is_pair = lead >= 0xA1 && lead <= 0xF9 &&
                         ((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE));
    if (is_pair) {
      ++profile.pairs;
      if ((lead >= 0xA4 && lead <= 0xC6) || lead == 0xA1) ++profile.common;
    } else {
      ++profile.bad;
    }
    i += is_pair ? 2 : 1;
  }
  return profile;
}

struct Utf8Profile {
  std::size_t sequences = 0;
  std::size_t bad = 0;
};

Utf8Profile profile_utf8(std::string_view bytes) {
  Utf8Profile profile;
  if (is_valid_utf8(bytes)) {
    profile.sequences = static_cast<std::size_t>(std::count_if(
        bytes.begin(), bytes.end(), [](char c) { return static_cast<std::uint8_t>(c) >= 0xC2; }));
    return profile;
  }
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<std::uint8_t>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
    if (i + length > bytes.size()) break;  // cut by the sample's end
    if (lead >= 0xC2 && lead <= 0xF4 && is_valid_utf8(bytes.substr(i, length))) {
      ++profile.sequences;
      i += length;
    } else {
      ++profile.bad;
      ++i;
    }
  }
  return profile;
}

// UTF-16 without a mark: markup is ASCII, so every second byte of it is zero.
std::string sniff_utf16(std::string_view bytes) {
  std::size_t zeros[2] = {0, 0};
  const std::size_t size = std::min<std::size_t>(bytes.size(), 512);
  for (std::size_t i = 0; i < size; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t many = size / 6 + 1;
  if (size < 4) return {};
  if (zeros[1] > many && zeros[0] * 4 < zeros[1]) return "utf-16le";
  if (zeros[0] > many && zeros[1] * 4 < zeros[0]) return "utf-16be";
  return {};
}

bool is_utf16(std::string_view name) {
  return name == "utf-16le" || name == "utf-16be";
}

// UTF-16 that the header declares, in the order of bytes that the page has. Text may be almost all
// Chinese, without zeros, but each tag begins with "<" and one: else it is of another charset.
std::string utf16_by_header(std::string_view bytes, std::string_view header) {
  const auto declared = canonical_charset(header);
  if (!declared || !is_utf16(*declared)) return {};
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::size_t little = 0;
  std::size_t big = 0;
  for (std::size_t i = sample.find('<'); i != std::string_view::npos; i = sample.find('<', i + 1)) {
    if (i % 2 == 0 && i + 1 < sample.size() && sample[i + 1] == '\0') ++little;
    if (i % 2 == 1 && sample[i - 1] == '\0') ++big;
  }
  if (little + big < 2) return {};
  if (little == big) return *declared;
  return little > big ? "utf-16le" : "utf-16be";
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// The declaration is believed unless the bytes contradict it. A few stray bytes do not: pages are
// patched together from files of different editors.
std::string choose_charset(std::string_view bytes, const std::string& declared) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  if (const std::string wide = sniff_utf16(bytes); !wide.empty()) return wide;
  const std::string assumed = declared.empty() || is_utf16(declared) ? "utf-8" : declared;
  const Utf8Profile utf8 = profile_utf8(sample);
  if (utf8.sequences + utf8.bad == 0) return assumed;  // plain ASCII
  if (utf8.bad == 0) {
    // Bytes that are valid UTF-8 are other double-byte text only by an unlikely accident.
    return utf8.sequences >= 2 || assumed == "utf-8" ? "utf-8" : assumed;
  }
  const bool is_mostly_utf8 = utf8.sequences > 4 * utf8.bad;
  if (is_mostly_utf8) return "utf-8";
  const ByteProfile gb = profile_gb18030(sample);
  const ByteProfile big5 = profile_big5(sample);
  const double gb_common = share(gb.common, gb.multibyte());
  const double big5_common = share(big5.common, big5.multibyte());
  if (assumed == "utf-8") {
    if (gb.bad * 20 <= gb.multibyte() && gb_common >= big5_common) return "gb18030";
    if (big5.bad * 20 <= big5.multibyte()) return big5_common > gb_common ? "big5" : "gb18030";
    return utf8.sequences > utf8.bad ? "utf-8" : "gb18030";
  }
  // Everyday characters of one set are only partly everyday ones of the other.
  constexpr double kMargin = 0.2;
  const bool is_clearly_gb = gb.bad * 20 <= gb.multibyte() && gb_common > 0.8;
  const bool is_clearly_big5 = big5.bad * 20 <= big5.multibyte() && big5_common > 0.8;
  if (assumed == "big5" && is_clearly_gb &&
      (big5.bad * 20 > big5.multibyte() || gb_common > big5_common + kMargin)) {
    return "gb18030";
  }
  if (assumed == "gb18030" && is_clearly_big5 && big5_common > gb_common + kMargin) return "big5";
  if (assumed == "windows-1252") {  // a Latin label left on a Chinese page
    const bool is_gb = gb.bad * 20 <= gb.multibyte() && gb_common > 0.6;
    const bool is_big5 = big5.bad * 20 <= big5.multibyte() && big5_common > 0.6;
    if (is_gb && gb_common >= big5_common) return "gb18030";
    if (is_big5) return "big5";
  }
  return assumed;
}

std::string marked_charset(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) return "utf-8";
  const bool is_little = body.starts_with("\xFF\xFE");
  if (!is_little && !body.starts_with("\xFE\xFF")) return {};
  // Markup is ASCII, and has zero bytes in UTF-16: a mark before text of another kind is an error.
  const bool has_zeros = body.substr(0, 512).find('\0') != std::string_view::npos;
  if (body.size() > 16 && !has_zeros) return {};
  return is_little ? "utf-16le" : "utf-16be";
}

}  // namespace

std::string meta_charset(std::string_view body) {
  HtmlTokenizer tokens(body.substr(0, kPrescanBytes));
  for (;;) {
    const HtmlToken token = tokens.next();
    if (token.kind == HtmlTokenKind::end) return {};
    if (token.kind != HtmlTokenKind::start_tag) continue;
    if (token.tag == HtmlTag::body) return {};
    if (token.tag == HtmlTag::meta) {
      if (std::string name = charset_of_meta(token.attributes); !name.empty()) return name;
    }
    if (traits_of(token.tag).is_raw_text) (void)tokens.take_raw_text(token.name);
  }
}

PageText decode_page(std::string_view body, std::string_view header_charset) {
  PageText page;
  const std::string marked = marked_charset(body);
  const std::string header = clean_name(header_charset);
  if (!marked.empty()) {
    page.declared = marked;
    page.declared_source = "bom";
  } else if (!header.empty()) {
    page.declared = header;
    page.declared_source = "header";
  } else if (std::string meta = meta_charset(body); !meta.empty()) {
    page.declared = std::move(meta);
    page.declared_source = "meta";
  }
  const std::string wide = marked.empty() ? utf16_by_header(body, header) : marked;
  if (is_utf16(wide)) {
    page.used = wide;
  } else {
    auto assumed = canonical_charset(page.declared);
    if (!assumed) assumed = canonical_charset(meta_charset(body));
    page.used = choose_charset(body, assumed.value_or(""));
  }
  Decoded decoded = decode(body, page.used);
  page.text = std::move(decoded.text);
  page.malformed = decoded.malformed;
  return page;
}

}  // namespace gweval
