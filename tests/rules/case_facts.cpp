#include "rules/case_facts.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/utf8.hpp"
#ifdef GWEVAL_CASES_EXTRACT
#include "gweval/extract.hpp"
#endif
#include "support/temp_dir.hpp"

namespace gweval::test {
namespace {

constexpr const char* kStart = "https://www.city.example/";

std::string text_of(const YAML::Node& node, const char* key, std::string fallback = "") {
  return node[key] ? node[key].as<std::string>() : std::move(fallback);
}

std::string absolute(const std::string& url) {
  if (url.starts_with("/")) return std::string(kStart) + url.substr(1);
  return url;
}

template <class Enum>
Enum known(std::optional<Enum> value, const std::string& text) {
  if (!value) throw std::runtime_error("unknown value '" + text + "'");
  return *value;
}

/// One copy of the node, or `count` copies with "#" replaced by 1 to count.
std::vector<YAML::Node> repeated(const YAML::Node& node) {
  if (!node["count"]) return {node};
  std::vector<YAML::Node> copies;
  for (int i = 1; i <= node["count"].as<int>(); ++i) {
    YAML::Node copy;
    for (const auto& pair : node) {
      const auto key = pair.first.as<std::string>();
      if (key == "count") continue;
      std::string text = pair.second.as<std::string>();
      if (const std::size_t at = text.find('#'); at != std::string::npos) {
        text.replace(at, 1, std::to_string(i));
      }
      copy[key] = text;
    }
    copies.push_back(copy);
  }
  return copies;
}

/// {to: /x/, text: 名, nav: true, kind: anchor}
Link read_link(const YAML::Node& node) {
  expect_keys(node, {"to", "text", "nav", "kind", "attachment"});
  Link link;
  link.url = absolute(node["to"].as<std::string>());
  link.text = text_of(node, "text");
  link.in_navigation = node["nav"] && node["nav"].as<bool>();
  link.is_attachment = node["attachment"] && node["attachment"].as<bool>();
  const std::string kind = text_of(node, "kind", "anchor");
  link.kind = known(parse_link_kind(kind), kind);
  link.is_internal = link.url.find("://www.city.example/") != std::string::npos;
  return link;
}

ListItem read_item(const YAML::Node& node) {
  expect_keys(node, {"title", "to", "date"});
  ListItem item{node["title"].as<std::string>(), absolute(text_of(node, "to")), {}};
  if (node["date"]) item.date = read_date(node["date"]);
  return item;
}

Form read_form(const YAML::Node& node) {
  expect_keys(node, {"action", "method", "fields"});
  Form form{absolute(text_of(node, "action", "/")), text_of(node, "method", "get"), {}};
  for (const YAML::Node& field : node["fields"]) {
    expect_keys(field, {"name", "type", "label"});
    form.fields.push_back(
        {text_of(field, "name"), text_of(field, "type", "text"), text_of(field, "label")});
  }
  return form;
}

FooterMarks read_footer(const YAML::Node& node) {
  expect_keys(node, {"site_id_code", "icp", "police_filing", "party_government_mark", "organiser",
                     "contact", "site_map", "error_report", "privacy_policy", "accessibility",
                     "accessibility_text"});
  FooterMarks marks;
  marks.site_id_code = text_of(node, "site_id_code");
  marks.icp = text_of(node, "icp");
  marks.police_filing = text_of(node, "police_filing");
  marks.has_party_government_mark =
      node["party_government_mark"] && node["party_government_mark"].as<bool>();
  marks.organiser = text_of(node, "organiser");
  marks.contact = text_of(node, "contact");
  marks.site_map_url = absolute(text_of(node, "site_map"));
  marks.error_report_url = absolute(text_of(node, "error_report"));
  marks.privacy_policy_url = absolute(text_of(node, "privacy_policy"));
  marks.accessibility_url = absolute(text_of(node, "accessibility"));
  marks.accessibility_text = text_of(node, "accessibility_text");
  return marks;
}

PubDate read_pub_date(const YAML::Node& node) {
  PubDate pub;
  for (const YAML::Node& reading : node) {
    expect_keys(reading, {"date", "source"});
    const std::string source = reading["source"].as<std::string>();
    pub.readings.push_back(
        {read_date(reading["date"]), known(parse_fact_source(source), source), {}});
  }
  if (!pub.readings.empty()) {
    pub.value = pub.readings.front().date;
    pub.source = pub.readings.front().source;
  }
  return pub;
}

Image read_image(const YAML::Node& node) {
  expect_keys(node, {"url", "alt", "linked"});
  Image image{
      absolute(text_of(node, "url", "/i.png")), {}, node["linked"] && node["linked"].as<bool>()};
  if (node["alt"]) image.alt = node["alt"].as<std::string>();
  return image;
}

#ifdef GWEVAL_CASES_EXTRACT
PageFacts extracted(const YAML::Node& node, const std::filesystem::path& folder) {
  const std::string body = slurp(folder / node["html"].as<std::string>());
  const std::string url = absolute(node["url"].as<std::string>());
  PageInput input;
  input.url = url;
  input.final_url = url;
  input.status = node["status"] ? node["status"].as<int>() : 200;
  input.media_type = "text/html";
  input.body = body;
  input.is_start = url == kStart;
  return extract_page(input);
}
#else
PageFacts extracted(const YAML::Node&, const std::filesystem::path&) {
  throw std::runtime_error("this build has no extraction");
}
#endif

void read_lists(const YAML::Node& node, PageFacts& page) {
  for (const YAML::Node& item : node["items"]) page.list_items.push_back(read_item(item));
  for (const YAML::Node& node_of_links : node["links"]) {
    for (const YAML::Node& link : repeated(node_of_links)) page.links.push_back(read_link(link));
  }
  for (const Link& link : page.links) {
    if (link.is_attachment) page.attachments.push_back(link);
  }
  // An item of a list is a link, too.
  for (const ListItem& item : page.list_items) {
    if (item.url.empty()) continue;
    Link link;
    link.url = item.url;
    link.text = item.title;
    link.is_internal = item.url.find("://www.city.example/") != std::string::npos;
    page.links.push_back(link);
  }
  for (const YAML::Node& form : node["forms"]) page.forms.push_back(read_form(form));
  for (const YAML::Node& image : node["images"]) page.images.push_back(read_image(image));
  for (const YAML::Node& heading : node["headings"]) {
    const bool has_level = heading.IsMap();
    page.headings.push_back({has_level ? heading["level"].as<int>() : 2,
                             has_level ? text_of(heading, "text") : heading.as<std::string>()});
  }
  for (const YAML::Node& script : node["scripts"])
    page.scripts.push_back(absolute(script.as<std::string>()));
  for (const YAML::Node& frame : node["iframes"])
    page.iframes.push_back(absolute(frame.as<std::string>()));
  for (const YAML::Node& table : node["tables"]) {
    page.tables.push_back({table.as<std::vector<std::string>>(), 3});
  }
  for (const auto& label : node["labels"]) {
    page.labels.emplace_back(label.first.as<std::string>(), label.second.as<std::string>());
  }
  for (const YAML::Node& crumb : node["breadcrumb"]) {
    // "名" or "名 -> /address/"
    const std::string text = crumb.as<std::string>();
    const std::size_t arrow = text.find(" -> ");
    page.breadcrumb.push_back(text.substr(0, arrow));
    page.breadcrumb_urls.push_back(arrow == std::string::npos ? ""
                                                              : absolute(text.substr(arrow + 4)));
  }
}

PageFacts read_page(const YAML::Node& node, const std::filesystem::path& folder) {
  expect_keys(node,
              {"url",        "html",           "status",      "kind",         "title",
               "column",     "lang",           "viewport",    "text",         "labels",
               "breadcrumb", "items",          "links",       "forms",        "images",
               "headings",   "scripts",        "iframes",     "tables",       "footer",
               "pub_date",   "content_source", "source_kind", "site_id_code", "redirect_target",
               "final_url",  "document_title"});
  if (node["html"]) return extracted(node, folder);
  PageFacts page;
  page.url = absolute(node["url"].as<std::string>());
  page.final_url = absolute(text_of(node, "final_url", page.url));
  page.status = node["status"] ? node["status"].as<int>() : 200;
  page.media_type = "text/html";
  const std::string kind = text_of(node, "kind", page.url == kStart ? "home" : "other");
  page.kind = known(parse_page_kind(kind), kind);
  page.title = text_of(node, "title");
  page.document_title = text_of(node, "document_title", page.title);
  page.column = text_of(node, "column");
  page.lang = text_of(node, "lang");
  page.viewport = text_of(node, "viewport");
  page.text = text_of(node, "text");
  page.text_length = count_code_points(page.text);
  page.site_id_code = text_of(node, "site_id_code");
  page.redirect_target = absolute(text_of(node, "redirect_target"));
  page.content_source = {text_of(node, "content_source"), FactSource::visible_text};
  if (page.content_source.value.empty()) page.content_source.source = FactSource::none;
  if (node["source_kind"]) {
    const std::string source = node["source_kind"].as<std::string>();
    page.content_source.source = known(parse_fact_source(source), source);
  }
  if (node["pub_date"]) page.pub_date = read_pub_date(node["pub_date"]);
  if (node["footer"]) page.footer = read_footer(node["footer"]);
  read_lists(node, page);
  return page;
}

Fetch read_fetch(const YAML::Node& node, FetchPurpose purpose) {
  expect_keys(node,
              {"url", "final_url", "status", "outcome", "attempts", "depth", "headers", "redirects",
               "certificate", "detail", "found_on", "media_type", "purpose", "recheck"});
  Fetch fetch;
  fetch.url = absolute(text_of(node, "url", kStart));
  fetch.final_url = absolute(text_of(node, "final_url", fetch.url));
  const std::string written = text_of(node, "purpose");
  fetch.purpose = written.empty() ? purpose : known(parse_fetch_purpose(written), written);
  const std::string outcome = text_of(node, "outcome", "response");
  fetch.outcome = known(parse_fetch_outcome(outcome), outcome);
  const bool answered = fetch.outcome == FetchOutcome::response;
  fetch.status = node["status"] ? node["status"].as<int>() : (answered ? 200 : 0);
  fetch.attempts = node["attempts"] ? node["attempts"].as<int>() : 1;
  fetch.depth = node["depth"] ? node["depth"].as<int>() : 1;
  fetch.detail = text_of(node, "detail");
  fetch.media_type = text_of(node, "media_type");
  fetch.found_on = absolute(text_of(node, "found_on"));
  for (const auto& header : node["headers"]) {
    fetch.headers.emplace_back(header.first.as<std::string>(), header.second.as<std::string>());
  }
  for (const YAML::Node& hop : node["redirects"]) {
    fetch.redirects.push_back({absolute(hop["url"].as<std::string>()), hop["status"].as<int>(),
                               absolute(hop["location"].as<std::string>())});
  }
  if (const YAML::Node cert = node["certificate"]) {
    expect_keys(cert, {"not_before", "not_after", "verify_error", "protocol"});
    fetch.certificate.emplace();
    fetch.certificate->not_before = text_of(cert, "not_before", "2025-01-01T00:00:00Z");
    fetch.certificate->not_after = text_of(cert, "not_after", "2026-01-01T00:00:00Z");
    fetch.certificate->verify_error = text_of(cert, "verify_error");
    fetch.certificate->protocol = text_of(cert, "protocol", "TLSv1.3");
  }
  return fetch;
}

Fetch fetch_of_page(const PageFacts& page) {
  Fetch fetch;
  fetch.url = page.url;
  fetch.final_url = page.final_url;
  fetch.status = page.status;
  fetch.media_type = page.media_type;
  fetch.depth = page.url == kStart ? 0 : 1;
  return fetch;
}

// A case's failures, error pages too, were seen twice, unless it says `attempts: 1`, or gives the
// second answer.
void add_recheck(const YAML::Node& node, const Fetch& fetch, SiteFacts& facts) {
  const bool is_seen_once = node["attempts"] && fetch.attempts == 1;
  if (is_seen_once && !node["recheck"]) return;
  Fetch recheck = node["recheck"] ? read_fetch(node["recheck"], FetchPurpose::recheck) : fetch;
  recheck.url = fetch.url;
  recheck.purpose = FetchPurpose::recheck;
  facts.fetches.push_back(std::move(recheck));
  if (node["recheck"]) return;
  const auto page = std::find_if(facts.pages.begin(), facts.pages.end(),
                                 [&](const PageFacts& known) { return known.url == fetch.url; });
  if (page == facts.pages.end() || page->kind != PageKind::error) return;
  const PageFacts again = *page;
  facts.pages.push_back(again);
}

}  // namespace

void expect_keys(const YAML::Node& node, std::initializer_list<std::string_view> keys) {
  if (!node.IsMap())
    throw std::runtime_error("line " + std::to_string(node.Mark().line + 1) +
                             ": expected a mapping");
  for (const auto& pair : node) {
    const std::string key = pair.first.as<std::string>();
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      throw std::runtime_error("line " + std::to_string(pair.first.Mark().line + 1) +
                               ": unknown key '" + key + "'");
    }
  }
}

