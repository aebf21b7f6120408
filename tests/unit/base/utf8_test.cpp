#include "base/utf8.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::string_literals;

const std::string kReplacement = "\xEF\xBF\xBD";

TEST_CASE("well-formed UTF-8 is exactly what RFC 3629 section 4 allows") {
  for (const std::string& good :
       {""s, "a"s, "\x7F"s, "\xC2\x80"s, "\xDF\xBF"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s,
        "\xEE\x80\x80"s, "\xEF\xBF\xBF"s, "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s, "\0"s})
    CHECK(is_valid_utf8(good));
  for (const std::string& bad : {"\x80"s,              // continuation alone
                                 "\xC0\xAF"s,          // overlong slash
                                 "\xC1\xBF"s,          // overlong
                                 "\xC2"s,              // cut
                                 "\xE0\x9F\xBF"s,      // overlong
                                 "\xE4\xB8"s,          // cut
                                 "\xED\xA0\x80"s,      // surrogate
                                 "\xF0\x8F\xBF\xBF"s,  // overlong
                                 "\xF4\x90\x80\x80"s,  // above U+10FFFF
                                 "\xF5\x80\x80\x80"s, "\xFF"s, "a\xE4\xB8z"s})
    CHECK_FALSE(is_valid_utf8(bad));
}

TEST_CASE("repair replaces bad bytes and NUL and keeps the rest") {
  CHECK(to_valid_utf8("清河\xFF市") == "清河" + kReplacement + "市");
  CHECK(to_valid_utf8("a\0b"s) == "a" + kReplacement + "b");
  CHECK(to_valid_utf8("\xE4\xB8") == kReplacement + kReplacement);
  CHECK(to_valid_utf8(to_valid_utf8("x\xC0y")) == to_valid_utf8("x\xC0y"));
}

TEST_CASE("code points are counted and never cut") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("a清河𠮷") == 4);
  CHECK(truncate_utf8("清河市", 9) == "清河市");
  CHECK(truncate_utf8("清河市", 8) == "清河");
  CHECK(truncate_utf8("清河市", 3) == "清");
  CHECK(truncate_utf8("清河市", 2).empty());
  CHECK(truncate_utf8("abc", 0).empty());
}

TEST_CASE("white space of Chinese pages is folded") {
  CHECK(fold_space("  政务\t\r\n公开　栏\xC2\xA0目\xEF\xBB\xBF ") == "政务 公开 栏 目");
  CHECK(fold_space("a\xE2\x80\x8B b") == "a b");
  CHECK(fold_space(" \n　").empty());
  CHECK(fold_space("市") == "市");
}

TEST_CASE("trimming takes whole characters at both ends") {
  CHECK(trim("　清 河\xC2\xA0\n") == "清 河");
  CHECK(trim("　 ").empty());
  CHECK(trim("").empty());
  // 。 ends in byte 0x82 and 　 in 0x80: a byte-wise trim would bite into it.
  CHECK(trim("。") == "。");
  CHECK(trim("à") == "à");  // C3 A0 ends in the second byte of U+00A0
}

TEST_CASE("ASCII case, other letters as they are") {
  CHECK(to_lower_ascii("AbZ清Ä") == "abz清Ä");
  CHECK(equals_ignoring_case("SiteName", "sitename"));
  CHECK_FALSE(equals_ignoring_case("SiteName", "sitenam"));
  CHECK_FALSE(equals_ignoring_case("Ä", "ä"));
  CHECK_FALSE(equals_ignoring_case("@", "`"));  // 0x40 and 0x60 differ by the case bit, no letters
}

TEST_CASE("code points are taken and appended") {
  std::string_view rest = "aé清𠮷";
  CHECK(take_code_point(rest) == U'a');
  CHECK(take_code_point(rest) == U'\u00E9');
  CHECK(take_code_point(rest) == U'\u6E05');
  CHECK(take_code_point(rest) == U'\U00020BB7');
  CHECK(rest.empty());
  std::string out;
  for (const char32_t c : {U'a', U'\u00E9', U'\u6E05', U'\U00020BB7'}) append_code_point(out, c);
  CHECK(out == "aé清𠮷");
}

}  // namespace
}  // namespace gweval
