#include "sample_evidence.hpp"

#include <stdexcept>
#include <tuple>

#include "base/digest.hpp"
#include "evidence/sqlite.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

auto tie(const DateReading& v) {
  return std::tie(v.date, v.source, v.quote);
}
auto tie(const Link& v) {
  return std::tie(v.url, v.text, v.kind, v.is_internal, v.is_attachment, v.in_navigation);
}
auto tie(const ListItem& v) {
  return std::tie(v.title, v.url, v.date);
}
auto tie(const Heading& v) {
  return std::tie(v.level, v.text);
}
auto tie(const FormField& v) {
  return std::tie(v.name, v.type, v.label);
}
auto tie(const Image& v) {
  return std::tie(v.url, v.alt, v.is_linked);
}
auto tie(const TableFacts& v) {
  return std::tie(v.header_cells, v.rows);
}
auto tie(const HiddenLink& v) {
  return std::tie(v.url, v.text, v.hiding);
}
auto tie(const ColourPair& v) {
  return std::tie(v.colour, v.background, v.size, v.is_bold, v.text);
}
auto tie(const KeyboardBarrier& v) {
  return std::tie(v.kind, v.element, v.text);
}
auto tie(const Charset& v) {
  return std::tie(v.declared, v.declared_source, v.used, v.malformed);
}
auto tie(const FooterMarks& v) {
  return std::tie(v.site_id_code, v.icp, v.police_filing, v.has_party_government_mark, v.organiser,
                  v.contact, v.site_map_url, v.error_report_url, v.privacy_policy_url,
                  v.accessibility_url, v.accessibility_text);
}

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (tie(a[i]) != tie(b[i])) return false;
  }
  return true;
}

bool same_forms(const std::vector<Form>& a, const std::vector<Form>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].action != b[i].action || a[i].method != b[i].method || a[i].charset != b[i].charset ||
        !same(a[i].fields, b[i].fields)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool operator==(const Redirect& a, const Redirect& b) {
  return std::tie(a.url, a.status, a.location) == std::tie(b.url, b.status, b.location);
}

bool operator==(const Timings& a, const Timings& b) {
  return std::tie(a.name_lookup_ms, a.connect_ms, a.tls_ms, a.first_byte_ms, a.total_ms) ==
         std::tie(b.name_lookup_ms, b.connect_ms, b.tls_ms, b.first_byte_ms, b.total_ms);
}

bool operator==(const Certificate& a, const Certificate& b) {
  return std::tie(a.subject, a.issuer, a.not_before, a.not_after, a.names, a.protocol,
                  a.verify_error) == std::tie(b.subject, b.issuer, b.not_before, b.not_after,
                                              b.names, b.protocol, b.verify_error);
}

bool operator==(const Fetch& a, const Fetch& b) {
  const auto all = [](const Fetch& v) {
    return std::tie(v.url, v.final_url, v.purpose, v.outcome, v.detail, v.status, v.http_version,
                    v.redirects, v.headers, v.media_type, v.body_bytes, v.body_sha256, v.truncated,
                    v.timings, v.certificate, v.remote_address, v.fetched_at, v.depth, v.attempts,
                    v.found_on);
  };
  return all(a) == all(b);
}

bool operator==(const PageFacts& a, const PageFacts& b) {
  const auto plain = [](const PageFacts& v) {
    return std::tie(v.url, v.final_url, v.status, v.media_type, v.title, v.document_title, v.lang,
                    v.labels, v.site_id_code, v.column, v.breadcrumb, v.breadcrumb_urls, v.kind,
                    v.pub_date.value, v.pub_date.source, v.content_source.value,
                    v.content_source.source, v.scripts, v.iframes, v.text_length, v.text_sha256,
                    v.text, v.viewport, v.redirect_target, v.dom_depth, v.cut);
  };
  return plain(a) == plain(b) && tie(a.charset) == tie(b.charset) &&
         tie(a.footer) == tie(b.footer) && same(a.pub_date.readings, b.pub_date.readings) &&
         same(a.list_items, b.list_items) && same(a.links, b.links) &&
         same(a.attachments, b.attachments) && same_forms(a.forms, b.forms) &&
         same(a.images, b.images) && same(a.headings, b.headings) && same(a.tables, b.tables) &&
         same(a.hidden_links, b.hidden_links) && same(a.colours, b.colours) &&
         same(a.barriers, b.barriers);
}

