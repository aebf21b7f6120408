#include "web/date_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.hpp"
#include "web/plausible_date.hpp"

namespace gweval {
namespace {

// A reader over UTF-8 that sees ASCII and full-width digits and the Chinese numerals of dates.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }

  bool take(std::string_view token) {
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }

  void skip_blanks() {
    while (take(" ") || take("\t") || take("\n") || take("\r") || take("\u00A0") ||
           take("\u3000")) {
    }
  }

  // ASCII or full-width digit; -1 if there is none.
  [[nodiscard]] int peek_digit(std::size_t& length) const {
    if (at_ >= text_.size()) return -1;
    const char c = text_[at_];
    if (c >= '0' && c <= '9') {
      length = 1;
      return c - '0';
    }
    if (text_.substr(at_).starts_with("\xEF\xBC") && at_ + 2 < text_.size()) {
      const auto low = static_cast<std::uint8_t>(text_[at_ + 2]);
      if (low >= 0x90 && low <= 0x99) {
        length = 3;
        return low - 0x90;
      }
    }
    return -1;
  }

  // A number of at most `max_digits` digits that no further digit follows; -1 otherwise.
  int take_number(int max_digits, int* digits_read = nullptr) {
    int value = 0;
    int digits = 0;
    std::size_t length = 0;
    for (int digit = peek_digit(length); digit >= 0; digit = peek_digit(length)) {
      if (++digits > max_digits) return -1;
      value = value * 10 + digit;
      at_ += length;
    }
    if (digits_read != nullptr) *digits_read = digits;
    return digits == 0 ? -1 : value;
  }

