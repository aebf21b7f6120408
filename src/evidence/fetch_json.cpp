#include "evidence/fetch_json.hpp"

#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"
#include "evidence/json_values.hpp"

namespace gweval::evidence {
namespace {

Json certificate_json(const std::optional<Certificate>& certificate) {
  if (!certificate) return nullptr;
  Json names = Json::array();
  for (const std::string& name : certificate->names) names.push_back(text_json(name));
  return {{"subject", text_json(certificate->subject)},
          {"issuer", text_json(certificate->issuer)},
          {"not_before", text_json(certificate->not_before)},
          {"not_after", text_json(certificate->not_after)},
          {"names", std::move(names)},
          {"protocol", text_json(certificate->protocol)},
          {"verify_error", text_json(certificate->verify_error)}};
}

Json redirects_json(const std::vector<Redirect>& redirects) {
  Json out = Json::array();
  for (const Redirect& hop : redirects) {
    out.push_back({{"url", text_json(hop.url)},
                   {"status", hop.status},
                   {"location", text_json(hop.location)}});
  }
  return out;
}

Json headers_json(const HeaderList& headers) {
  Json out = Json::array();
  for (const auto& [name, value] : headers) {
    out.push_back(Json::array({text_json(name), text_json(value)}));
  }
  return out;
}

std::optional<Certificate> read_certificate(const ObjectReader& in) {
  if (in.is_null()) return std::nullopt;
  Certificate out;
  out.subject = in.text("subject");
  out.issuer = in.text("issuer");
  out.not_before = in.text("not_before");
  out.not_after = in.text("not_after");
  out.protocol = in.text("protocol");
  out.verify_error = in.text("verify_error");
  out.names = in.texts("names");
  return out;
}

Timings read_timings(const ObjectReader& in) {
  return {in.number<long>("name_lookup"), in.number<long>("connect"), in.number<long>("tls"),
          in.number<long>("first_byte"), in.number<long>("total")};
}

}  // namespace

std::string fetch_to_json(const Fetch& fetch, std::size_t exchanges,
                          const std::optional<warc::Extent>& body_at) {
  const Timings& t = fetch.timings;
  Json out = {{"schema", kFetchSchema},
              {"url", text_json(fetch.url)},
              {"final_url", text_json(fetch.final_url)},
              {"purpose", to_text(fetch.purpose)},
              {"outcome", to_text(fetch.outcome)},
              {"detail", text_json(fetch.detail)},
              {"status", fetch.status},
              {"http_version", text_json(fetch.http_version)},
              {"redirects", redirects_json(fetch.redirects)},
              {"headers", headers_json(fetch.headers)},
              {"media_type", text_json(fetch.media_type)},
              {"body_bytes", fetch.body_bytes},
              {"body_sha256", text_json(fetch.body_sha256)},
              {"truncated", fetch.truncated},
              {"timings_ms",
               {{"name_lookup", t.name_lookup_ms},
                {"connect", t.connect_ms},
                {"tls", t.tls_ms},
                {"first_byte", t.first_byte_ms},
                {"total", t.total_ms}}},
              {"certificate", certificate_json(fetch.certificate)},
              {"remote_address", text_json(fetch.remote_address)},
              {"fetched_at", text_json(fetch.fetched_at)},
              {"depth", fetch.depth},
              {"attempts", fetch.attempts},
              {"found_on", text_json(fetch.found_on)},
              {"exchanges", exchanges}};
  if (body_at) out["body_at"] = {{"offset", body_at->offset}, {"length", body_at->length}};
  return out.dump();
}

Result<FetchRecord> fetch_from_json(std::string_view text) {
  const Json parsed = parse_json(text);
  const ObjectReader in(parsed);
  if (in.text("schema") != kFetchSchema) return in.error("fetch record");
  FetchRecord out;
  Fetch& fetch = out.fetch;
  fetch.url = in.text("url");
  fetch.final_url = in.text("final_url");
  const auto purpose = parse_fetch_purpose(in.text("purpose"));
  const auto outcome = parse_fetch_outcome(in.text("outcome"));
  if (!purpose || !outcome) return in.error("fetch record");
  fetch.purpose = *purpose;
  fetch.outcome = *outcome;
  fetch.detail = in.text("detail");
  fetch.status = in.number<int>("status");
  fetch.http_version = in.text("http_version");
  in.each("redirects", [&fetch](const ObjectReader& hop) {
    fetch.redirects.push_back({hop.text("url"), hop.number<int>("status"), hop.text("location")});
  });
  fetch.headers = in.pairs("headers");
  fetch.media_type = in.text("media_type");
  fetch.body_bytes = in.number<std::int64_t>("body_bytes");
  fetch.body_sha256 = in.text("body_sha256");
  fetch.truncated = in.flag("truncated");
  fetch.timings = read_timings(in.object("timings_ms"));
  fetch.certificate = read_certificate(in.object("certificate"));
  fetch.remote_address = in.text("remote_address");
  fetch.fetched_at = in.text("fetched_at");
  fetch.depth = in.number<int>("depth");
  fetch.attempts = in.number<int>("attempts");
  fetch.found_on = in.text("found_on");
  out.exchanges = in.number<std::size_t>("exchanges");
  if (parsed.contains("body_at")) {
    const ObjectReader place = in.object("body_at");
    out.body_at =
        warc::Extent{place.number<std::uint64_t>("offset"), place.number<std::uint64_t>("length")};
  }
  if (in.has_failed()) return in.error("fetch record");
  return out;
}

std::string site_to_json(const SiteRecord& site) {
  Json sitemaps = Json::array();
  for (const std::string& url : site.robots.sitemaps) sitemaps.push_back(text_json(url));
  const Json out = {{"schema", kSiteSchema},
                    {"robots",
                     {{"was_fetched", site.robots.was_fetched},
                      {"status", site.robots.status},
                      {"disallows_all", site.robots.disallows_all},
                      {"sitemaps", std::move(sitemaps)}}},
                    {"sitemap",
                     {{"was_fetched", site.sitemap.was_fetched},
                      {"status", site.sitemap.status},
                      {"url_count", site.sitemap.url_count}}},
                    {"has_ipv6", site.has_ipv6 ? Json(*site.has_ipv6) : Json(nullptr)}};
  return out.dump();
}

Result<SiteRecord> site_from_json(std::string_view text) {
  const Json parsed = parse_json(text);
  const ObjectReader in(parsed);
  const ObjectReader robots = in.object("robots");
  const ObjectReader sitemap = in.object("sitemap");
  SiteRecord out;
  out.robots = {robots.flag("was_fetched"), robots.number<int>("status"),
                robots.flag("disallows_all"), robots.texts("sitemaps")};
  out.sitemap = {sitemap.flag("was_fetched"), sitemap.number<int>("status"),
                 sitemap.number<std::size_t>("url_count")};
  if (!in.object("has_ipv6").is_null()) out.has_ipv6 = in.flag("has_ipv6");
  if (in.has_failed() || in.text("schema") != kSiteSchema) return in.error("site record");
  return out;
}

std::string plan_to_json(const CrawlPlanRecord& plan) {
  return plan_json(plan).dump();
}

Result<CrawlPlanRecord> plan_from_json(std::string_view text) {
  const Json parsed = parse_json(text);
  const ObjectReader in(parsed);
  CrawlPlanRecord plan = read_plan(in);
  if (in.has_failed()) return in.error("plan");
  return plan;
}

std::string schema_of(std::string_view text) {
  const Json parsed = parse_json(text);
  const auto found = parsed.is_object() ? parsed.find("schema") : parsed.end();
  return found != parsed.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace gweval::evidence
