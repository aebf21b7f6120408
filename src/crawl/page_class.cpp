#include "crawl/page_class.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.hpp"
#include "crawl/address_series.hpp"
#include "web/date_text.hpp"

namespace gweval {
namespace {

// House rule: names of columns have at most 14 characters, titles of articles rarely fewer.
constexpr std::size_t kLongestColumnName = 14;
// Of a column whose address has no number, as those of articles nearly always have.
constexpr std::size_t kLongestNameWithoutNumber = 24;
// Digits in a row of an article's number; years and page numbers have at most four.
constexpr std::size_t kArticleDigits = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
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

bool is_paging_text(std::string_view text) {
  constexpr std::array<std::string_view, 16> kTexts = {
      "下一页", "上一页", "下页",   "上页",   "尾页",      "末页", "最后一页", "后一页",
      "下一月", "上一月", "下个月", "上个月", "next page", "next", "previous", ">"};
  const std::string lower = to_lower_ascii(trim(text));
  if (is_number(lower)) return lower.size() <= 4;
  return std::find(kTexts.begin(), kTexts.end(), lower) != kTexts.end();
}

// How content systems name the pages of columns: "col1229", "node_12", "channel/100012".
bool is_column_word(std::string_view word) {
  constexpr std::array<std::string_view, 16> kWords = {
      "col",      "column", "columns", "channel", "channels", "category", "categories", "catalog",
      "catalogs", "node",   "list",    "lists",   "lanmu",    "menu",     "section",    "class"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// And those of articles: "info/1021/45678.htm", "show.asp?id=12".
bool is_article_word(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords = {"content",  "contents", "art",     "article",
                                                       "articles", "detail",   "details", "info",
                                                       "show",     "view"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// "node_12" and "col1229" without their number; the name itself if it has none.
std::string_view without_number(std::string_view name) {
  std::size_t end = name.size();
  while (end > 0 && is_digit(name[end - 1])) --end;
  if (end == name.size()) return name;
  name = name.substr(0, end);
  if (name.ends_with('_') || name.ends_with('-')) name.remove_suffix(1);
  return name;
}

bool has_number_parameter(const Url& url) {
  const auto parameters = parameters_of(url);
  return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
    return longest_digits(parameter.value) > 0;
  });
}

// The path's parts in lower case; an index file is none, it stands for its folder.
std::vector<std::string> named_parts(const Url& url) {
  const std::string path = to_lower_ascii(url.path);
  std::vector<std::string> out;
  for (const std::string_view folder : folders_of(path)) out.emplace_back(folder);
  if (std::string stem = to_lower_ascii(stem_of(url)); !is_index_name(stem) || stem == "list") {
    out.push_back(std::move(stem));
  }
  return out;
}

bool is_column_address(const Url& url) {
  const auto parts = named_parts(url);
  if (parts.empty()) return false;
  const std::string& last = parts.back();
  const std::string_view word = without_number(last);
  if (word.size() < last.size() && !word.empty()) return is_column_word(word);
  if (is_number(last)) {
    return parts.size() > 1 && is_column_word(without_number(parts[parts.size() - 2]));
  }
  constexpr std::array<std::string_view, 12> kNames = {
      "channelid", "columnid", "catid", "colid",      "nodeid", "typeid",
      "classid",   "lmid",     "cid",   "categoryid", "chnlid", "catalogid"};
  const auto parameters = parameters_of(url);
  const bool has_name = !parameters.empty() && std::find(kNames.begin(), kNames.end(),
                                                         parameters.back().name) != kNames.end();
  return has_name || (is_column_word(word) && has_number_parameter(url));
}

// By a date or a content system's own name; a number alone may be a column's.
bool is_surely_article(const Url& url) {
  if (find_url_date(url.path)) return true;
  const std::string stem = to_lower_ascii(stem_of(url));
  for (const std::string_view mark : {"content", "art_", "post_", "article", "detail", "info"}) {
    if (stem.starts_with(mark) && longest_digits(stem) > 0) return true;
  }
  const std::string_view last =
      std::string_view(stem).substr(stem.find_last_of("_-") + 1);  // npos + 1 is 0
  const bool is_shown = is_article_word(last) || last.ends_with("detail") ||
                        last.ends_with("details") || last.ends_with("article");
  if (is_shown && has_number_parameter(url)) return true;
  if (!is_number(stem)) return false;
  const auto folders = folders_of(url.path);
  const auto word = std::find_if(folders.rbegin(), folders.rend(),
                                 [](std::string_view folder) { return !is_number(folder); });
  return word != folders.rend() && is_article_word(to_lower_ascii(*word));
}

bool is_article_address(const Url& url) {
  return is_surely_article(url) || longest_digits(stem_of(url)) >= kArticleDigits;
}

bool is_more_address(const Url& url) {
  return is_paging_address(url) || is_calendar_address(url);
}

bool is_index_address(const Url& url) {
  return is_index_name(to_lower_ascii(stem_of(url)));
}

// Words of official titles; names of columns, however long, have none.
bool is_title(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords = {"关于", "印发", "召开",   "举行",  "开展",
                                                      "调研", "会议", "的通知", "的公告"};
  return count_code_points(text) > kLongestNameWithoutNumber ||
         std::any_of(kWords.begin(), kWords.end(), [text](std::string_view word) {
           return text.find(word) != std::string_view::npos;
         });
}

bool has_number(const Url& url) {
  return longest_digits(url.path) > 0 || has_number_parameter(url);
}

PageClass classify_unpaged(const Url& url) {
  if (is_surely_article(url) && !(is_index_address(url) && !find_url_date(url.path))) {
    return PageClass::article;
  }
  // "/zwgk/" and "/zwgk/index.html" are a column's, unless its folder is an article's own.
  if (is_column_address(url) || is_index_address(url)) return PageClass::hub;
  return is_article_address(url) ? PageClass::article : PageClass::hub;
}

}  // namespace

PageClass classify_address(const Url& url) {
  return is_more_address(url) ? PageClass::more : classify_unpaged(url);
}

PageClass classify_link(const Url& url, const Link& link, bool has_list_date) {
  if (has_list_date) return PageClass::article;
  if (is_paging_text(link.text)) return PageClass::more;
  const std::size_t length = count_code_points(link.text);
  const bool is_long = length > kLongestColumnName;
  if (is_more_address(url)) {
    // A day's own folder may hold an article; "next month" is no title.
    return is_long && !is_paging_address(url) && find_url_date(url.path) ? PageClass::article
                                                                         : PageClass::more;
  }
  const PageClass by_address = classify_unpaged(url);
  if (by_address == PageClass::article) {
    // Menus name columns, whatever numbers these have.
    const bool is_named = link.in_navigation && length > 0 && !is_long && !is_surely_article(url);
    return is_named ? PageClass::hub : PageClass::article;
  }
  if (!is_long || link.in_navigation || is_index_address(url) || is_column_address(url)) {
    return PageClass::hub;
  }
  return has_number(url) || is_title(link.text) ? PageClass::article : PageClass::hub;
}

bool may_be_item(const Url& url) {
  if (is_column_address(url) || is_more_address(url)) return false;
  if (url.query && has_number_parameter(url)) return true;
  return !is_index_address(url) && longest_digits(stem_of(url)) > 0;
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
