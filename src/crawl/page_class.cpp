#include "crawl/page_class.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "web/date_text.hpp"

namespace gweval {
namespace {

// House rule: names of columns have at most 14 characters, titles of articles rarely fewer.
constexpr std::size_t kLongestColumnName = 14;
// Digits in a row of an article's number; years and page numbers have at most four.
constexpr std::size_t kArticleDigits = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view file_name(const Url& url) {
  return std::string_view(url.path).substr(url.path.rfind('/') + 1);
}

std::string_view stem_of(std::string_view file) {
  return file.substr(0, file.find('.'));
}

std::size_t longest_digits(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = is_digit(c) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_index_name(std::string_view stem) {
  return stem.empty() || stem == "index" || stem == "default" || stem == "list" || stem == "main";
}

// "index_2", "list-3", "index2": a list's page by its number.
bool is_numbered_index(std::string_view stem) {
  std::size_t digits = stem.size();
  while (digits > 0 && is_digit(stem[digits - 1])) --digits;
  if (digits == stem.size() || stem.size() - digits > 4) return false;
  std::string_view name = stem.substr(0, digits);
  if (name.ends_with('_') || name.ends_with('-')) name.remove_suffix(1);
  return !name.empty() && is_index_name(name);
}

bool has_page_parameter(const Url& url) {
  constexpr std::array<std::string_view, 12> kNames = {
      "page",        "pageno", "pagenum",  "pageindex", "pn",     "curpage",
      "currentpage", "p",      "pagesize", "start",     "offset", "month"};
  std::string_view rest = url.query ? std::string_view(*url.query) : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view parameter = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string name = to_lower_ascii(parameter.substr(0, parameter.find('=')));
    if (std::find(kNames.begin(), kNames.end(), name) != kNames.end()) return true;
  }
  return false;
}

bool is_paging_text(std::string_view text) {
  constexpr std::array<std::string_view, 16> kTexts = {
      "下一页", "上一页", "下页",   "上页",   "尾页",      "末页", "最后一页", "后一页",
      "下一月", "上一月", "下个月", "上个月", "next page", "next", "previous", ">"};
  const std::string lower = to_lower_ascii(trim(text));
  if (is_number(lower)) return lower.size() <= 4;
  return std::find(kTexts.begin(), kTexts.end(), lower) != kTexts.end();
}

bool is_article_address(const Url& url) {
  if (find_url_date(url.path)) return true;
  const std::string_view stem = stem_of(file_name(url));
  const std::string lower = to_lower_ascii(stem);
  for (const std::string_view mark : {"content", "art_", "post_", "article", "detail", "info"}) {
    if (lower.starts_with(mark) && longest_digits(stem) > 0) return true;
  }
  return longest_digits(stem) >= kArticleDigits;
}

bool is_more_address(const Url& url) {
  return is_numbered_index(to_lower_ascii(stem_of(file_name(url)))) || has_page_parameter(url);
}

bool is_index_address(const Url& url) {
  return is_index_name(to_lower_ascii(stem_of(file_name(url))));
}

}  // namespace

PageClass classify_address(const Url& url) {
  if (is_more_address(url)) return PageClass::more;
  const bool is_article = is_article_address(url);
  // "/zwgk/" and "/zwgk/index.html" are a column's, unless its folder is an article's own.
  if (is_index_address(url) && !find_url_date(url.path)) return PageClass::hub;
  return is_article ? PageClass::article : PageClass::hub;
}

PageClass classify_link(const Url& url, const Link& link, bool has_list_date) {
  if (has_list_date) return PageClass::article;
  if (is_paging_text(link.text)) return PageClass::more;
  const PageClass by_address = classify_address(url);
  if (by_address != PageClass::hub || is_index_address(url) || link.in_navigation) {
    return by_address;
  }
  return count_code_points(link.text) > kLongestColumnName ? PageClass::article : PageClass::hub;
}

std::string column_folder(const Url& url) {
  std::string_view path = std::string_view(url.path).substr(0, url.path.rfind('/') + 1);
  // Folders of dates and numbers belong to the article: /zwgk/202511/, /art/2025/11/3/.
  while (path.size() > 1) {
    const std::string_view folder = path.substr(0, path.size() - 1);
    const std::string_view name = folder.substr(folder.rfind('/') + 1);
    const bool is_counted = std::all_of(name.begin(), name.end(),
                                        [](char c) { return is_digit(c) || c == '-' || c == '_'; });
    if (!is_counted) break;
    path.remove_suffix(name.size() + 1);
  }
  return url.host + std::string(path);
}

std::string address_pattern(const Url& url) {
  std::string out = url.host;
  const auto append = [&out](std::string_view text) {
    bool was_digit = false;
    for (const char c : text) {
      if (!is_digit(c)) out += c;
      if (is_digit(c) && !was_digit) out += '0';
      was_digit = is_digit(c);
    }
  };
  append(url.path);
  if (url.query) {
    out += '?';
    append(*url.query);
  }
  return out;
}

}  // namespace gweval
