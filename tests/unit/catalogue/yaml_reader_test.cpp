// The YAML subset of docs/catalogue-format.md and its limits.

#include "catalogue/yaml_reader.hpp"

#include <chrono>

#include "support/catch.hpp"

namespace gweval {
namespace {

using Kind = YamlNode::Kind;

YamlNode root_of(std::string_view text) {
  YamlDocument document = read_yaml(text);
  for (const YamlFault& fault : document.faults) FAIL_CHECK(fault.message);
  REQUIRE(document.root);
  return *std::move(document.root);
}

/// The only fault; line and column in bytes.
YamlFault fault_of(std::string_view text) {
  const YamlDocument document = read_yaml(text);
  CHECK_FALSE(document.root);
  REQUIRE(document.faults.size() == 1);
  return document.faults[0];
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST_CASE("maps, lists, scalars and nothing, with their places") {
  const YamlNode root = root_of("a: 清河\nb:\n  - 1\n  - 'x'\n  - {c: ~, d: }\n");
  REQUIRE(root.kind == Kind::map);
  REQUIRE(root.children.size() == 2);
  const YamlNode& a = root.children[0];
  CHECK(a.key == "a");
  CHECK(a.kind == Kind::scalar);
  CHECK(a.text == "清河");
  CHECK(a.is_plain);
  CHECK(a.place.line == 1);
  CHECK(a.place.column == 4);
  const YamlNode& list = root.children[1];
  REQUIRE(list.kind == Kind::list);
  CHECK(list.key_place.line == 2);
  CHECK(list.children[0].place.line == 3);
  CHECK(list.children[0].place.column == 5);
  CHECK_FALSE(list.children[1].is_plain);
  const YamlNode* c = list.children[2].find("c");
  REQUIRE(c != nullptr);
  CHECK(c->kind == Kind::null);
  CHECK(list.children[2].find("d")->kind == Kind::null);
  CHECK(list.children[2].find("e") == nullptr);
}

TEST_CASE("block text, comments, a byte order mark and Windows line ends") {
  const YamlNode root =
      root_of("\xEF\xBB\xBF# head\r\ntext: >-\r\n  one\r\n  two\r\nraw: |\r\n  a\r\n  b\r\n");
  CHECK(root.find("text")->text == "one two");
  CHECK(root.find("text")->place.line == 2);
  CHECK(root.find("raw")->text.starts_with("a\nb"));
}

TEST_CASE("anchors, aliases and tags are refused and reading goes on") {
  const YamlDocument document = read_yaml("a: &x 1\nb: *x\nc: !!int 3\nd: ! text\n");
  REQUIRE(document.root);
  REQUIRE(document.faults.size() == 3);
  CHECK(document.faults[0].message.find("anchors") == 0);
  CHECK(document.faults[1].message.find("aliases") == 0);
  CHECK(document.faults[1].place.line == 2);
  CHECK(document.faults[2].message.find("tags") == 0);
  CHECK(document.root->find("b")->kind == Kind::refused);
  CHECK(document.root->find("d")->text == "text");
}

TEST_CASE("a key stands once in a map, and is text") {
  CHECK(read_yaml("a: 1\nb: 2\na: 3\n").faults.at(0).place.line == 3);
  CHECK(read_yaml("{a: 1, a: 2}").faults.at(0).place.column == 8);
  CHECK(read_yaml("? [a]\n: 1\n").faults.at(0).message == "a key must be plain text");
  CHECK(read_yaml("~: 1\n").faults.at(0).message == "a key must be plain text");
}

TEST_CASE("one document a file") {
  CHECK(fault_of("").message == "the file is empty");
  CHECK(fault_of("# only a comment\n").message == "the file is empty");
  CHECK(fault_of("a: 1\n---\nb: 2\n").message.find("second YAML document") != std::string::npos);
  CHECK(root_of("---\na: 1\n...\n").find("a")->text == "1");
}

TEST_CASE("broken YAML names its place and what to look at") {
  const YamlFault fault = fault_of("a: [1, 2\nb: 3\n");
  CHECK(fault.message.find("not valid YAML") == 0);
  CHECK(fault.message.find("check indentation, quotes and brackets") != std::string::npos);
  CHECK(fault.place.line >= 1);
  for (const char* open : {"a: 'open\n", "a: \"open\nb: 2\n", "- 'x\n\n", "{a: 'x\n"})
    CHECK(fault_of(open).message.find("not valid YAML") == 0);
  CHECK(fault_of("\ta: 1\n").message.find("not valid YAML") == 0);
  CHECK(fault_of("a: 1\n  b: 2\n").place.line == 2);
}

TEST_CASE("bytes that are no text are refused before parsing") {
  const YamlFault malformed = fault_of("a: 1\nbc: \xFF");
  CHECK(malformed.message == "not valid UTF-8; save it as UTF-8");
  CHECK(malformed.place.line == 2);
  CHECK(malformed.place.column == 5);
  const std::string utf16(
      "\xFF\xFE"
      "a\0",
      4);
  CHECK(fault_of(utf16).message == "not valid UTF-8; save it as UTF-8");
  // yaml-cpp takes U+0004 for the end of the file and would hide what follows.
  const YamlFault end = fault_of("a: 1\nb: 2\x04\nc: 3\n");
  CHECK(end.message == "control character; remove it");
  CHECK(end.place.line == 2);
  CHECK(end.place.column == 5);
  CHECK(fault_of(std::string("a: \0", 4)).message == "control character; remove it");
}

TEST_CASE("depth is limited to 50, in block and in flow style") {
  CHECK(read_yaml(repeat("[", 50) + repeat("]", 50)).root);
  CHECK(fault_of(repeat("[", 51) + repeat("]", 51)).message.find("deeper than 50") !=
        std::string::npos);
  CHECK(fault_of(repeat("- ", 60) + "x").message.find("deeper than 50") != std::string::npos);
  CHECK(fault_of(repeat("{a: ", 60) + repeat("}", 60)).message.find("deeper than 50") !=
        std::string::npos);
  std::string block;
  for (std::size_t i = 0; i < 60; ++i) block += std::string(i, ' ') + "a:\n";
  CHECK(fault_of(block).message.find("deeper than 50") != std::string::npos);
}

TEST_CASE("size and number of values are limited") {
  CHECK(fault_of(std::string((1 << 20) + 1, 'a')).message.find("larger than 1048576") == 0);
  CHECK(read_yaml("a: " + std::string((1 << 20) - 3, 'x')).root);
  CHECK(fault_of("[" + repeat("1,", 200'000) + "]").message.find("more than 200000 values") == 0);
}

TEST_CASE("hostile files end quickly") {
  // Each would cost gigabytes, minutes or the stack in a reader without limits.
  const std::string bomb =
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
      "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
  const std::size_t mega = 1 << 20;
  const std::string hostile[] = {
      bomb,
      repeat("[", mega),
      repeat("{", mega),
      repeat("[{", mega / 2),
      repeat("{a: ", mega / 4),
      repeat("- ", mega / 2),
      repeat("? ", mega / 2),
      repeat("-\n", mega / 2),
      repeat("a:\n", mega / 3),
      repeat("[a,", mega / 3),
      "[" + repeat("*a,", mega / 3 - 1),
      "[" + repeat("&a,", mega / 3 - 1),
      "[" + repeat("\"\" ", mega / 3 - 1),
      repeat("!", mega),
      repeat("&", mega),
      repeat("%", mega),
      repeat("%A\n", mega / 3),
      repeat("#", mega),
      repeat(":", mega),
      repeat("'", mega),
      "\"" + repeat("\\", mega - 1),
      "\"" + repeat("\\n", mega / 2 - 1),
      "|\n" + repeat(" \n", mega / 2 - 1),
      repeat("---\n", mega / 4),
      repeat("...\n", mega / 4),
      repeat("\n", mega),
      repeat(" ", mega),
      repeat("a: b\n", mega / 5),
      repeat("a", mega),
      repeat("清", mega / 3),
  };
  for (const std::string& text : hostile) {
    const auto start = std::chrono::steady_clock::now();
    const YamlDocument document = read_yaml(text);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    INFO(text.substr(0, 12));
    CHECK(document.faults.size() <= 101);
    CHECK(seconds.count() < 10);  // a sanitizer build on a busy machine; usually well under one
    if (seconds.count() > 1) WARN(text.substr(0, 12) << " took " << seconds.count() << " s");
  }
}

}  // namespace
}  // namespace gweval
