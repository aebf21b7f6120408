// Unicode UAX #11: Wide and Fullwidth take two columns, combining marks none.

#include "base/display_width.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("columns of a terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("清河市") == 6);
  CHECK(display_width("Ａ１") == 4);
  CHECK(display_width("ｱ") == 1);         // halfwidth katakana
  CHECK(display_width("e\u0301") == 1);   // combining acute
  CHECK(display_width("a\u200Bb") == 2);  // zero width space
  CHECK(display_width("…") == 1);         // ambiguous: narrow
  CHECK(display_width("𠮷") == 2);
}

TEST_CASE("text is padded or cut to a width, never inside a character") {
  CHECK(fit_left("清河", 6) == "清河  ");
  CHECK(fit_right("12.5", 6) == "  12.5");
  CHECK(fit_left("清河市政府", 6) == "清河… ");
  CHECK(fit_left("清河市政府", 7) == "清河市…");
  CHECK(fit_right("清河市政府", 6) == " 清河…");
  CHECK(fit_left("abcdef", 3) == "ab…");
  CHECK(fit_left("abc", 0).empty());
  for (std::size_t width = 0; width < 12; ++width)
    CHECK(display_width(fit_left("a清b河c市", width)) == width);
}

TEST_CASE("what could drive a terminal is not printed") {
  CHECK(to_printable("清河 ok") == "清河 ok");
  CHECK(to_printable("\x1B[31mred") == "\uFFFD[31mred");
  CHECK(to_printable("a\tb\nc") == "a\uFFFDb\uFFFDc");
  CHECK(to_printable("a\u202Eb\u2066c") == "a\uFFFDb\uFFFDc");
  CHECK(to_printable("\xC2\x9B") == "\uFFFD");  // C1 control sequence introducer
  CHECK(to_printable("\xFF") == "\uFFFD");
}

}  // namespace
}  // namespace gweval