  [[nodiscard]] bool is_at_digit() const {
    std::size_t length = 0;
    return peek_digit(length) >= 0;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

struct Numeral {
  std::string_view text;
  int value;
};
constexpr Numeral kNumerals[] = {{"〇", 0}, {"○", 0},  {"零", 0}, {"Ｏ", 0}, {"О", 0},
                                 {"O", 0},  {"一", 1}, {"二", 2}, {"三", 3}, {"四", 4},
                                 {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};

int take_numeral(Reader& reader) {
  for (const Numeral& numeral : kNumerals) {
    if (reader.take(numeral.text)) return numeral.value;
  }
  return -1;
}

// 一 to 三十一 (also 廿, 卅); -1 if there is none.
int take_small_numeral(Reader& reader) {
  int tens = -1;
  int value = take_numeral(reader);
  if (reader.take("十")) {
    tens = value < 0 ? 1 : value;
    value = take_numeral(reader);
  } else if (value < 0 && reader.take("廿")) {
    tens = 2;
    value = take_numeral(reader);
  } else if (value < 0 && reader.take("卅")) {
    tens = 3;
    value = take_numeral(reader);
  }
  if (tens < 0) return value;
  return tens * 10 + std::max(value, 0);
}

std::optional<DateText> made(const Date& date, std::size_t begin, std::size_t end) {
  if (!is_plausible(date)) return std::nullopt;
  return DateText{date, begin, end, false, DateLabel::none, begin};
}

enum class Separator { none, dash, slash, dot, year_sign };

Separator take_separator(Reader& reader) {
  reader.skip_blanks();
  if (reader.take("年")) return Separator::year_sign;
  if (reader.take("-") || reader.take("－") || reader.take("–") || reader.take("—")) {
    return Separator::dash;
  }
  if (reader.take("/") || reader.take("／")) return Separator::slash;
  if (reader.take(".") || reader.take("．")) return Separator::dot;
  return Separator::none;
}

// From a four-digit year at `at`.
std::optional<DateText> read_digits(std::string_view text, std::size_t at) {
  Reader reader(text, at);
  int digits = 0;
  Date date;
  date.year = reader.take_number(4, &digits);
  if (digits != 4 || date.year < kFirstYear || date.year > kLastYear) return std::nullopt;
  const Separator first = take_separator(reader);
  if (first == Separator::none) return std::nullopt;
  reader.skip_blanks();
  date.month = reader.take_number(2);
  if (date.month < 1 || date.month > 12) return std::nullopt;
  reader.skip_blanks();
  if (first == Separator::year_sign) {
    if (!reader.take("月")) return std::nullopt;
  } else if (take_separator(reader) != first) {
    return std::nullopt;
  }
  reader.skip_blanks();
  date.day = reader.take_number(2);
  if (date.day < 1) return std::nullopt;
  std::size_t end = reader.at();
  reader.skip_blanks();
  if (first == Separator::year_sign && (reader.take("日") || reader.take("号"))) end = reader.at();
  return made(date, at, end);
}

// 二〇二五年十一月三日, from its first numeral.
std::optional<DateText> read_numerals(std::string_view text, std::size_t at) {
  Reader reader(text, at);
  Date date;
  for (int i = 0; i < 4; ++i) {
    const int digit = take_numeral(reader);
    if (digit < 0) return std::nullopt;
    date.year = date.year * 10 + digit;
    reader.skip_blanks();
  }
  if (!reader.take("年")) return std::nullopt;
  reader.skip_blanks();
  date.month = take_small_numeral(reader);
  reader.skip_blanks();
  if (!reader.take("月")) return std::nullopt;
  reader.skip_blanks();
  date.day = take_small_numeral(reader);
  reader.skip_blanks();
  if (!reader.take("日")) return std::nullopt;
  return made(date, at, reader.at());
}

constexpr std::string_view kMonthNames[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec"};

// "Nov 3, 2025", "November 03 2025", "Nov 03 09:12:00 CST 2025" (as Java prints a date).
std::optional<DateText> read_month_name(std::string_view text, std::size_t at) {
  const std::string lower = to_lower_ascii(text.substr(at, 3));
  const auto* const name = std::find(std::begin(kMonthNames), std::end(kMonthNames), lower);
  if (name == std::end(kMonthNames)) return std::nullopt;
  std::size_t end = at + 3;
  const auto is_letter = [&](std::size_t i) {
    return i < text.size() && ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z');
  };
  while (is_letter(end) && end < at + 10) ++end;
  if (end < text.size() && text[end] == '.') ++end;
  Reader reader(text, end);
  Date date;
  date.month = static_cast<int>(name - std::begin(kMonthNames)) + 1;
  reader.skip_blanks();
  date.day = reader.take_number(2);
  if (date.day < 1) return std::nullopt;
  (void)reader.take("st");
  (void)reader.take("nd");
  (void)reader.take("rd");
  (void)reader.take("th");
  (void)reader.take(",");
  reader.skip_blanks();
  Reader clock = reader;
  if (clock.take_number(2) >= 0 && clock.take(":") && clock.take_number(2) >= 0) {
    if (clock.take(":")) (void)clock.take_number(2);
    clock.skip_blanks();
    std::size_t zone = clock.at();
    while (is_letter(zone) && zone < clock.at() + 5) ++zone;
    reader = Reader(text, zone);
    reader.skip_blanks();
  }
  int digits = 0;
  date.year = reader.take_number(4, &digits);
  if (digits != 4) return std::nullopt;
  return made(date, at, reader.at());
}

bool has_time_after(std::string_view text, std::size_t at) {
  Reader reader(text, at);
  (void)reader.take("T");
  reader.skip_blanks();
  const int hour = reader.take_number(2);
  if (hour < 0 || hour > 24) return false;
  reader.skip_blanks();
  return reader.take(":") || reader.take("：") || reader.take("时") || reader.take("点");
}

// A digit, or a separator with a digit before it, in front: part of a longer number.
bool is_continued(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const char before = text[at - 1];
  if (is_digit(before)) return true;
  return (before == '.' || before == '-' || before == '/') && at >= 2 && is_digit(text[at - 2]);
}

std::optional<DateText> read_date(std::string_view text, std::size_t at) {
  const auto c = static_cast<std::uint8_t>(text[at]);
  if (c == '1' || c == '2') {
    return is_continued(text, at) ? std::nullopt : read_digits(text, at);
  }
  if (c == 0xEF) return is_continued(text, at) ? std::nullopt : read_digits(text, at);
  if (c == 0xE4 && (text.substr(at).starts_with("二") || text.substr(at).starts_with("一"))) {
    return read_numerals(text, at);
  }
  const auto lower = static_cast<char>(c | 0x20);
  if (c < 0x80 && std::string_view("jfmasond").find(lower) != std::string_view::npos) {
    const bool is_word_start = at == 0 || (static_cast<std::uint8_t>(text[at - 1] | 0x20) < 'a' ||
                                           static_cast<std::uint8_t>(text[at - 1] | 0x20) > 'z');
    if (is_word_start) return read_month_name(text, at);
  }
  return std::nullopt;
}

}  // namespace

std::vector<DateText> find_dates(std::string_view text, std::size_t max_dates) {
  std::vector<DateText> dates;
  std::size_t previous_end = 0;
  for (std::size_t at = 0; at < text.size() && dates.size() < max_dates;) {
    auto found = read_date(text, at);
    if (!found) {
      ++at;
      continue;
    }
    found->has_time = has_time_after(text, found->end);
    std::size_t begin = 0;
    found->label = label_before(text.substr(previous_end, found->begin - previous_end), begin);
    found->label_begin = found->label == DateLabel::none ? found->begin : previous_end + begin;
    dates.push_back(*found);
    at = previous_end = found->end;
  }
  return dates;
}

std::optional<MonthDay> find_month_day(std::string_view text) {
  std::optional<MonthDay> result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c < '0' || c > '9' || is_continued(text, at)) continue;
    Reader reader(text, at);
    MonthDay found;
    found.begin = at;
    found.month = reader.take_number(2);
    bool is_signed = false;
    const bool is_separated = reader.take("-") || reader.take("/") || reader.take(".") ||
                              (is_signed = reader.take("月"), is_signed);
    found.day = is_separated ? reader.take_number(2) : -1;
    if (is_signed && found.day > 0 && !reader.take("日")) found.day = -1;
    found.end = reader.at();
    const bool is_valid =
        found.month >= 1 && found.day >= 1 && is_plausible({2000, found.month, found.day});
    Reader after(text, found.end);
    const bool goes_on =
        (after.take("-") || after.take("/") || after.take(".")) && after.is_at_digit();
    if (!is_valid || goes_on || reader.is_at_digit()) {
      while (at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') ++at;
      continue;
    }
    if (result && (result->month != found.month || result->day != found.day)) return std::nullopt;
    result = found;
    at = found.end - 1;
  }
  return result;
}

std::optional<Date> parse_date_block(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  if (text.size() > kLongest) return std::nullopt;
  std::array<int, 3> numbers{};
  std::array<int, 3> digits{};
  std::size_t count = 0;
  for (Reader reader(text, 0); !reader.done();) {
    if (reader.is_at_digit()) {
      if (count == numbers.size()) return std::nullopt;
      numbers[count] = reader.take_number(4, &digits[count]);
      if (numbers[count++] < 0) return std::nullopt;
      continue;
    }
    const std::size_t before = reader.at();
    reader.skip_blanks();
    const bool is_mark = reader.take("-") || reader.take("/") || reader.take(".") ||
                         reader.take("年") || reader.take("月") || reader.take("日") ||
                         reader.take("[") || reader.take("]");
    if (!is_mark && reader.at() == before) return std::nullopt;
  }
  if (count != 3) return std::nullopt;
  Date date;
  if (digits[0] == 4) {
    date = {numbers[0], numbers[1], numbers[2]};  // 2025-11 03
  } else if (digits[1] == 4) {
    date = {numbers[1], numbers[2], numbers[0]};  // 03 2025-11
  } else if (digits[2] == 4) {
    date = {numbers[2], numbers[0], numbers[1]};  // 11-03 2025
  }
  if (!is_plausible(date)) return std::nullopt;
  return date;
}

}  // namespace gweval
