#include "report/text_layout.hpp"

#include <sstream>

#include "base/display_width.hpp"
#include "report/report_text.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::string fold(const std::string& text, std::size_t width, std::size_t indent = 0,
                 std::size_t hanging = 0) {
  TextLayout layout({width, false, Language::zh});
  layout.paragraph(text, indent, hanging);
  return layout.take();
}

TEST_CASE("Words fold at blanks, Chinese after any character but before closing marks") {
  CHECK(fold("one two three four five six", 20) == "one two three four\nfive six\n");
  CHECK(fold("一二三四五六七八九十，一", 20) == "一二三四五六七八九\n十，一\n");
  CHECK(fold("a bb", 24, 2, 2) == "  a bb\n");
  CHECK(fold("aaaaaaaaa bbbbbbbbbb ccccc", 24, 2, 2) == "  aaaaaaaaa bbbbbbbbbb\n    ccccc\n");
}

TEST_CASE("A word longer than any line is cut, and no line is wider than asked") {
  const std::string folded = fold(std::string(90, 'x') + " 漢漢漢漢漢漢漢漢漢漢漢漢漢", 24, 2, 2);
  std::istringstream lines(folded);
  std::size_t letters = 0;
  for (std::string line; std::getline(lines, line);) {
    CHECK(display_width(line) <= 24);
    for (const char c : line) letters += c == 'x' ? 1 : 0;
  }
  CHECK(letters == 90);
}

TEST_CASE("Control characters and line breaks do not reach the terminal") {
  CHECK(fold("a\x1b[2Jb\nc\u202e", 40) == "a\uFFFD[2Jb c\uFFFD\n");
  CHECK(one_line("ten thousand characters", 8) == "ten tho…");
}

TEST_CASE("Colours only when asked for") {
  TextLayout plain({80, false, Language::zh});
  CHECK(plain.coloured("x", Colour::red) == "x");
  TextLayout coloured({80, true, Language::zh});
  CHECK(coloured.coloured("x", Colour::red) == "\x1b[31mx\x1b[0m");
}

TEST_CASE("Phrases take their arguments in order and once") {
  const Phrase phrase{"{}在{}", "{} at {}"};
  CHECK(say(phrase, Language::en, {"{}", "b"}) == "{} at b");
  CHECK(say(phrase, Language::zh, {"a"}) == "a在{}");
}

}  // namespace
}  // namespace gweval::test
