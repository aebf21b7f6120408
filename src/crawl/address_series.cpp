#include "crawl/address_series.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMostParameters = 32;
constexpr std::size_t kMostPagingDigits = 5;  // of a list's page; longer numbers name articles
constexpr long kFirstYear = 1900;
constexpr long kLastYear = 2999;

using Text = std::string_view;

template <std::size_t N>
bool is_one_of(const std::array<Text, N>& words, Text text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

long number_in(Text digits) {
  long out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;  // 0 where it is too long
}

bool is_year(long number) {
  return number >= kFirstYear && number <= kLastYear;
}

bool is_month(long number) {
  return number >= 1 && number <= 12;
}

bool is_day(long number) {
  return number >= 1 && number <= 31;
}

// "2025-11-03" into 2025, 11, 3; nothing if there is more than digits and what divides a date.
std::vector<Text> date_pieces(Text text) {
  std::vector<Text> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("-_/."), text.size());
    if (!is_number(text.substr(0, end)) || out.size() == 3) return {};
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// A year and a month, with or without a day.
bool are_date(const std::vector<Text>& pieces) {
  if (pieces.size() < 2 || pieces.size() > 3 || pieces[0].size() != 4) return false;
  if (!is_year(number_in(pieces[0])) || !is_month(number_in(pieces[1]))) return false;
  return pieces.size() == 2 || is_day(number_in(pieces[2]));
}

// "20251103", and with `may_be_month` "202511".
bool is_packed_date(Text text, bool may_be_month) {
  if (!is_number(text) || (text.size() != 8 && !(may_be_month && text.size() == 6))) return false;
  if (!is_year(number_in(text.substr(0, 4))) || !is_month(number_in(text.substr(4, 2)))) {
    return false;
  }
  return text.size() == 6 || is_day(number_in(text.substr(6)));
}

bool is_date_text(Text text, bool may_be_month) {
  return is_packed_date(text, may_be_month) || are_date(date_pieces(text));
}

// Where the date begins that ends the path and is all of its last parts; npos without one.
std::size_t date_begin(const Url& url) {
  Text path = url.path;
  const std::size_t last = path.rfind('/') + 1;
  if (path.find('.', last) != Text::npos) {  // a file, whose name must hold all of the date
    return is_date_text(stem_of(url), false) ? last : Text::npos;
  }
  if (path.ends_with('/')) path.remove_suffix(1);
  std::size_t end = path.size();
  for (int parts = 1; parts <= 3 && end != Text::npos && end > 0; ++parts) {
    const std::size_t slash = path.rfind('/', end - 1);
    if (slash == Text::npos) break;
    if (is_date_text(path.substr(slash + 1), true)) return slash + 1;
    end = slash;
  }
  return Text::npos;
}

bool is_year_name(Text name) {
  constexpr std::array<Text, 6> kNames = {"year", "y", "yy", "yyyy", "nian", "curyear"};
  return is_one_of(kNames, name);
}

bool is_month_name(Text name) {
  constexpr std::array<Text, 7> kNames = {"month", "m",         "mm",      "yue",
                                          "mon",   "yearmonth", "curmonth"};
  return is_one_of(kNames, name);
}

bool is_date_name(Text name) {
  return name.find("date") != Text::npos || name.find("month") != Text::npos || name == "day" ||
         name == "d" || name == "dd" || name == "rq" || name == "riqi" || name == "ri" ||
         name == "ym" || name == "ymd";
}

bool is_calendar_parameter(const Parameter& parameter) {
  if (are_date(date_pieces(parameter.value))) return true;
  if (!is_number(parameter.value)) return false;
  if (is_year_name(parameter.name)) return is_year(number_in(parameter.value));
  return is_month_name(parameter.name) || is_date_name(parameter.name);
}

// A year alone chooses among the lists of years; "m" alone may name anything.
bool has_calendar_query(const std::vector<Parameter>& parameters) {
  bool has_year = false;
  bool has_month = false;
  for (const Parameter& parameter : parameters) {
    if (!is_calendar_parameter(parameter)) continue;
    if (is_date_text(parameter.value, true)) return true;
    if (parameter.name.find("month") != Text::npos) return true;
    (is_year_name(parameter.name) ? has_year : has_month) = true;
  }
  return has_year && has_month;
}

bool has_calendar_name(const Url& url) {
  const std::string path = to_lower_ascii(url.path);
  return path.find("calendar") != std::string::npos || path.find("rili") != std::string::npos;
}

bool is_paging_name(Text name) {
  constexpr std::array<Text, 22> kNames = {
      "page",        "pageno",  "pagenum",  "pageindex",     "pn",     "curpage",
      "currentpage", "p",       "pagesize", "start",         "offset", "cur",
      "current",     "pg",      "pageid",   "currentpageno", "paged",  "pno",
      "nowpage",     "page_no", "cpage",    "topage"};
  return is_one_of(kNames, name);
}

// "index_2", "list-3", "index2", "page_2" and, in a folder, "p2": a list's page by its number.
bool is_paging_stem(Text stem, bool is_in_folder) {
  std::size_t begin = stem.size();
  while (begin > 0 && is_number(stem.substr(begin - 1, 1))) --begin;
  const std::size_t digits = stem.size() - begin;
  if (digits == 0 || digits >= kMostPagingDigits) return false;
  Text name = stem.substr(0, begin);
  if (name.ends_with('_') || name.ends_with('-')) name.remove_suffix(1);
  // "p1234" may be any page of a site.
  const bool is_short = is_in_folder && digits < kMostPagingDigits - 1;
  return (!name.empty() && is_index_name(name)) || name == "page" ||
         (is_short && (name == "p" || name == "pg"));
}

// "/page/2/", "/p/2.html"
bool is_paging_folder(const Url& url) {
  auto parts = folders_of(url.path);
  if (const Text stem = stem_of(url); !stem.empty()) parts.push_back(stem);
  if (parts.size() < 2 || !is_number(parts.back())) return false;
  const std::string word = to_lower_ascii(parts[parts.size() - 2]);
  return parts.back().size() <= kMostPagingDigits && (word == "page" || word == "p");
}

struct DigitRun {
  std::size_t begin = Text::npos;
  std::size_t size = 0;
};

DigitRun last_digits(Text text) {
  std::size_t end = text.size();
  while (end > 0 && !is_number(text.substr(end - 1, 1))) --end;
  std::size_t begin = end;
  while (begin > 0 && is_number(text.substr(begin - 1, 1))) --begin;
  return end == begin ? DigitRun{} : DigitRun{begin, end - begin};
}

// The parameter that counts: one named so, else the last number.
std::optional<std::size_t> counting_parameter(const std::vector<Parameter>& parameters) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!is_number(parameters[i].value)) continue;
    found = i;
    if (is_paging_name(parameters[i].name) && parameters[i].name != "pagesize") return found;
  }
  return found;
}

