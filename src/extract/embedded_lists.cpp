#include "extract/embedded_lists.hpp"

#include <optional>

#include "base/utf8.hpp"
#include "extract/readings.hpp"
#include "extract/script_text.hpp"
#include "web/date_text.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxEmbeddedBytes = std::size_t{1} << 20U;

// <record><![CDATA[ markup of one item ]]></record>
std::string markup_of_records(std::string_view script) {
  constexpr std::string_view kOpen = "<![CDATA[";
  std::string markup;
  for (std::size_t at = script.find(kOpen); at != std::string_view::npos;
       at = script.find(kOpen, at)) {
    at += kOpen.size();
    const std::size_t end = std::min(script.find("]]>", at), script.size());
    if (markup.size() + (end - at) > kMaxEmbeddedBytes) break;
    markup += "<div>";
    markup += script.substr(at, end - at);
    markup += "</div>\n";
    at = end;
  }
  return markup;
}

bool is_page_address(std::string_view text) {
  if (text.size() > 500 || text.find_first_of("<> +") != std::string_view::npos) return false;
  return contains(text, ".htm") || contains(text, ".shtml") || contains(text, ".jsp") ||
         contains(text, ".asp") || contains(text, ".php") || text.starts_with("http");
}

bool is_title(std::string_view text) {
  return text.size() >= 9 && text.size() <= kMaxShortText && !contains(text, "<") &&
         count_code_points(text) * 2 <= text.size();
}

// One item whose parts are string variables that document.write puts together.
std::optional<ListItem> written_item(const PageView& view, std::string_view script) {
  if (script.size() > 4000 || !contains(script, "document.write")) return std::nullopt;
  ListItem item;
  for (const std::string_view literal : string_literals(script, 40)) {
    if (literal.empty() || contains(literal, "<")) continue;
    const auto dates = literal.size() <= 30 ? find_dates(literal, 1) : std::vector<DateText>{};
    if (!dates.empty() && dates.front().begin <= 1) {
      if (item.date && *item.date != dates.front().date) return std::nullopt;
      item.date = dates.front().date;
    } else if (item.url.empty() && is_page_address(literal)) {
      item.url = view.resolve(literal);
    } else if (is_title(literal) && literal.size() > item.title.size()) {
      item.title = short_text(literal);
    }
  }
  if (!item.date || item.url.empty() || item.title.empty()) return std::nullopt;
  return item;
}

}  // namespace

void read_embedded_lists(const PageView& view, PageFacts& facts) {
  const HtmlDocument& document = view.document();
  std::string markup;
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    if (document[id].tag != HtmlTag::text) continue;
    if (document[document[id].parent].tag != HtmlTag::script) continue;
    const std::string_view script = document[id].text;
    if (contains(script, "<record>") && markup.size() < kMaxEmbeddedBytes) {
      markup += markup_of_records(script);
    } else if (const auto item = written_item(view, script)) {
      if (facts.list_items.size() >= kMaxListItems) {
        facts.cut = true;
        return;
      }
      facts.list_items.push_back(*item);
    }
  }
  if (markup.empty()) return;
  const PageView records(HtmlDocument::parse(std::move(markup)), facts.final_url);
  read_plain_lists(records, facts);
  read_links(records, facts);
}

}  // namespace gweval::extract
