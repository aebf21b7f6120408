// Labels and decoders of the WHATWG Encoding Standard, as far as Chinese pages use them.

#include "base/charset.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::string_literals;

TEST_CASE("labels have one name each (WHATWG Encoding section 4.2)") {
  CHECK(canonical_charset("UTF-8") == "utf-8");
  CHECK(canonical_charset(" utf8 ") == "utf-8");
  CHECK(canonical_charset("GB2312") == "gb18030");
  CHECK(canonical_charset("gbk") == "gb18030");
  CHECK(canonical_charset("GB18030") == "gb18030");
  CHECK(canonical_charset("Big5") == "big5");
  CHECK(canonical_charset("iso-8859-1") == "windows-1252");
  CHECK(canonical_charset("utf-16") == "utf-16le");
  CHECK_FALSE(canonical_charset(""));
  CHECK_FALSE(canonical_charset("no-such-charset"));
  CHECK_FALSE(canonical_charset(std::string(1000, 'x')));
}

TEST_CASE("bytes become UTF-8") {
  CHECK(decode("\xC7\xE5\xBA\xD3", "gb2312").text == "清河");
  CHECK_FALSE(decode("\xC7\xE5\xBA\xD3", "gb2312").malformed);
  CHECK(decode("\xB2\x4D\xAA\x65", "big5").text == "清河");
  CHECK(decode("\x05\x6E\xB3\x6C"s, "utf-16le").text == "清河");
  CHECK(decode("\x6E\x05\x6C\xB3"s, "utf-16be").text == "清河");
  CHECK(decode("\x93\x41\x94", "latin1").text == "“A”");  // as browsers read this label
}

TEST_CASE("a byte order mark is removed") {
  CHECK(decode("\xEF\xBB\xBFx", "utf-8").text == "x");
  CHECK(decode("\xFF\xFEx\0"s, "utf-16le").text == "x");
}

TEST_CASE("malformed bytes and NUL are replaced and reported") {
  const Decoded utf8 = decode("a\xFF", "utf-8");
  CHECK(utf8.text == "a\uFFFD");
  CHECK(utf8.malformed);
  const Decoded gb = decode("\xC7\xE5\xFF\xFF", "gbk");
  CHECK(gb.text.starts_with("清"));
  CHECK(gb.malformed);
  const Decoded nul = decode("a\0b"s, "windows-1252");
  CHECK(nul.text == "a\uFFFDb");
  CHECK(nul.malformed);
}

TEST_CASE("text goes out in the bytes of its charset, with references for what that lacks") {
  CHECK(encode("社保", "gb2312") == "\xC9\xE7\xB1\xA3");
  CHECK(encode("朦龘", "gbk") == "\xEB\xFC\xFD\x93");
  CHECK(encode("a𠮷&", "gb18030") == "a&#134071;&");  // U+20BB7 is not in GBK
  CHECK(encode("清河", "big5") == "\xB2\x4D\xAA\x65");
  CHECK(encode("清", "windows-1252") == "&#28165;");
  CHECK(encode("清", "utf-8") == "清");
  CHECK(encode("清", "utf-16le") == "清");  // forms are never sent in UTF-16
  CHECK(encode("清", "no-such-charset") == "清");
  CHECK(encode("", "gbk").empty());
}

TEST_CASE("an unknown charset is read as UTF-8") {
  CHECK(decode("清河", "no-such-charset").text == "清河");
  CHECK(decode("", "gbk").text.empty());
}

}  // namespace
}  // namespace gweval
