#include "rules/personal_numbers.hpp"

#include "support/catch.hpp"

namespace gweval::rules {

TEST_CASE("the check digit of resident ID numbers agrees with the standard's examples") {
  CHECK(has_resident_id_check("11010519491231002X"));
  CHECK(has_resident_id_check("440524188001010014"));
  CHECK_FALSE(has_resident_id_check("440524188001010015"));
  CHECK_FALSE(has_resident_id_check("44052418800101001"));
}

TEST_CASE("resident ID numbers verify by province, date and check digit (GB 11643-1999)") {
  CHECK(is_resident_id("11010519491231002X", 2025));        // the standard's examples
  CHECK_FALSE(is_resident_id("440524188001010014", 2025));  // born in 1880: before our range
  CHECK(is_resident_id("11010519491231002x", 2025));
  CHECK_FALSE(is_resident_id("110105194912310021", 2025));  // check digit
  CHECK_FALSE(is_resident_id("91010519491231002X", 2025));  // no such province
  CHECK_FALSE(is_resident_id("11010519491331002X", 2025));  // month 13
  CHECK_FALSE(is_resident_id("11010520301231002X", 2025));  // not yet born
  CHECK_FALSE(is_resident_id("11010519491231002", 2025));
  CHECK_FALSE(is_resident_id("", 2025));
}

TEST_CASE("social credit codes verify by their check character (GB 32100-2015)") {
  CHECK(is_social_credit_code("91350100M000100Y43"));
  CHECK(is_social_credit_code("11441700007280420Y"));
  CHECK_FALSE(is_social_credit_code("91350100M000100Y44"));
  CHECK_FALSE(is_social_credit_code("9135O100M000100Y43"));  // the letter O is not in the alphabet
  CHECK_FALSE(is_social_credit_code("91350100M000100Y4"));
}

TEST_CASE("organisation codes verify by their check character (GB 11714-1997)") {
  CHECK(is_organisation_code("D2143569-X"));
  CHECK(is_organisation_code("00728042-0"));
  CHECK(is_organisation_code("007280420"));
  CHECK_FALSE(is_organisation_code("00728042-1"));
  CHECK_FALSE(is_organisation_code("00728042+0"));
}

TEST_CASE("the Luhn check passes the standard's vector and fails a neighbour") {
  CHECK(has_luhn_check("79927398713"));
  CHECK_FALSE(has_luhn_check("79927398710"));
  CHECK_FALSE(has_luhn_check(""));
  CHECK_FALSE(has_luhn_check("7992739871a"));
}

TEST_CASE("bank cards need an issuer's prefix and length beside the Luhn check") {
  CHECK(is_bank_card("6222020000000007"));
  CHECK(is_bank_card("6222020000000000000"));  // 19 digits
  CHECK(is_bank_card("4111111111111111"));
  CHECK(is_bank_card("378282246310005"));
  CHECK_FALSE(is_bank_card("6222020000000008"));
  CHECK_FALSE(is_bank_card("79927398713"));       // passes Luhn, too short
  CHECK_FALSE(is_bank_card("9111111111111110"));  // no issuer
}

TEST_CASE("mobile numbers have eleven digits and a prefix from 13 to 19") {
  CHECK(is_mobile_number("16600000001"));
  CHECK(is_mobile_number("19900000000"));
  CHECK_FALSE(is_mobile_number("12345678901"));
  CHECK_FALSE(is_mobile_number("1380000000"));
}

TEST_CASE("numbers are found in text, and what only looks like one is not") {
  const auto kinds = [](std::string_view text) {
    std::string out;
    for (const NumberInText& each : find_numbers(text, 2025)) {
      out += each.kind == NumberKind::resident_id ? 'i'
             : each.kind == NumberKind::bank_card ? 'c'
                                                  : 'm';
    }
    return out;
  };
  CHECK(kinds("身份证11010519491231002X，手机13800000000") == "im");
  CHECK(kinds("6222 0200 0000 0007") == "c");
  CHECK(kinds("1101051949****002X") == "");             // masked
  CHECK(kinds("011010519491231002X") == "");            // part of a longer run
  CHECK(kinds("11010519491231002XY") == "");            // a letter behind
  CHECK(kinds("A13800000000") == "");                   // a letter before
  CHECK(kinds("2025-11-03 09:12 13800000000") == "m");  // a date before does not swallow it
  CHECK(kinds("138000000001") == "");                   // twelve digits
}

TEST_CASE("ID numbers in full-width digits or in groups are found, rows of figures are not") {
  const auto ids = [](std::string_view text) {
    std::vector<std::string> out;
    for (const NumberInText& each : find_numbers(text, 2025)) {
      if (each.kind == NumberKind::resident_id) out.push_back(each.text);
    }
    return out;
  };
  const std::vector<std::string> one = {"11010519491231002X"};  // the example of GB 11643-1999
  CHECK(ids("身份证号：１１０１０５１９４９１２３１００２Ｘ。") == one);
  CHECK(ids("110105 19491231 002X") == one);
  CHECK(ids("110105-19491231-002x") == one);
  CHECK(ids("110105 1949 1231 002X") == one);
  CHECK(ids("110105 1949 12 31 002 X") == one);
  CHECK(ids("110 105 194 912 310 02X") == one);
  CHECK(ids("1101 0519 4912 3100 2X") == one);
  CHECK(ids("１１０１０５\u3000１９４９１２３１\u3000００２Ｘ") == one);
  CHECK(ids("110105\u00A019491231\u00A0002X") == one);
  CHECK(ids("110105 19491231 0021").empty());                  // check digit
  CHECK(ids("1 10105 19491231 002X").empty());                 // parted where no part ends
  CHECK(ids("110105  19491231 002X").empty());                 // two blanks: two cells of a table
  CHECK(ids("33 110105 19491231 002X").empty());               // a row of figures
  CHECK(ids("110105 19491231 001 1 77").empty());              // goes on
  CHECK(ids("110105 20251103 2025-11-03").empty());            // a postcode and dates
  CHECK(ids("１１０１０５１９４９＊＊＊＊００２Ｘ").empty());  // masked
}

TEST_CASE("organisations' codes are no ID numbers, and chance makes none of a person's one") {
  for (const NumberInText& each : find_numbers("11441700007280420Y 91350100M000100Y43", 2025)) {
    FAIL_CHECK("taken for personal: " << each.text);
  }
  // Passes the check of GB 32100 by chance, as 3 ID numbers of 100 do; what would be the code of
  // the organisation within does not.
  CHECK_FALSE(is_social_credit_code("11010519491231037X"));
  CHECK_FALSE(is_social_credit_code("110105194912310409"));
  CHECK(is_social_credit_code("110105194912312164"));  // may be either
  for (const char* id : {"11010519491231037X", "110105194912312164"}) {
    const auto found = find_numbers(id, 2025);
    REQUIRE(found.size() == 1);
    CHECK(found.front().kind == NumberKind::resident_id);
  }
}

TEST_CASE("a masked number shows five characters at most") {
  CHECK(masked("11010519491231002X") == "110*************2X");
  CHECK(masked("12345") == "*****");
}

TEST_CASE("a personal number is masked wherever a text carries it") {
  // The number is the example of GB 11643-1999.
  CHECK(with_numbers_masked("张三11010519491231002X的名单", 2025) ==
        "张三110*************2X的名单");
  CHECK(with_numbers_masked("http://a.example/x/11010519491231002X.pdf", 2025) ==
        "http://a.example/x/110*************2X.pdf");
  CHECK(with_numbers_masked("甲11010519491231002X，乙440524188001010014", 1990) ==
        "甲110*************2X，乙440524188001010014");  // born 1880: no number of a living person
  CHECK(with_numbers_masked("甲１１０１０５１９４９１２３１００２Ｘ，乙", 2025) ==
        "甲110*************2X，乙");
  CHECK(with_numbers_masked("110105 19491231 002X与110105 19491231 002X", 2025) ==
        "110*************2X与110*************2X");
  CHECK(with_numbers_masked("卡6222021011162457283，电话13912345678，2025年", 2025) ==
        "卡622**************83，电话139******78，2025年");
  CHECK(with_numbers_masked("http://a.example/x?tel=13912345678", 2025) ==
        "http://a.example/x?tel=139******78");
  CHECK(with_numbers_masked("统一社会信用代码91350100M000100Y43", 2025) ==
        "统一社会信用代码91350100M000100Y43");
}

}  // namespace gweval::rules
