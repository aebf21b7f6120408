#include "gweval/extract.hpp"

#include <utility>

#include "base/utf8.hpp"
#include "extract/readings.hpp"
#include "web/content_coding.hpp"
#include "web/html_charset.hpp"
#include "web/html_document.hpp"
#include "web/http_headers.hpp"

namespace gweval {
namespace {

// Bytes of one page after decoding; pages are rarely beyond 2 MiB.
constexpr std::size_t kMaxBodyBytes = std::size_t{10} << 20U;

bool is_html_type(std::string_view media_type) {
  return media_type == "text/html" || media_type == "application/xhtml+xml" ||
         media_type == "application/vnd.wap.xhtml+xml";
}

// Without a media type, or with one that servers send for want of a better, the bytes decide.
bool looks_like_html(std::string_view body) {
  const std::string head = to_lower_ascii(trim(body.substr(0, 1024)));
  for (const std::string_view mark : {"<!doctype html", "<html", "<head", "<body", "<script",
                                      "<meta", "<title", "<table", "<div", "<a ", "<frameset"}) {
    if (head.find(mark) != std::string::npos) return true;
  }
  return false;
}

void read_all(const extract::PageView& view, const PageInput& input, PageFacts& facts) {
  using namespace extract;
  read_labels(view, facts);
  read_links(view, facts);
  read_images(view, facts);
  read_forms(view, facts);
  read_structure(view, facts);
  read_markup(view, facts);
  read_breadcrumb(view, facts);
  const ListRanges lists = read_lists(view, facts);
  const std::size_t title_line = read_title(view, facts);
  read_pub_date(view, title_line, lists, facts);
  read_content_source(view, title_line, facts);
  read_footer(view, facts);
  read_main_text(view, facts);
  read_redirect(view, facts);
  read_column(facts);
  read_page_kind(view, input, lists, facts);
}

}  // namespace

PageFacts extract_page(const PageInput& input) {
  PageFacts facts;
  facts.url = std::string(input.url);
  facts.final_url = std::string(input.final_url.empty() ? input.url : input.final_url);
  facts.status = input.status;
  facts.media_type = std::string(input.media_type);
  PageText page = decode_page(input.body.substr(0, kMaxBodyBytes), input.header_charset);
  facts.charset = {std::move(page.declared), std::move(page.declared_source), std::move(page.used),
                   page.malformed};
  facts.cut = input.body.size() > kMaxBodyBytes;
  const extract::PageView view(HtmlDocument::parse(std::move(page.text)), facts.final_url);
  facts.dom_depth = view.document().depth();
  facts.cut = facts.cut || view.is_cut() || view.document().is_cut();
  read_all(view, input, facts);
  return facts;
}

std::optional<PageFacts> extract_capture(const Capture& capture, bool is_start) {
  if (capture.exchanges.empty() || capture.fetch.outcome != FetchOutcome::response) {
    return std::nullopt;
  }
  const Fetch& fetch = capture.fetch;
  const std::string_view coding = find_header(fetch.headers, "Content-Encoding").value_or("");
  const auto body = decode_content(capture.exchanges.back().body, coding, kMaxBodyBytes);
  if (!body) return std::nullopt;
  const bool is_unsure = fetch.media_type.empty() || fetch.media_type == "text/plain" ||
                         fetch.media_type == "application/octet-stream";
  const bool is_html =
      is_html_type(fetch.media_type) || (is_unsure && looks_like_html(body->bytes));
  if (!is_html) return std::nullopt;
  PageInput input;
  input.url = fetch.url;
  input.final_url = fetch.final_url;
  input.status = fetch.status;
  input.media_type = fetch.media_type;
  const std::string charset =
      parse_content_type(find_header(fetch.headers, "Content-Type").value_or("")).charset;
  input.header_charset = charset;
  input.body = body->bytes;
  input.is_start = is_start;
  PageFacts facts = extract_page(input);
  facts.cut = facts.cut || body->truncated || fetch.truncated;
  return facts;
}

}  // namespace gweval
