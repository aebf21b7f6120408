#pragma once
// Personal numbers in running text, by their published formats and check digits. Public numbers
// that look alike are told apart. Whoever reports one must mask it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gweval::rules {

/// The check digit alone, over 17 digits and 0 to 9 or X.
[[nodiscard]] bool has_resident_id_check(std::string_view text);

/// GB 11643-1999, 18 characters: province, birth date not before 1900, check digit. `latest_year`
/// is the year of assessment.
[[nodiscard]] bool is_resident_id(std::string_view text, int latest_year);

/// GB 32100-2015, 18 characters: alphabet, check character, and the organisation code within.
[[nodiscard]] bool is_social_credit_code(std::string_view text);

/// GB 11714-1997, "00728042-0" or without hyphen.
[[nodiscard]] bool is_organisation_code(std::string_view text);

/// ISO/IEC 7812-1 annex B over digits.
[[nodiscard]] bool has_luhn_check(std::string_view digits);

/// Length and prefix of a card issuer, and the Luhn check.
[[nodiscard]] bool is_bank_card(std::string_view digits);

/// 1[3-9] and nine digits.
[[nodiscard]] bool is_mobile_number(std::string_view digits);

enum class NumberKind { resident_id, bank_card, mobile };

struct NumberInText {
  NumberKind kind = NumberKind::resident_id;
  std::size_t begin = 0;  // byte offsets
  std::size_t end = 0;
  std::string text;  // half-width, without blanks; never to be shown
};

/// Candidates in text order; context is the caller's. Digits may be full-width, and groups of an ID
/// or card number parted by one blank or hyphen. Runs of digits that are longer, letters around,
/// and masked forms (1101051949****002X) are none. A code of an organisation may pass as an ID
/// number by chance, and the other way round (1 in 300): is_social_credit_code() tells both may be
/// meant. Time is linear in the text.
[[nodiscard]] std::vector<NumberInText> find_numbers(std::string_view text, int latest_year);

/// The first three and last two characters, asterisks between.
[[nodiscard]] std::string masked(std::string_view number);

/// The text with every number in it masked that may be one of a person.
[[nodiscard]] std::string with_numbers_masked(std::string_view text, int latest_year);

}  // namespace gweval::rules
