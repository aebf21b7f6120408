#include <algorithm>
#include <map>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "web/search_form.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params&) {
  std::map<std::string, const PageFacts*> places;
  for (const PageFacts* page : evidence.pages()) {
    for (const Form& form : page->forms) {
      if (search_field(form) != nullptr) places.try_emplace(form.action, page);
    }
  }
  const auto count = static_cast<double>(places.size());
  if (places.size() == 1) return observed("one", count);
  if (places.empty()) {
    // A box drawn by a script is no form, and what it asks is not seen.
    const bool has_scripts = evidence.home() != nullptr && !evidence.home()->scripts.empty();
    if (has_scripts || !evidence.is_navigation_observed())
      return cannot_tell(
          {"没有找到搜索表单，可能由脚本生成", "no search form was found; a script may draw one"});
    Observation result = observed("none", count);
    result.findings.push_back(finding("none", evidence.site().start_url));
    return result;
  }
  Observation result = observed("several", count);
  for (const auto& [action, page] : places) {
    result.findings.push_back(finding("place", page->final_url, {{"address", action}}, "form"));
  }
  return result;
}

}  // namespace

Rule function_search() {
  RuleSchema schema;
  schema.id = "function.search";
  schema.title = {"搜索入口统一", "One place to search"};
  schema.source = "survey indicator 功能融合 (one search)";
  schema.unit = "places";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.outcomes = {{"one", {"搜索到一处", "one place"}},
                     {"several", {"搜索到几处", "several places"}},
                     {"none", {"没有搜索", "no search"}}};
  schema.messages = {{"place", {"这里的搜索提交到 {address}", "this page searches at {address}"}},
                     {"none", {"没有站内搜索", "no search on the site"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