std::string calendar_key(const Url& url, const std::vector<Parameter>& parameters) {
  std::size_t begin = date_begin(url);
  if (begin == Text::npos && !has_calendar_query(parameters)) begin = last_digits(url.path).begin;
  std::string key = "calendar " + url.host + url.path.substr(0, begin);
  for (const Parameter& parameter : parameters) {
    if (is_number(parameter.value) || is_calendar_parameter(parameter)) continue;
    key += "&" + parameter.name + "=" + std::string(parameter.value);
  }
  return key;
}

}  // namespace

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_index_name(std::string_view stem) {
  return stem.empty() || stem == "index" || stem == "default" || stem == "list" || stem == "main";
}

std::string_view stem_of(const Url& url) {
  const std::string_view file = std::string_view(url.path).substr(url.path.rfind('/') + 1);
  return file.substr(0, file.find('.'));
}

std::vector<std::string_view> folders_of(std::string_view path) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return out;  // the file is no folder
    if (slash > 0) out.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
}

std::vector<Parameter> parameters_of(const Url& url) {
  std::vector<Parameter> out;
  std::string_view rest = url.query ? std::string_view(*url.query) : std::string_view();
  while (!rest.empty() && out.size() < kMostParameters) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = std::min(text.find('='), text.size());
    out.push_back(
        {to_lower_ascii(text.substr(0, equals)), text.substr(std::min(equals + 1, text.size()))});
  }
  return out;
}

bool is_calendar_address(const Url& url) {
  if (date_begin(url) != std::string_view::npos) return true;
  return url.query && has_calendar_query(parameters_of(url));
}

bool is_paging_address(const Url& url) {
  const bool is_in_folder = url.path.rfind('/') > 0;
  if (is_paging_stem(to_lower_ascii(stem_of(url)), is_in_folder)) return true;
  if (is_paging_folder(url)) return true;
  const auto parameters = parameters_of(url);
  return std::any_of(parameters.begin(), parameters.end(),
                     [](const Parameter& parameter) { return is_paging_name(parameter.name); });
}

AddressSeries series_of(const Url& url) {
  const DigitRun in_path = last_digits(url.path);
  const bool has_digits = in_path.size > 0 || (url.query && last_digits(*url.query).size > 0);
  if (!has_digits) return {};
  const auto parameters = parameters_of(url);
  if (is_calendar_address(url) || has_calendar_name(url)) {
    return {SeriesKind::calendar, calendar_key(url, parameters)};
  }
  AddressSeries out;
  out.kind = is_paging_address(url) ? SeriesKind::paging : SeriesKind::numbers;
  const auto counting = counting_parameter(parameters);
  out.key = "counting " + url.host + url.path;
  if (counting) {
    out.number = number_in(parameters[*counting].value);
  } else if (in_path.size > 0) {
    out.number = number_in(std::string_view(url.path).substr(in_path.begin, in_path.size));
    out.key = "counting " + url.host + url.path.substr(0, in_path.begin) + "#" +
              url.path.substr(in_path.begin + in_path.size);
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    out.key += "&" + parameters[i].name + "=";
    out.key += counting == i ? "#" : std::string(parameters[i].value);
  }
  return out;
}

}  // namespace gweval