bool operator==(const SiteFacts& a, const SiteFacts& b) {
  const auto all = [](const SiteFacts& v) {
    return std::tie(v.site_id, v.start_url, v.newest_capture, v.home, v.https_probe, v.http_probe,
                    v.has_ipv6, v.robots.was_fetched, v.robots.status, v.robots.disallows_all,
                    v.robots.sitemaps, v.sitemap.was_fetched, v.sitemap.status, v.sitemap.url_count,
                    v.crawl.is_complete, v.crawl.limit_reached, v.crawl.pages_known,
                    v.crawl.started_at, v.crawl.finished_at, v.fetches, v.pages);
  };
  return all(a) == all(b);
}

bool operator==(const Exchange& a, const Exchange& b) {
  const auto all = [](const Exchange& v) {
    return std::tie(v.url, v.fetched_at, v.remote_address, v.request_head, v.response_head, v.body,
                    v.truncated, v.is_not_modified);
  };
  return all(a) == all(b);
}

}  // namespace gweval

namespace gweval::test {
namespace {

// Bytes that are no UTF-8, a NUL, and what SQL, JSON and WARC headers treat specially.
using namespace std::string_literals;
const std::string kOddBytes = "\xb9\xab\xcd\xf8 'x' \"y\" {z}\0; \\ \t\x01"s;

std::string numbered(const char* text, int number) {
  return text + std::to_string(number);
}

std::string url_of(int number) {
  return number == 0 ? kStart : kStart + numbered("p", number);
}

Certificate certificate_of(int number) {
  return {"CN=www.site.example",
          numbered("CN=CA ", number % 2),
          "2025-01-01T00:00:00Z",
          "2026-01-01T00:00:00Z",
          {"www.site.example", "site.example"},
          "TLSv1.3",
          number % 2 == 0 ? "" : "self-signed certificate"};
}

Exchange exchange_of(const std::string& url, const std::string& status_line,
                     const std::string& body) {
  return {url,
          "2025-11-03T09:12:0" + std::to_string(body.size() % 10) + "Z",
          "127.0.0.1",
          "GET / HTTP/1.1\r\nHost: www.site.example\r\nAccept: */*\r\n\r\n",
          status_line + "\r\nContent-Type: text/html; charset=utf-8\r\nServer: \xb9\xab\r\n\r\n",
          body,
          false};
}

}  // namespace

CrawlPlanRecord sample_plan() {
  return {kStart, "gweval-test/1 (+http://tester.example/)", "host", 1000, 2, 500, 20, 3'600'000};
}

Capture sample_capture(int number) {
  Capture capture;
  Fetch& fetch = capture.fetch;
  fetch.url = fetch.final_url = url_of(number);
  fetch.depth = number % 4;
  fetch.attempts = 1 + number % 3;
  fetch.found_on = number == 0 ? "" : kStart;
  fetch.fetched_at = "2025-11-03T09:13:00Z";
  if (number % 7 == 6) {
    fetch.outcome = FetchOutcome::timed_out;
    fetch.detail = numbered("no answer within 30 s, try ", number);
    return capture;
  }
  if (number % 3 == 2) {
    fetch.final_url = url_of(number) + "/";
    fetch.redirects = {{fetch.url, 302, fetch.final_url}};
    capture.exchanges.push_back(exchange_of(fetch.url, "HTTP/1.1 302 Found", "moved"));
  }
  if (number % 5 == 1) fetch.certificate = certificate_of(number);
  const std::string body = "<html><title>" + numbered("page ", number) + "</title>" +
                           std::string(static_cast<std::size_t>(number % 50) * 40, 'x');
  capture.exchanges.push_back(exchange_of(fetch.final_url, "HTTP/1.1 200 OK", body));
  fetch.status = 200;
  fetch.http_version = "1.1";
  fetch.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"X-Odd", kOddBytes}};
  fetch.media_type = "text/html";
  fetch.body_bytes = static_cast<std::int64_t>(body.size());
  fetch.body_sha256 = sha256_hex(body);
  fetch.truncated = number % 11 == 3;
  capture.exchanges.back().truncated = fetch.truncated;
  fetch.timings = {1, 2, number % 5 == 1 ? 3 : -1, 40 + number, 50 + number};
  fetch.remote_address = "127.0.0.1";
  return capture;
}

