#include <algorithm>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"

namespace gweval::rules {
namespace {

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  url = url.substr(0, url.find(':'));
  return to_lower_ascii(url);
}

std::size_t count_labels(std::string_view host) {
  return static_cast<std::size_t>(std::count(host.begin(), host.end(), '.')) + 1;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const std::string& url = evidence.home()->final_url;
  const std::string host = host_of(url);
  // .政务 is xn--zfr164b in DNS (RFC 3492).
  if (host.ends_with(".xn--zfr164b") || host == "www.gov.cn") return observed("standard");
  if (!host.ends_with(".gov.cn")) {
    Observation result = observed("foreign");
    result.findings.push_back(finding("foreign", url, {{"host", host}}));
    return result;
  }
  const bool has_www = host.starts_with("www.");
  // www.NAME.gov.cn; NAME.gov.cn without www. is the same name.
  if (count_labels(host) == (has_www ? 4U : 3U)) return observed("standard");
  Observation result = observed("subdomain");
  result.findings.push_back(finding("subdomain", url, {{"host", host}}));
  return result;
}

}  // namespace

Rule design_domain() {
  RuleSchema schema;
  schema.id = "design.domain";
  schema.title = {"域名规范", "Domain name"};
  schema.source =
      "国办发〔2017〕47号, domain names: .gov.cn or .政务; portals www.NAME.gov.cn, departments "
      "DEPT.NAME.gov.cn";
  schema.needs = {FactKind::home_page};
  schema.outcomes = {{"standard", {"门户域名规范", "a portal's own government domain"}},
                     {"subdomain", {"政府域名的下级域名", "below another government domain"}},
                     {"foreign", {"不是政府域名", "no government domain"}}};
  schema.messages = {
      {"subdomain",
       {"域名 {host} 为下级域名；门户应为 www.名称.gov.cn",
        "{host} is below another domain; a portal should be www.NAME.gov.cn"}},
      {"foreign",
       {"域名 {host} 不以 .gov.cn 或 .政务 结尾", "{host} does not end in .gov.cn or .政务"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
