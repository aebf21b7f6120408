#include "web/html_document.hpp"

#include "support/catch.hpp"

using gweval::HtmlDocument;
using gweval::HtmlNodeId;
using gweval::HtmlTag;

namespace {

HtmlNodeId find(const HtmlDocument& document, HtmlTag tag) {
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    if (document[id].tag == tag) return id;
  }
  FAIL("no such element");
  return 0;
}

std::size_t count(const HtmlDocument& document, HtmlTag tag) {
  std::size_t found = 0;
  for (const auto& node : document.nodes()) found += node.tag == tag ? 1 : 0;
  return found;
}

std::string repeat(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

// Allocations of the tree builder: a measure of its work that no clock disturbs.
std::size_t work(const std::string& html) {
  return HtmlDocument::parse(html).allocations();
}

}  // namespace

TEST_CASE("nodes come in document order with their extent") {
  const auto document = HtmlDocument::parse(
      "<title>A &amp; B</title><div CLASS='x' id=y><p>one<b>two</b></p>three</div>");
  const HtmlNodeId div = find(document, HtmlTag::div);
  CHECK(document[0].tag == HtmlTag::html);
  CHECK(document[0].end == document.size());
  CHECK(document.folded_text(find(document, HtmlTag::title), 100) == "A & B");
  CHECK(document.attribute(div, "class") == "x");
  CHECK(document.attribute(div, "id") == "y");
  CHECK_FALSE(document.attribute(div, "style"));
  CHECK(document.folded_text(div, 100) == "onetwothree");
  CHECK(document[find(document, HtmlTag::b)].parent == find(document, HtmlTag::p));
  CHECK(document[div].end == document.size());
}

TEST_CASE("text is cut at a character's border") {
  const auto document = HtmlDocument::parse("<p>政务公开</p>");
  CHECK(document.folded_text(0, 7) == "政务");
}

TEST_CASE("an empty page has its root") {
  for (const char* html : {"", "<", "<!-- only a comment -->", "<a", "</"}) {
    INFO(html);
    const auto document = HtmlDocument::parse(html);
    REQUIRE(document.size() >= 1);
    CHECK(document[0].tag == HtmlTag::html);
  }
}

TEST_CASE("elements of SVG are not those of HTML") {
  const auto document = HtmlDocument::parse("<svg><title>icon</title><a href=x>y</a></svg><p>z");
  CHECK(count(document, HtmlTag::title) == 0);
  CHECK(count(document, HtmlTag::a) == 0);
}

TEST_CASE("deep pages keep text and links") {
  const std::string html = repeat("<div>", 5000) + "<a href='/deep.html'>deep link</a>" +
                           repeat("</div>", 5000) + "<p>after</p>";
  const auto document = HtmlDocument::parse(html);
  CHECK(document.depth() >= 5000);
  const HtmlNodeId link = find(document, HtmlTag::a);
  CHECK(document.attribute(link, "href") == "/deep.html");
  CHECK(document.folded_text(link, 100) == "deep link");
  CHECK(document.folded_text(find(document, HtmlTag::p), 100) == "after");
  for (const auto& node : document.nodes()) CHECK(node.depth < 200);
}

TEST_CASE("work stays in proportion to size for pages made to be slow") {
  const std::string honest = repeat(
      "<div class=item><a href='/a/1.html'>通知公告标题</a><span>2025-11-03</span></div>\n", 1000);
  struct Hostile {
    const char* name;
    std::string part;
  };
  const Hostile pages[] = {{"nested div", "<div>"},
                           {"font in every paragraph", "<font color=red><p>x"},
                           {"fonts that differ", "<font size=1><font size=2><font size=3><p>"},
                           {"unclosed lists", "<ul><li>"},
                           {"nested tables", "<table><tr><td>"},
                           {"ignored end tags", "<div></span>"},
                           {"table in the way", "<div><table></div>"},
                           {"nested links", "<a href=x><div>"},
                           {"nobr", "<nobr><p>"},
                           {"cells in foreign content", "<svg><td>"},
                           {"hidden in a style of SVG", "<svg><style><div>"},
                           {"hidden in a select", "<select><style></select><div>"},
                           {"hidden in an escaped script",
                            "<script><!--<script></script><style>--></script></style><div>"},
                           {"forms", "<form><div></form>"},
                           {"buttons", "<button><div>"},
                           {"definition lists", "<dl><dd><dl>"},
                           {"headings", "<h1><h2><div>"},
                           {"templates", "<template><div>"},
                           {"marked objects", "<object><b><p>"},
                           {"reopened formatting", "<b><div></b></div><i><div></i></div>"},
                           {"rubies of unknown names", "<x-a><x-b>"}};
  const std::size_t usual = work(honest);
  for (const Hostile& page : pages) {
    INFO(page.name);
    const std::string html = repeat(page.part, honest.size() / page.part.size());
    // Shorter tags make more nodes a byte; beyond that, work may not grow.
    CHECK(work(html) <= 20 * usual);
    const auto document = HtmlDocument::parse(html);
    std::size_t deepest = 0;
    for (const auto& node : document.nodes()) deepest = std::max<std::size_t>(deepest, node.depth);
    CHECK(deepest <= 220);
  }
}

TEST_CASE("many attributes on one tag are cut") {
  std::string html = "<p";
  for (int i = 0; i < 20000; ++i) html += " a" + std::to_string(i) + "=1";
  const auto document = HtmlDocument::parse(html + ">text</p>");
  const HtmlNodeId p = find(document, HtmlTag::p);
  CHECK(document.attributes(p).size() <= 200);
  CHECK(document.folded_text(p, 100) == "text");
}

TEST_CASE("a page of too many tags is cut and says so") {
  CHECK_FALSE(HtmlDocument::parse(repeat("<br>", 1000)).is_cut());
  CHECK(HtmlDocument::parse(repeat("<br>", 300'000)).is_cut());
}
