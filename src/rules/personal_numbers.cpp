#include "rules/personal_numbers.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "gweval/date.hpp"

namespace gweval::rules {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Division codes' first two digits (GB/T 2260).
bool is_province(int code) {
  constexpr std::array<int, 34> kProvinces = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                              35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                              53, 54, 61, 62, 63, 64, 65, 71, 81, 82};
  return code == 83 || std::find(kProvinces.begin(), kProvinces.end(), code) != kProvinces.end();
}

constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // no I O S V Z

/// Text with full-width letters, digits, hyphens and every kind of blank made plain; each byte
/// knows where it came from.
struct PlainText {
  std::string text;
  std::vector<std::size_t> origin;  // one more than bytes: the end of the last

  explicit PlainText(std::string_view raw) {
    text.reserve(raw.size());
    origin.reserve(raw.size() + 1);
    const std::size_t size = raw.size();
    while (!raw.empty()) {
      const std::size_t at = size - raw.size();
      char32_t c = take_code_point(raw);
      if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms of ASCII
      if (c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A)) c = ' ';
      if (c >= 0x2010 && c <= 0x2015) c = '-';
      append_code_point(text, c);
      origin.resize(text.size(), at);
    }
    origin.push_back(size);
  }
};

/// Digits of a run in which groups may be parted by one blank or hyphen: "6222 0210 0111 6245 702",
/// "110105 19491231 002X".
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string digits;
  bool is_grouped = false;
};

/// Region, birth date (or its parts), order and check digit; or even groups of three.
bool parts_an_id(std::size_t digits_before) {
  return digits_before == 6 || digits_before == 10 || digits_before == 12 || digits_before == 14 ||
         digits_before == 17;
}

bool is_gap_at(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (text[at] == ' ' || text[at] == '-') && is_digit(text[at + 1]);
}

Run run_at(std::string_view text, std::size_t begin) {
  Run run;
  run.begin = begin;
  std::size_t at = begin;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      run.digits.push_back(text[at++]);
      run.end = at;
      continue;
    }
    // Only groups of four belong together; "2025-11-03 09:12" does not.
    if (!is_gap_at(text, at) || run.digits.size() % 4 != 0 || run.digits.size() >= 20) break;
    run.is_grouped = true;
    ++at;
  }
  return run;
}

/// A number of 18 characters in groups as an ID number is written; no digits unless it is that.
Run id_run_at(std::string_view text, std::size_t begin) {
  Run run;
  run.begin = begin;
  bool by_parts = true;
  bool by_threes = true;
  bool by_fours = true;
  std::size_t at = begin;
  while (at < text.size() && run.digits.size() < 18) {
    const bool is_check = run.digits.size() == 17 && (text[at] == 'X' || text[at] == 'x');
    if (is_digit(text[at]) || is_check) {
      run.digits.push_back(is_check ? 'X' : text[at]);
      run.end = ++at;
      continue;
    }
    const bool is_last_gap = run.digits.size() == 17 && at + 1 < text.size() &&
                             (text[at] == ' ' || text[at] == '-') &&
                             (text[at + 1] == 'X' || text[at + 1] == 'x');
    if (!is_gap_at(text, at) && !is_last_gap) return {};
    by_parts = by_parts && parts_an_id(run.digits.size());
    by_threes = by_threes && run.digits.size() % 3 == 0;
    by_fours = by_fours && run.digits.size() % 4 == 0;
    if (!by_parts && !by_threes && !by_fours) return {};
    run.is_grouped = true;
    ++at;
  }
  // A row of figures goes on.
  const bool goes_on = is_gap_at(text, run.end) ||
                       (begin >= 2 && (text[begin - 1] == ' ' || text[begin - 1] == '-') &&
                        is_digit(text[begin - 2]));
  if (run.digits.size() != 18 || !run.is_grouped || goes_on) return {};
  return run;
}

bool is_bounded(std::string_view text, std::size_t begin, std::size_t end) {
  const auto glues = [](char c) { return is_alnum(c) || c == '*'; };
  return (begin == 0 || !glues(text[begin - 1])) && (end >= text.size() || !glues(text[end]));
}

/// Whether as many digits stand together as the shortest number has. Blanks, hyphens and what may
/// stand for them or for digits part nothing here; most texts have no such place.
bool may_hold_number(std::string_view raw) {
  constexpr int kShortest = 11;
  int digits = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const auto byte = static_cast<unsigned char>(raw[i]);
    const bool is_chinese = byte >= 0xE4 && byte <= 0xE9 && i + 2 < raw.size() &&
                            (static_cast<unsigned char>(raw[i + 1]) & 0xC0U) == 0x80U;
    if (is_chinese) {
      digits = 0;
      i += 2;
      continue;
    }
    const bool is_wide_digit = byte == 0xEF && i + 2 < raw.size() && raw[i + 1] == '\xBC' &&
                               raw[i + 2] >= '\x90' && raw[i + 2] <= '\x99';
    if (is_digit(raw[i]) || is_wide_digit) {
      if (++digits >= kShortest) return true;
      continue;
    }
    const bool is_inside = byte >= 0x80 && byte < 0xC0;  // of a character
    const bool may_part =
        byte == ' ' || byte == '-' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
    if (!is_inside && !may_part) digits = 0;
  }
  return false;
}

}  // namespace

