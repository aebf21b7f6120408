#include <algorithm>
#include <array>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"

namespace gweval::rules {
namespace {

/// "Apache/2.2.15 (CentOS)" tells a version, "nginx" and "ASP.NET" do not: a digit after a slash,
/// or digits with a dot between.
bool tells_version(std::string_view value) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!is_digit(value[i])) continue;
    if (i > 0 && value[i - 1] == '/') return true;
    if (i >= 2 && value[i - 1] == '.' && is_digit(value[i - 2])) return true;
  }
  return false;
}

Observation check(const EvidenceView& evidence, const Params&) {
  constexpr std::array<std::string_view, 4> kHeaders = {"Server", "X-Powered-By",
                                                        "X-AspNet-Version", "X-AspNetMvc-Version"};
  const std::optional<Fetch>& home = evidence.site().home;
  if (!home || home->outcome != FetchOutcome::response) {
    return cannot_tell(
        {"未观测到首页的响应头", "the home page's response headers were not observed"});
  }
  std::vector<Finding> findings;
  for (const std::string_view name : kHeaders) {
    const auto value = find_header(home->headers, name);
    if (value && tells_version(*value)) {
      findings.push_back(
          finding("version", home->final_url, {{"header", std::string(name)}}, name, *value));
    }
  }
  Observation result =
      observed(findings.empty() ? "hidden" : "shown", static_cast<double>(findings.size()));
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule security_server_version() {
  RuleSchema schema;
  schema.id = "security.server-version";
  schema.title = {"不暴露服务器版本", "Server version not shown"};
  schema.source =
      "RFC 9110 §10.2.4 (Server should not be too detailed); house rule for X-Powered-By";
  schema.unit = "count";
  schema.needs = {FactKind::home_page};
  schema.outcomes = {{"hidden", {"未暴露版本", "no version is shown"}},
                     {"shown", {"暴露版本", "a version is shown"}}};
  schema.messages = {{"version",
                      {"应答头 {header} 写出了软件版本，应去掉",
                       "the response header {header} tells a software version; it should not"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
