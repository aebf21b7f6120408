#include <algorithm>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"

namespace gweval::rules {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Ten digits (division code and serial), or "bm" and eight digits for a ministry.
bool is_well_formed(std::string_view code) {
  if (code.size() != 10) return false;
  if (equals_ignoring_case(code.substr(0, 2), "bm")) return all_digits(code.substr(2));
  return all_digits(code);
}

Observation check(const EvidenceView& evidence, const Params&) {
  const PageFacts& home = *evidence.home();
  const std::string label(trim(find_label(home, "SiteIDCode").value_or("")));
  const std::string footer(trim(home.footer.site_id_code));
  const auto report = [&](std::string outcome, std::string message, std::string_view pointer,
                          const std::string& seen) {
    Observation result = observed(std::move(outcome));
    result.findings.push_back(
        finding(std::move(message), home.final_url, {{"seen", seen}}, pointer, seen));
    return result;
  };
  if (label.empty() && footer.empty()) {
    Observation result = observed("absent");
    result.findings.push_back(finding("absent", home.final_url));
    return result;
  }
  if (!label.empty() && !is_well_formed(label))
    return report("malformed", "malformed", "meta SiteIDCode", label);
  if (!footer.empty() && !is_well_formed(footer))
    return report("malformed", "malformed", "footer", footer);
  if (label.empty()) return report("one-place", "no-label", "footer", footer);
  if (footer.empty()) return report("one-place", "no-footer", "meta SiteIDCode", label);
  if (!equals_ignoring_case(label, footer))
    return report("conflict", "conflict", "meta SiteIDCode", label + " / " + footer);
  return observed("consistent");
}

}  // namespace

Rule design_site_code() {
  RuleSchema schema;
  schema.id = "design.site-code";
  schema.title = {"网站标识码", "Site identification code"};
  schema.source =
      "国办发〔2017〕47号, page labels and footer: 网站标识码; structure inferred from codes in "
      "use";
  schema.needs = {FactKind::home_page};
  schema.outcomes = {
      {"consistent", {"标签与页脚一致，格式正确", "label and footer agree and are well formed"}},
      {"one-place", {"格式正确，只在一处", "well formed, in one place only"}},
      {"conflict", {"标签与页脚不一致", "label and footer differ"}},
      {"malformed", {"格式错误", "malformed"}},
      {"absent", {"没有", "absent"}}};
  schema.messages = {
      {"no-label",
       {"页脚有标识码 {seen}，SiteIDCode 标签没有",
        "the footer shows {seen}; the label SiteIDCode is missing"}},
      {"no-footer",
       {"标签有标识码 {seen}，页脚没有", "the label says {seen}; the footer does not show it"}},
      {"conflict", {"标签与页脚的标识码不同：{seen}", "label and footer differ: {seen}"}},
      {"malformed",
       {"标识码 {seen} 应为 10 位数字，或 bm 加 8 位数字",
        "{seen} should be 10 digits, or bm and 8 digits"}},
      {"absent", {"首页没有网站标识码", "the home page shows no site identification code"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