Date read_date(const YAML::Node& node) {
  const std::string text = node.as<std::string>();
  const auto date = parse_iso_date(text);
  if (!date) throw std::runtime_error("not a date: '" + text + "'");
  return *date;
}

SiteFacts read_facts(const YAML::Node& root, const std::filesystem::path& folder) {
  SiteFacts facts;
  facts.site_id = "city";
  facts.start_url = kStart;
  facts.crawl.is_complete = true;
  const YAML::Node site = root["site"];
  if (site) {
    expect_keys(site, {"start", "complete", "limit", "home", "https", "http"});
    facts.start_url = text_of(site, "start", kStart);
    facts.crawl.is_complete = !site["complete"] || site["complete"].as<bool>();
    facts.crawl.limit_reached = text_of(site, "limit", facts.crawl.is_complete ? "" : "max-pages");
    if (site["https"]) facts.https_probe = read_fetch(site["https"], FetchPurpose::https_probe);
    if (site["http"]) facts.http_probe = read_fetch(site["http"], FetchPurpose::http_probe);
  }
  for (const YAML::Node& entry : root["pages"]) {
    for (const YAML::Node& page : repeated(entry)) facts.pages.push_back(read_page(page, folder));
  }
  for (const YAML::Node& entry : root["fetches"]) {
    for (const YAML::Node& node : repeated(entry)) {
      Fetch fetch = read_fetch(node, FetchPurpose::page);
      const bool is_page =
          std::any_of(facts.pages.begin(), facts.pages.end(),
                      [&](const PageFacts& page) { return page.url == fetch.url; });
      if (!is_page && !node["purpose"]) fetch.purpose = FetchPurpose::link_check;
      if (!node["purpose"]) add_recheck(node, fetch, facts);
      facts.fetches.push_back(std::move(fetch));
    }
  }
  const std::vector<PageFacts> pages = facts.pages;
  for (const PageFacts& page : pages) {
    const bool is_given = std::any_of(facts.fetches.begin(), facts.fetches.end(),
                                      [&](const Fetch& fetch) { return fetch.url == page.url; });
    if (is_given) continue;
    Fetch fetch = fetch_of_page(page);
    add_recheck(YAML::Node(), fetch, facts);
    facts.fetches.push_back(std::move(fetch));
  }
  for (const Fetch& fetch : facts.fetches) {
    if (fetch.url == facts.start_url) facts.home = fetch;
  }
  if (site && site["home"]) facts.home = read_fetch(site["home"], FetchPurpose::page);
  return facts;
}

}  // namespace gweval::test
