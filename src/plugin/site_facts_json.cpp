#include "plugin/site_facts_json.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

#include "gweval/report.hpp"

namespace gweval::plugin {
namespace {

using Json = nlohmann::ordered_json;

Json certificate_json(const std::optional<Certificate>& certificate) {
  if (!certificate) return nullptr;
  return {{"subject", certificate->subject},
          {"issuer", certificate->issuer},
          {"not_before", certificate->not_before},
          {"not_after", certificate->not_after},
          {"names", certificate->names},
          {"protocol", certificate->protocol},
          {"verify_error", certificate->verify_error}};
}

Json fetch_json(const std::optional<Fetch>& fetch) {
  if (!fetch) return nullptr;
  Json redirects = Json::array();
  for (const Redirect& redirect : fetch->redirects) {
    redirects.push_back(
        {{"url", redirect.url}, {"status", redirect.status}, {"location", redirect.location}});
  }
  return {{"url", fetch->url},
          {"final_url", fetch->final_url},
          {"purpose", to_text(fetch->purpose)},
          {"outcome", to_text(fetch->outcome)},
          {"status", fetch->status},
          {"http_version", fetch->http_version},
          {"redirects", std::move(redirects)},
          {"headers", fetch->headers},
          {"media_type", fetch->media_type},
          {"body_bytes", fetch->body_bytes},
          {"body_sha256", fetch->body_sha256},
          {"truncated", fetch->truncated},
          {"total_ms", fetch->timings.total_ms},
          {"certificate", certificate_json(fetch->certificate)},
          {"fetched_at", fetch->fetched_at},
          {"depth", fetch->depth},
          {"attempts", fetch->attempts},
          {"found_on", fetch->found_on}};
}

Json head_json(const SiteFacts& facts, Date as_of) {
  return {{"schema", kFactsSchema},
          {"site_id", facts.site_id},
          {"start_url", facts.start_url},
          {"as_of", to_text(as_of)},
          {"has_ipv6", facts.has_ipv6 ? Json(*facts.has_ipv6) : Json(nullptr)},
          {"crawl",
           {{"is_complete", facts.crawl.is_complete},
            {"limit_reached", facts.crawl.limit_reached},
            {"pages_known", facts.crawl.pages_known}}}};
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Adds a member to an object that has some already.
void add(std::string& object, const char* name, const std::string& json) {
  object.pop_back();
  object += std::string(",\"") + name + "\":" + json + "}";
}

/// Without the answer to an address made up, and without second looks, which come after the first.
std::vector<const PageFacts*> own_pages(const SiteFacts& facts) {
  std::unordered_set<std::string_view> seen;
  for (const Fetch& fetch : facts.fetches) {
    if (fetch.purpose == FetchPurpose::error_probe) seen.insert(fetch.url);
  }
  std::vector<const PageFacts*> out;
  for (const PageFacts& page : facts.pages) {
    if (seen.insert(page.url).second) out.push_back(&page);
  }
  return out;
}

template <class Items, class ToText>
std::string list_of(const Items& items, const ToText& to_text_of) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ',';
    out += to_text_of(item);
  }
  return out + "]";
}

}  // namespace

std::string to_json(const SiteFacts& facts, Date as_of, const std::vector<FactKind>& needs) {
  const auto has = [&](FactKind kind) {
    return std::find(needs.begin(), needs.end(), kind) != needs.end();
  };
  std::string out = text_of(head_json(facts, as_of));
  if (has(FactKind::home_page)) add(out, "home", text_of(fetch_json(facts.home)));
  if (has(FactKind::https_probe)) add(out, "https_probe", text_of(fetch_json(facts.https_probe)));
  if (has(FactKind::http_probe)) add(out, "http_probe", text_of(fetch_json(facts.http_probe)));
  if (has(FactKind::robots)) {
    add(out, "robots",
        text_of({{"status", facts.robots.status},
                 {"disallows_all", facts.robots.disallows_all},
                 {"sitemaps", facts.robots.sitemaps}}));
  }
  if (has(FactKind::sitemap)) {
    add(out, "sitemap",
        text_of({{"status", facts.sitemap.status}, {"url_count", facts.sitemap.url_count}}));
  }
  if (has(FactKind::fetches)) {
    add(out, "fetches",
        list_of(facts.fetches, [](const Fetch& fetch) { return text_of(fetch_json(fetch)); }));
  }
  if (has(FactKind::pages)) {
    add(out, "pages",
        list_of(own_pages(facts), [](const PageFacts* page) { return to_page_facts_json(*page); }));
  }
  return out;
}

}  // namespace gweval::plugin
