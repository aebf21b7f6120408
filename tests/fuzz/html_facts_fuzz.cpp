// Any bytes as a page: the tree stays shallow, facts stay within their bounds and are the same each
// time.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "gweval/extract.hpp"
#include "web/html_document.hpp"
#include "web/html_guard.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Depth limit, unclosed formatting elements, and elements the tree builder adds by itself.
constexpr std::size_t kDeepest = 2 * 160 + 40;

// Written short for the tree builder or not, a page is the same.
void check_shorthand(const std::string& html, const gweval::HtmlDocument& document) {
  // A mark of its own in a comment before everything keeps a page as it is.
  const auto as_is = gweval::HtmlDocument::parse("<!--\U000F0000-->" + html);
  if (as_is.is_cut() || document.is_cut()) return;  // at another place
  require(as_is.size() == document.size());
  for (gweval::HtmlNodeId id = 0; id < document.size(); ++id) {
    require(document[id].tag == as_is[id].tag && document[id].text == as_is[id].text);
    require(document[id].end == as_is[id].end && document[id].depth == as_is[id].depth);
    const auto ours = document.attributes(id);
    const auto theirs = as_is.attributes(id);
    require(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
      require(ours[i].name == theirs[i].name && ours[i].value == theirs[i].value);
    }
  }
}

void check_tree(const std::string& html) {
  const gweval::HtmlDocument document = gweval::HtmlDocument::parse(html);
  require(document.size() >= 1);
  for (gweval::HtmlNodeId id = 0; id < document.size(); ++id) {
    const gweval::HtmlNode& node = document[id];
    require(node.depth <= kDeepest);
    require(node.end > id && node.end <= document.size());
    require(id == 0 || (node.parent < id && node.end <= document[node.parent].end));
  }
  check_shorthand(html, document);
  const gweval::FlatHtml flat = gweval::flatten_html(html);
  require(gweval::is_valid_utf8(flat.html));
  require(gweval::measure_html(flat.html).is_within_limits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_tree(to_valid_utf8(bytes));
  PageInput input;
  input.url = input.final_url = "http://www.a.gov.cn/202401/t20240102_3.html";
  input.media_type = "text/html";
  input.body = bytes;
  const PageFacts facts = extract_page(input);
  require(facts.links.size() <= 20'000 && facts.attachments.size() <= facts.links.size());
  require(facts.breadcrumb.size() == facts.breadcrumb_urls.size());
  require(facts.text.size() <= PageFacts::kMaxTextBytes);
  require(is_valid_utf8(facts.text) && is_valid_utf8(facts.title));
  require(is_valid_utf8(facts.content_source.value) && is_valid_utf8(facts.column));
  require(facts.pub_date.value.has_value() == !facts.pub_date.readings.empty());
  for (const DateReading& reading : facts.pub_date.readings) {
    require(reading.date.is_valid() && is_valid_utf8(reading.quote));
  }
  for (const ListItem& item : facts.list_items) require(is_valid_utf8(item.title));
  for (const Link& link : facts.links) require(is_valid_utf8(link.text) && is_valid_utf8(link.url));
  for (const auto& [name, value] : facts.labels)
    require(is_valid_utf8(name) && is_valid_utf8(value));
  const FooterMarks& marks = facts.footer;
  for (const std::string* text : {&marks.icp, &marks.police_filing, &marks.organiser,
                                  &marks.contact, &marks.site_id_code, &marks.accessibility_text}) {
    require(is_valid_utf8(*text));
  }
  const PageFacts again = extract_page(input);
  require(again.text_sha256 == facts.text_sha256 && again.links.size() == facts.links.size());
  return 0;
}
