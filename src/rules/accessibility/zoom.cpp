#include <algorithm>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

constexpr double kLeastScale = 2;  // WCAG 1.4.4: text can be doubled

/// The pair of a viewport that keeps people from enlarging the page; empty if none does.
std::string_view forbidding_part(std::string_view viewport) {
  while (!viewport.empty()) {
    const std::size_t end = std::min(viewport.find_first_of(",;"), viewport.size());
    const std::string_view part = trim(viewport.substr(0, end));
    viewport.remove_prefix(std::min(end + 1, viewport.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name = to_lower_ascii(trim(part.substr(0, equals)));
    const std::string value = to_lower_ascii(trim(part.substr(equals + 1)));
    if (name == "user-scalable" && (value == "no" || value == "0")) return part;
    const auto scale = parse_number(value);
    if (name == "maximum-scale" && scale && *scale < kLeastScale) return part;
  }
  return {};
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t forbidding = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    const std::string_view part = forbidding_part(page->viewport);
    if (part.empty()) continue;
    ++forbidding;
    findings.push_back(finding("forbidden", page->final_url, {}, "meta viewport", part));
  }
  const double value = 1 - share(forbidding, evidence.pages().size());
  Observation result = observed(forbidding == 0 ? "allowed"
                                : value > 0     ? "partly"
                                                : "forbidden",
                                value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule accessibility_zoom() {
  RuleSchema schema;
  schema.id = "accessibility.zoom";
  schema.title = {"允许缩放", "Pages can be enlarged"};
  schema.source = "WCAG 2.1 success criterion 1.4.4; MIIT specification of April 2021 (page zoom)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"allowed", {"都可缩放", "all can"}},
                     {"partly", {"部分禁止", "some forbid it"}},
                     {"forbidden", {"全部禁止", "all forbid it"}}};
  schema.messages = {{"forbidden",
                      {"viewport 禁止或限制放大，应允许放大到两倍以上",
                       "the viewport forbids or limits zoom; twice the size should be possible"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