bool has_resident_id_check(std::string_view text) {
  if (text.size() != 18 || !all_digits(text.substr(0, 17))) return false;
  constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (text[i] - '0') * kWeights[i];
  constexpr std::string_view kChecks = "10X98765432";
  const char check = text[17] == 'x' ? 'X' : text[17];
  return check == kChecks[static_cast<std::size_t>(sum % 11)];
}

bool is_resident_id(std::string_view text, int latest_year) {
  if (!has_resident_id_check(text) || !is_province(number(text.substr(0, 2)))) return false;
  const Date birth{number(text.substr(6, 4)), number(text.substr(10, 2)),
                   number(text.substr(12, 2))};
  return birth.year >= 1900 && birth.year <= latest_year && birth.is_valid();
}

bool is_social_credit_code(std::string_view text) {
  if (text.size() != 18) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;  // 3^(i-1) mod 31
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = kCreditAlphabet.find(text[i]);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return text[17] == kCreditAlphabet[(31 - sum % 31) % 31] &&
         is_organisation_code(text.substr(8, 9));
}

bool is_organisation_code(std::string_view text) {
  if (text.size() == 10 && text[8] != '-') return false;
  if (text.size() != 9 && text.size() != 10) return false;
  constexpr std::array<int, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const char c = text[i];
    if (!is_digit(c) && !(c >= 'A' && c <= 'Z')) return false;
    sum += (is_digit(c) ? c - '0' : c - 'A' + 10) * kWeights[i];
  }
  const int check = 11 - sum % 11;
  const char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
  return text.back() == expected;
}

bool has_luhn_check(std::string_view digits) {
  if (digits.empty() || !all_digits(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
  }
  return sum % 10 == 0;
}

bool is_bank_card(std::string_view digits) {
  if (digits.size() < 15 || digits.size() > 19 || !all_digits(digits)) return false;
  const int two = number(digits.substr(0, 2));
  const int four = number(digits.substr(0, 4));
  const bool is_union_pay = two == 62 && digits.size() >= 16;
  const bool is_visa_or_master =
      digits.size() == 16 &&
      (digits[0] == '4' || (two >= 51 && two <= 55) || (four >= 2221 && four <= 2720));
  const bool is_amex = digits.size() == 15 && (two == 34 || two == 37);
  return (is_union_pay || is_visa_or_master || is_amex) && has_luhn_check(digits);
}

bool is_mobile_number(std::string_view digits) {
  return digits.size() == 11 && all_digits(digits) && digits[0] == '1' && digits[1] >= '3';
}

std::vector<NumberInText> find_numbers(std::string_view raw, int latest_year) {
  std::vector<NumberInText> found;
  if (!may_hold_number(raw)) return found;
  const PlainText plain(raw);
  const std::string_view text = plain.text;
  const auto add = [&](NumberKind kind, Run& run) {
    found.push_back({kind, plain.origin[run.begin], plain.origin[run.end], std::move(run.digits)});
  };
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const auto is_id = [&](const Run& each) {
      return is_bounded(text, each.begin, each.end) && is_resident_id(each.digits, latest_year);
    };
    if (Run parted = id_run_at(text, at); is_id(parted)) {
      at = parted.end;
      add(NumberKind::resident_id, parted);
      continue;
    }
    Run run = run_at(text, at);
    at = run.end;
    const bool has_x = !run.is_grouped && run.digits.size() == 17 && run.end < text.size() &&
                       (text[run.end] == 'X' || text[run.end] == 'x');
    if (has_x) {
      run.digits.push_back('X');
      ++run.end;
    }
    if (!is_bounded(text, run.begin, run.end)) continue;
    if (!run.is_grouped && is_id(run)) {
      add(NumberKind::resident_id, run);
    } else if (is_bank_card(run.digits)) {
      add(NumberKind::bank_card, run);
    } else if (!run.is_grouped && is_mobile_number(run.digits)) {
      add(NumberKind::mobile, run);
    }
  }
  return found;
}

std::string masked(std::string_view number) {
  if (number.size() <= 5) return std::string(number.size(), '*');
  return std::string(number.substr(0, 3)) + std::string(number.size() - 5, '*') +
         std::string(number.substr(number.size() - 2));
}

std::string with_numbers_masked(std::string_view text, int latest_year) {
  std::string out;
  std::size_t copied = 0;
  for (const NumberInText& number : find_numbers(text, latest_year)) {
    if (number.begin < copied) continue;
    out += text.substr(copied, number.begin - copied);
    out += masked(number.text);
    copied = number.end;
  }
  out += text.substr(copied);
  return out;
}

}  // namespace gweval::rules
