#include "rules/link_health.hpp"
#include "rules/observe.hpp"

namespace gweval::rules {
namespace {

bool is_secure(const Fetch& fetch) {
  return fetch.final_url.starts_with("https://");
}

Observation without_https(const Fetch& probe) {
  const bool is_fault_of_certificate = probe.outcome == FetchOutcome::tls_failed;
  // Why a handshake failed is the site's; the text of other failures names ports and times of ours.
  const bool says_why = is_fault_of_certificate && !probe.detail.empty();
  Observation result = observed(is_fault_of_certificate ? "broken" : "absent");
  result.findings.push_back(
      finding(is_fault_of_certificate ? "tls-failed" : "no-https", probe.url,
              {{"seen", says_why ? probe.detail : std::string(to_text(probe.outcome))}}));
  return result;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const Fetch& https = *evidence.site().https_probe;
  if (https.outcome == FetchOutcome::timed_out)
    return cannot_tell({"https 请求超时", "the request over https timed out"});
  if (https.outcome == FetchOutcome::name_not_resolved)
    return cannot_tell({"域名未能解析", "the host name was not resolved"});
  if (https.outcome != FetchOutcome::response) return without_https(https);
  if (https.certificate && !https.certificate->verify_error.empty()) {
    Observation result = observed("broken");
    result.findings.push_back(
        finding("tls-failed", https.url, {{"seen", https.certificate->verify_error}}));
    return result;
  }
  if (https.status >= 500)
    return cannot_tell({"服务器对 https 请求答复状态 " + std::to_string(https.status),
                        "the server answered https with status " + std::to_string(https.status)});
  if (https.status >= 400 || !is_secure(https)) {
    Observation result = observed("absent");
    const std::string seen = is_secure(https) ? std::to_string(https.status) : https.final_url;
    result.findings.push_back(finding("no-https", https.url, {{"seen", seen}}));
    return result;
  }
  const std::optional<Fetch>& http = evidence.site().http_probe;
  // A host that answers no plain http at all has nothing to redirect.
  if (http && http->outcome == FetchOutcome::connect_failed) return observed("enforced");
  if (!http || http->outcome != FetchOutcome::response) {
    return cannot_tell({"https 可用，但未观测到 http 是否转向 https",
                        "https works; whether http leads to it was not observed"});
  }
  if (is_secure(*http)) return observed("enforced");
  Observation result = observed("available");
  result.findings.push_back(
      finding("no-redirect", http->url, {{"seen", std::to_string(http->status)}}));
  return result;
}

}  // namespace

Rule security_https() {
  RuleSchema schema;
  schema.id = "security.https";
  schema.title = {"HTTPS 可用且默认", "HTTPS works and is the default"};
  schema.source =
      "RFC 9110 §4.2.2, RFC 6797; house rule: 国办发〔2017〕47号 asks for encrypted login and "
      "transfer";
  schema.needs = {FactKind::https_probe};
  schema.outcomes = {
      {"enforced", {"HTTPS 可用，http 转到 https", "https works and http leads to it"}},
      {"available", {"HTTPS 可用，http 不转到 https", "https works, http does not lead to it"}},
      {"broken", {"HTTPS 证书或握手失败", "certificate or handshake fails"}},
      {"absent", {"没有 HTTPS", "no https"}}};
  schema.messages = {
      {"no-https",
       {"https 地址不能打开（{seen}），应能打开首页",
        "the https address does not open ({seen}); it should show the home page"}},
      {"tls-failed",
       {"https 握手失败：{seen}，应为有效证书",
        "the https handshake fails: {seen}; a valid certificate is expected"}},
      {"no-redirect",
       {"http 地址以 {seen} 应答，应转到 https", "http answers {seen}; it should lead to https"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
