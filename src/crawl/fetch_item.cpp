#include "crawl/fetch_item.hpp"

#include <utility>

#include "base/digest.hpp"
#include "web/content_coding.hpp"
#include "web/http_headers.hpp"
#include "web/search_form.hpp"

namespace gweval {
namespace {

// Body of the last exchange without its content coding; as received if the coding is unknown.
std::string decode_body(Fetch& fetch, const Exchange& exchange, std::int64_t max_body_bytes) {
  const auto coding = find_header(fetch.headers, "Content-Encoding").value_or("");
  auto decoded = decode_content(exchange.body, coding, static_cast<std::size_t>(max_body_bytes));
  if (!decoded) return exchange.body;
  fetch.truncated = fetch.truncated || decoded->truncated;
  return std::move(decoded->bytes);
}

}  // namespace

RobotsTxt rules_of(const Fetch& fetch, std::string_view body) {
  const bool has_answer = fetch.outcome == FetchOutcome::response && fetch.status > 0;
  const bool is_redirect_fault = fetch.outcome == FetchOutcome::redirect_loop ||
                                 fetch.outcome == FetchOutcome::too_many_redirects ||
                                 fetch.outcome == FetchOutcome::bad_redirect;
  // §2.3.1.2: after five redirects the file may be taken as unavailable.
  if (is_redirect_fault) return RobotsTxt::allow_all();
  if (!has_answer || fetch.status >= 500) return RobotsTxt::disallow_all();
  if (fetch.status >= 300) return RobotsTxt::allow_all();
  return RobotsTxt::parse(body, kProductToken);
}

Sitemap sitemap_of(std::string_view body, std::int64_t max_body_bytes) {
  if (!body.starts_with("\x1f\x8b")) return parse_sitemap(body);
  const auto unpacked = decode_content(body, "gzip", static_cast<std::size_t>(max_body_bytes));
  return unpacked ? parse_sitemap(unpacked->bytes) : Sitemap{};
}

void note_page(FetchItem& item, const PageFacts& page) {
  item.links = LinkPack(find_links(page));
  if (const Form* form = find_search_form(page.forms)) item.search_form = *form;
  item.is_article = page.kind == PageKind::article || page.kind == PageKind::policy;
  item.is_list = page.kind == PageKind::list || page.kind == PageKind::home;
}

std::size_t body_bytes(const FetchItem& item) {
  std::size_t bytes = 0;
  for (const Exchange& exchange : item.capture.exchanges) {
    bytes += exchange.body.size() + exchange.response_head.size();
  }
  return bytes;
}

std::size_t facts_bytes(const FetchItem& item) {
  constexpr std::size_t kFact = sizeof(Link) + 150;  // and its texts
  std::size_t bytes = item.links.bytes() + item.look.notice.size();
  if (item.page) {
    bytes += (item.page->links.size() + item.page->images.size() + item.page->list_items.size()) *
                 kFact +
             item.page->text.size();
  }
  return bytes;
}

void digest_item(FetchItem& item,
                 const std::function<std::optional<PageFacts>(const Capture&, bool)>& extract,
                 std::int64_t max_body_bytes, ByteGate& reading) {
  Fetch& fetch = item.capture.fetch;
  std::string body;
  if (!item.capture.exchanges.empty()) {
    const Exchange& last = item.capture.exchanges.back();
    fetch.media_type =
        parse_content_type(find_header(fetch.headers, "Content-Type").value_or("")).media_type;
    fetch.body_bytes = static_cast<std::int64_t>(last.body.size());
    body = decode_body(fetch, last, max_body_bytes);
    fetch.body_sha256 = sha256_hex(body);
  }
  const FetchPurpose purpose = fetch.purpose;
  const bool is_answered = fetch.outcome == FetchOutcome::response;
  if (purpose == FetchPurpose::robots) item.robots = rules_of(fetch, body);
  if (purpose == FetchPurpose::sitemap && is_answered && fetch.status == 200) {
    item.sitemap = sitemap_of(body, max_body_bytes);
  }
  if (is_read_as_page(item.capture)) {
    const ByteGate::Pass pass(reading, body.size());
    body = {};  // extraction decodes it for itself
    item.page = extract(item.capture, item.chain.request().is_start);
  }
  if (item.page) {
    item.look = look_of(*item.page);
    if (purpose == FetchPurpose::page) note_page(item, *item.page);
  }
  item.fetch = fetch;
}

}  // namespace gweval
