// Encodings of CSV files: DESIGN "Site list". Byte sequences are written by hand from GB18030-2022
// and RFC 3629.

#include "inputs/text_encoding.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::string_literals;

const std::string kGbCity = "\xC7\xE5\xBA\xD3\xCA\xD0";  // 清河市 in GB18030

TEST_CASE("UTF-8 is read with and without byte order mark") {
  CHECK(*decode_input("name\n清河市\n") == "name\n清河市\n");
  CHECK(*decode_input("\xEF\xBB\xBFname\n清河市\n") == "name\n清河市\n");
  CHECK(*decode_input("") == "");
}

TEST_CASE("what is not UTF-8 is read as GB18030") {
  CHECK(*decode_input("name\n" + kGbCity + "\n") == "name\n清河市\n");
  // 䶵 (U+4DB5), four bytes in GB18030.
  CHECK(*decode_input(kGbCity + "\x82\x35\x87\x38"s) == "清河市䶵");
}

TEST_CASE("UTF-16 is refused with advice, with and without byte order mark") {
  for (const std::string& bytes : {"\xFF\xFEn\0a\0"s, "\xFE\xFF\0n\0a"s, "n\0a\0m\0e\0"s}) {
    const auto text = decode_input(bytes);
    REQUIRE_FALSE(text);
    CHECK(text.error().code == ErrorCode::invalid_input);
    CHECK(text.error().message.find("UTF-16") != std::string::npos);
    CHECK(text.error().message.find("CSV UTF-8") != std::string::npos);
  }
}

TEST_CASE("one bad byte in a UTF-8 file is a fault with its place, not a reason to read nonsense") {
  for (const std::string& mark : {""s, "\xEF\xBB\xBF"s}) {
    const auto text = decode_input(mark + "name,url\n清河市,x\n临水\xE5\xB8,y\n北原市,z\n");
    REQUIRE_FALSE(text);
    CHECK(text.error().where == ":3:3");
    CHECK(text.error().message.find("not valid UTF-8 here") != std::string::npos);
  }
}

TEST_CASE("bytes that are neither encoding are refused") {
  const auto text = decode_input("name\n\xFF\xFF\x80\x20\n");
  REQUIRE_FALSE(text);
  CHECK(text.error().message.find("neither UTF-8 nor GB18030") != std::string::npos);
}

TEST_CASE("a NUL byte is refused with its place") {
  const auto text = decode_input("name\nab\0c\n"s);
  REQUIRE_FALSE(text);
  CHECK(text.error().where == ":2:3");
}

}  // namespace
}  // namespace gweval
