#include "web/sitemap.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// Texts of a loc or lastmod longer than this are none (kMaxUrlBytes, with every byte escaped).
constexpr std::size_t kMaxTextBytes = 6 * kMaxUrlBytes;

// "&#38;" and the five entities XML itself has (XML 1.0 §4.6); others stay as they are.
std::optional<std::string> expand_reference(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kPredefined = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"apos", '\''}, {"quot", '"'}}};
  for (const auto& [known, c] : kPredefined) {
    if (name == known) return std::string(1, c);
  }
  if (!name.starts_with('#') || name.size() > 9) return std::nullopt;
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  for (const char c : name) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : 99;
    if (digit >= (is_hex ? 16 : 10)) return std::nullopt;
    code = code * (is_hex ? 16U : 10U) + static_cast<std::uint32_t>(digit);
    if (code > 0x10FFFF) return std::nullopt;
  }
  if (name.empty() || code == 0 || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  std::string out;
  append_code_point(out, static_cast<char32_t>(code));
  return out;
}

std::string expand_references(std::string_view text) {
  constexpr std::size_t kLongestEntity = 10;
  std::string out;
  while (!text.empty()) {
    const std::size_t mark = std::min(text.find('&'), text.size());
    out += text.substr(0, mark);
    text.remove_prefix(mark);
    if (text.empty()) break;
    const std::size_t end = text.substr(0, kLongestEntity + 2).find(';');
    const auto expanded =
        end == std::string_view::npos ? std::nullopt : expand_reference(text.substr(1, end - 1));
    out += expanded.value_or("&");
    text.remove_prefix(expanded ? end + 1 : 1);
  }
  return out;
}

class SitemapReader {
 public:
  explicit SitemapReader(std::string_view text) : rest_(text) {}

  Sitemap read() {
    while (!rest_.empty() && !sitemap_.truncated) {
      const std::size_t mark = std::min(rest_.find('<'), rest_.size());
      take_text(expand_references_if_wanted(rest_.substr(0, mark)));
      rest_.remove_prefix(mark);
      if (!rest_.empty()) read_markup();
    }
    return std::move(sitemap_);
  }

 private:
  [[nodiscard]] bool is_wanted() const { return depth_ == 3 && (is_loc_ || is_lastmod_); }

  [[nodiscard]] std::string expand_references_if_wanted(std::string_view text) const {
    return is_wanted() ? expand_references(text.substr(0, kMaxTextBytes)) : std::string();
  }

  void take_text(std::string_view text) {
    if (!is_wanted()) return;
    std::string& target = is_loc_ ? loc_ : lastmod_;
    if (target.size() < kMaxTextBytes) target += text;
  }

  void read_markup() {
    if (rest_.starts_with("<!--")) {
      skip_past("-->");
    } else if (rest_.starts_with("<![CDATA[")) {
      rest_.remove_prefix(9);
      const std::size_t end = std::min(rest_.find("]]>"), rest_.size());
      take_text(rest_.substr(0, std::min(end, kMaxTextBytes)));
      rest_.remove_prefix(std::min(end + 3, rest_.size()));
    } else if (rest_.starts_with("<?")) {
      skip_past("?>");
    } else if (rest_.starts_with("<!")) {
      skip_document_type();
    } else {
      read_tag();
    }
  }

  void skip_past(std::string_view end_mark) {
    const std::size_t end = rest_.find(end_mark);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + end_mark.size());
  }

  // Up to the ">" that closes it, past an internal subset's brackets and quoted texts.
  void skip_document_type() {
    int brackets = 0;
    char quote = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        ++brackets;
      } else if (c == ']') {
        --brackets;
      } else if (c == '>' && brackets <= 0) {
        rest_.remove_prefix(i + 1);
        return;
      }
    }
    rest_ = {};
  }

  // The tag's inside, with attributes; `rest_` goes on behind it.
  std::string_view take_tag() {
    char quote = 0;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        const std::string_view tag = rest_.substr(1, i - 1);
        rest_.remove_prefix(i + 1);
        return tag;
      }
    }
    rest_ = {};
    return {};
  }

  void read_tag() {
    std::string_view tag = take_tag();
    if (tag.empty()) return;
    if (tag.starts_with('/')) {
      close_element();
      return;
    }
    const bool is_empty = tag.ends_with('/');
    if (is_empty) tag.remove_suffix(1);
    open_element(tag.substr(0, tag.find_first_of(" \t\r\n")));
    if (is_empty) close_element();
  }

  // Elements count only at their place, root > url > loc, and under the root's own prefix:
  // <image:loc> is no <loc>.
  void open_element(std::string_view name) {
    ++depth_;
    if (depth_ == 1) {
      const std::size_t colon = name.find(':');
      prefix_ = colon == std::string_view::npos ? "" : std::string(name.substr(0, colon + 1));
    }
    const std::string_view local = name.starts_with(prefix_) ? name.substr(prefix_.size()) : "";
    if (depth_ == 1) sitemap_.is_index = local == "sitemapindex";
    if (depth_ == 2) is_entry_ = local == (sitemap_.is_index ? "sitemap" : "url");
    if (depth_ == 3) {
      is_loc_ = is_entry_ && local == "loc";
      is_lastmod_ = is_entry_ && local == "lastmod";
    }
  }

  void close_element() {
    if (depth_ == 2 && is_entry_) finish_entry();
    if (depth_ == 3) is_loc_ = is_lastmod_ = false;
    if (depth_ > 0) --depth_;
  }

  void finish_entry() {
    const auto url = parse_url(std::exchange(loc_, {}));
    const std::string lastmod = std::exchange(lastmod_, {});
    if (!url || !is_http(*url)) return;
    if (sitemap_.entries.size() >= kMaxSitemapEntries) {
      sitemap_.truncated = true;
      return;
    }
    sitemap_.entries.push_back({to_text(*url), std::string(trim(lastmod))});
  }

  std::string_view rest_;
  Sitemap sitemap_;
  std::string prefix_;
  std::string loc_;
  std::string lastmod_;
  std::size_t depth_ = 0;
  bool is_entry_ = false;
  bool is_loc_ = false;
  bool is_lastmod_ = false;
};

Sitemap parse_text_sitemap(std::string_view text) {
  Sitemap sitemap;
  while (!text.empty() && !sitemap.truncated) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const auto url = parse_url(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!url || !is_http(*url)) continue;
    sitemap.truncated = sitemap.entries.size() >= kMaxSitemapEntries;
    if (!sitemap.truncated) sitemap.entries.push_back({to_text(*url), ""});
  }
  return sitemap;
}

}  // namespace

Sitemap parse_sitemap(std::string_view text) {
  const std::string_view start = trim(text.substr(0, 1024));
  return start.starts_with('<') ? SitemapReader(text).read() : parse_text_sitemap(text);
}

}  // namespace gweval
