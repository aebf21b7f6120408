#include "rules/personal_numbers.hpp"

#include <algorithm>
#include <array>

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

/// Digits of a run in which groups may be parted by one blank or hyphen: "6222 0210 0111 6245 702".
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string digits;
  bool is_grouped = false;
};

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
    const bool is_gap =
        (text[at] == ' ' || text[at] == '-') && at + 1 < text.size() && is_digit(text[at + 1]);
    // Only groups of four belong together; "2025-11-03 09:12" does not.
    if (!is_gap || run.digits.size() % 4 != 0 || run.digits.size() >= 20) break;
    run.is_grouped = true;
    ++at;
  }
  return run;
}

bool is_bounded(std::string_view text, std::size_t begin, std::size_t end) {
  const auto glues = [](char c) { return is_alnum(c) || c == '*'; };
  return (begin == 0 || !glues(text[begin - 1])) && (end >= text.size() || !glues(text[end]));
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
  return text[17] == kCreditAlphabet[(31 - sum % 31) % 31];
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

std::vector<NumberInText> find_numbers(std::string_view text, int latest_year) {
  std::vector<NumberInText> found;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_digit(text[at])) {
      ++at;
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
    // A code of an organisation may pass the other check by chance.
    if (!run.is_grouped && is_resident_id(run.digits, latest_year) &&
        !is_social_credit_code(run.digits)) {
      found.push_back({NumberKind::resident_id, run.begin, std::move(run.digits)});
    } else if (is_bank_card(run.digits)) {
      found.push_back({NumberKind::bank_card, run.begin, std::move(run.digits)});
    } else if (!run.is_grouped && is_mobile_number(run.digits)) {
      found.push_back({NumberKind::mobile, run.begin, std::move(run.digits)});
    }
  }
  return found;
}

std::string masked(std::string_view number) {
  if (number.size() <= 5) return std::string(number.size(), '*');
  return std::string(number.substr(0, 3)) + std::string(number.size() - 5, '*') +
         std::string(number.substr(number.size() - 2));
}

std::string with_resident_ids_masked(std::string_view text, int latest_year) {
  std::string out;
  std::size_t copied = 0;
  for (const NumberInText& number : find_numbers(text, latest_year)) {
    if (number.kind != NumberKind::resident_id || number.begin < copied) continue;
    std::size_t end = number.begin;
    for (std::size_t taken = 0; taken < number.text.size() && end < text.size(); ++end) {
      if (text[end] == number.text[taken]) ++taken;  // blanks between the groups are passed over
    }
    out += text.substr(copied, number.begin - copied);
    out += masked(number.text);
    copied = end;
  }
  out += text.substr(copied);
  return out;
}

}  // namespace gweval::rules