std::optional<PageFacts> sample_facts(const Capture& capture, bool is_start) {
  if (capture.exchanges.empty()) return std::nullopt;
  const int number = static_cast<int>(capture.exchanges.back().body.size());
  PageFacts page;
  page.url = capture.fetch.url;
  page.final_url = capture.fetch.final_url;
  page.status = capture.fetch.status;
  page.media_type = capture.fetch.media_type;
  page.title = numbered("标题", number);
  page.document_title = kOddBytes;
  page.charset = {"gb2312", "meta", "gb18030", true};
  page.lang = "zh-CN";
  page.labels = {{"SiteName", "某市人民政府"}, {"ColumnName", ""}, {"", "unnamed"}};
  page.site_id_code = "1100000001";
  page.column = "通知公告";
  page.breadcrumb = {"首页", "", "通知公告"};
  page.breadcrumb_urls = {kStart, "", kStart + "tzgg/"};
  page.kind = is_start ? PageKind::home : PageKind::policy;
  page.pub_date.value = Date{2025, 11, 3};
  page.pub_date.source = FactSource::label;
  page.pub_date.readings = {{{2025, 11, 3}, FactSource::label, "2025-11-03 09:12"},
                            {{2025, 1, 2}, FactSource::url, "t20250102"}};
  page.content_source = {"市政府办公室", FactSource::visible_text};
  page.list_items = {{"一", kStart + "a", Date{2024, 2, 29}}, {"二", kStart + "b", std::nullopt}};
  page.links = {{kStart + "a", "一", LinkKind::anchor, true, false, true},
                {kStart + "f.pdf", "附件", LinkKind::script, true, true, false},
                {"mailto:x@y.example", "", LinkKind::area, false, false, false}};
  page.attachments = {page.links[1]};
  page.forms = {{kStart + "s", "get", {{"q", "text", "搜索"}, {"", "submit", ""}}, "gb18030"},
                {"", "post", {}},
                {kStart + "m", "post", {{"tel", "tel", "电话"}}}};
  page.images = {
      {kStart + "1.png", std::nullopt, true}, {kStart + "2.png", "", false}, {"", "图", false}};
  page.headings = {{1, "一级"}, {3, kOddBytes}};
  page.scripts = {kStart + "a.js", ""};
  page.iframes = {kStart + "frame"};
  page.hidden_links = {{"http://bet.example/", "彩", Hiding::off_screen},
                       {"http://b.example/", kOddBytes, Hiding::transparent}};
  page.colours = {{"#777777", "#ffffff", 187, true, "灰"}, {"#000000", "#ff0000", 0, false, ""}};
  page.barriers = {{BarrierKind::no_keyboard, "a", "登录"}, {BarrierKind::trap, "input", ""}};
  page.tables = {{{"名称", "日期", ""}, 12}, {{}, 0}};
  page.footer = {"1100000001",
                 "京ICP备05070218号-1",
                 "京公网安备 11010202000001号",
                 true,
                 "某市人民政府",
                 "010-1",
                 kStart + "map",
                 kStart + "err",
                 kStart + "privacy",
                 kStart + "wza",
                 "无障碍"};
  page.text_length = static_cast<std::size_t>(number);
  page.text_sha256 = sha256_hex(page.title);
  page.text = std::string(static_cast<std::size_t>(number) * 20, 'y') + kOddBytes;
  page.viewport = "width=device-width";
  page.redirect_target = kStart + "index.html";
  page.dom_depth = 27;
  page.cut = number % 2 == 0;
  return page;
}

Capture robots_capture(const std::string& content_coding, const std::string& body) {
  Capture capture;
  capture.fetch.url = capture.fetch.final_url = kStart + "robots.txt";
  capture.fetch.purpose = FetchPurpose::robots;
  capture.fetch.status = 200;
  capture.fetch.fetched_at = "2025-11-04T00:00:00Z";
  if (!content_coding.empty()) capture.fetch.headers = {{"content-encoding", content_coding}};
  capture.exchanges.push_back(exchange_of(capture.fetch.url, "HTTP/1.1 200 OK", body));
  return capture;
}

std::string dump_facts(const std::filesystem::path& facts) {
  auto database = sqlite::Database::open(facts, sqlite::Database::Mode::read);
  if (!database) throw std::runtime_error(database.error().text());
  std::string out;
  sqlite::Statement tables =
      database->prepare("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name");
  while (tables.step()) {
    sqlite::Statement rows = database->prepare("SELECT * FROM " + tables.text(0) + " ORDER BY 1,2");
    while (rows.step()) {
      out += tables.text(0);
      for (int i = 0; i < rows.column_count(); ++i) {
        out += rows.is_null(i) ? "|NULL" : "|'" + rows.text(i) + "'";
      }
      out += "\n";
    }
  }
  if (auto checked = database->check(); !checked) throw std::runtime_error(checked.error().text());
  return out;
}

std::unique_ptr<evidence::SiteStore> open_store(const std::filesystem::path& root) {
  auto store = evidence::SiteStore::open(root, "site", sample_plan(), sample_facts);
  if (!store) FAIL(store.error().text());
  return *std::move(store);
}

}  // namespace gweval::test
