#include "rules/observe.hpp"
#include "rules/schema.hpp"

#include "rules/evidence_view.hpp"

namespace gweval::rules {
namespace {

Observation invalid(const Fetch& probe, const std::string& seen) {
  Observation result = observed("invalid");
  result.findings.push_back(finding("not-verified", probe.url, {{"seen", seen}}));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const Fetch& probe = *evidence.site().https_probe;
  if (!probe.certificate) {
    if (probe.outcome == FetchOutcome::tls_failed) {
      return invalid(probe, probe.detail.empty() ? "handshake failed" : probe.detail);
    }
    if (probe.outcome == FetchOutcome::connect_failed) {
      Observation result = observed("none");
      result.findings.push_back(finding("none", probe.url));
      return result;
    }
    return cannot_tell({"未观测到证书", "no certificate was observed"});
  }
  const std::optional<Date> ends =
      parse_iso_date(std::string_view(probe.certificate->not_after).substr(0, 10));
  const bool is_expired = ends && evidence.days_since(*ends) > 0;
  if (!is_expired && !probe.certificate->verify_error.empty()) {
    return invalid(probe, probe.certificate->verify_error);
  }
  if (!ends)
    return cannot_tell({"证书的到期日期无法读取", "the certificate's end date could not be read"});
  const long days_left = -evidence.days_since(*ends);
  const bool is_ending = days_left < params.integer("warn_days");
  Observation result = observed(is_expired  ? "expired"
                                : is_ending ? "ending"
                                            : "valid",
                                static_cast<double>(days_left));
  if (is_expired || is_ending) {
    result.findings.push_back(
        finding(is_expired ? "expired" : "ending", probe.url, {{"date", to_text(*ends)}}));
  }
  return result;
}

}  // namespace

Rule security_certificate() {
  RuleSchema schema;
  schema.id = "security.certificate";
  schema.title = {"证书有效", "Certificate"};
  schema.source = "RFC 5280 §4.1.2.5, §6; RFC 9110 §4.3.4";
  schema.unit = "days left";
  schema.needs = {FactKind::https_probe};
  schema.params = {
      integer_param("warn_days", 14, 0, 365,
                    {"剩余天数少于此数即为将到期", "fewer days left than this count as ending"})};
  schema.outcomes = {{"valid", {"证书有效", "valid"}},
                     {"ending", {"证书将到期", "ends soon"}},
                     {"expired", {"证书已过期", "expired"}},
                     {"invalid", {"证书不可信", "not trusted"}},
                     {"none", {"没有 HTTPS", "no https"}}};
  schema.messages = {
      {"ending",
       {"证书将于 {date} 到期，应及时更换",
        "the certificate ends on {date} and should be renewed"}},
      {"expired",
       {"证书已于 {date} 到期，应更换", "the certificate ended on {date}; it must be renewed"}},
      {"not-verified",
       {"证书未通过验证：{seen}，应为可信机构签发且与域名相符",
        "the certificate is not verified: {seen}; one of a trusted issuer for this name is "
        "expected"}},
      {"none",
       {"https 端口不通，没有证书",
        "nothing answers on the https port, so there is no certificate"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
