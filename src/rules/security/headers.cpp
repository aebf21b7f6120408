#include <array>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

std::string header(const Fetch& fetch, std::string_view name) {
  return to_lower_ascii(find_header(fetch.headers, name).value_or(""));
}

/// max-age=0 switches HSTS off (RFC 6797 §6.1.1).
bool has_hsts(const Fetch& fetch) {
  const std::string value = header(fetch, "strict-transport-security");
  const std::size_t at = value.find("max-age=");
  if (at == std::string::npos) return false;
  std::string_view age = std::string_view(value).substr(at + 8);
  if (age.starts_with('"')) age.remove_prefix(1);
  return !age.empty() && age.front() >= '1' && age.front() <= '9';
}

bool has_frame_limit(const Fetch& fetch) {
  const std::string options = std::string(trim(header(fetch, "x-frame-options")));
  if (options == "deny" || options == "sameorigin") return true;
  return header(fetch, "content-security-policy").find("frame-ancestors") != std::string::npos;
}

bool has_header(const Fetch& fetch, std::string_view id) {
  if (id == "hsts") return has_hsts(fetch);
  if (id == "csp") return !header(fetch, "content-security-policy").empty();
  if (id == "nosniff") return header(fetch, "x-content-type-options") == "nosniff";
  if (id == "frame") return has_frame_limit(fetch);
  const std::string policy = header(fetch, "referrer-policy");
  return !policy.empty() && policy != "unsafe-url";
}

std::string_view header_name(std::string_view id) {
  if (id == "hsts") return "Strict-Transport-Security";
  if (id == "csp") return "Content-Security-Policy";
  if (id == "nosniff") return "X-Content-Type-Options: nosniff";
  if (id == "frame") return "X-Frame-Options / frame-ancestors";
  return "Referrer-Policy";
}

Observation check(const EvidenceView& evidence, const Params&) {
  const std::optional<Fetch>& home = evidence.site().home;
  if (!home || home->outcome != FetchOutcome::response || home->status >= 400) {
    return cannot_tell(
        {"未观测到首页的响应头", "the home page's response headers were not observed"});
  }
  constexpr std::array<std::string_view, 5> kHeaders = {"hsts", "csp", "nosniff", "frame",
                                                        "referrer"};
  std::size_t present = 0;
  std::vector<Finding> findings;
  for (const std::string_view id : kHeaders) {
    if (has_header(*home, id)) {
      ++present;
    } else {
      findings.push_back(finding("missing", home->final_url,
                                 {{"header", std::string(header_name(id))}}, "response headers"));
    }
  }
  const double value = share(present, kHeaders.size());
  Observation result =
      observed(outcome_of(value, {{1, "all"}, {0.6, "most"}, {1e-9, "few"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule security_headers() {
  RuleSchema schema;
  schema.id = "security.headers";
  schema.title = {"安全响应头", "Security response headers"};
  schema.source =
      "RFC 6797 (HSTS); W3C CSP Level 3; WHATWG Fetch (nosniff); RFC 7034 (X-Frame-Options); W3C "
      "Referrer Policy";
  schema.unit = "share";
  schema.needs = {FactKind::home_page};
  schema.outcomes = {{"all", {"五项齐全", "all five are set"}},
                     {"most", {"三到四项", "three or four are set"}},
                     {"few", {"一到两项", "one or two are set"}},
                     {"none", {"没有", "none is set"}}};
  schema.messages = {
      {"missing",
       {"首页应答没有有效的 {header}", "the home page's response lacks a valid {header}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
