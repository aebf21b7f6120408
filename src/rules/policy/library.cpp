#include <algorithm>

#include "rules/observe.hpp"
#include "rules/policies.hpp"

namespace gweval::rules {
namespace {

enum class Offer { listed, filtered, searchable };

Offer offer_of(const EvidenceView& evidence, const Column& library) {
  Offer best = Offer::listed;
  for (const PageFacts* page : library.pages) {
    for (const Form& form : page->forms) {
      if (!is_own_form(evidence, form)) continue;
      const bool takes_words = std::any_of(
          form.fields.begin(), form.fields.end(),
          [](const FormField& field) { return field.type == "text" || field.type == "search"; });
      const bool takes_choice =
          std::any_of(form.fields.begin(), form.fields.end(), [](const FormField& field) {
            return field.type == "select" || field.type == "radio" || field.type == "checkbox";
          });
      if (takes_words) return Offer::searchable;
      if (takes_choice) best = Offer::filtered;
    }
  }
  return best;
}

Observation without_library(const EvidenceView& evidence) {
  for (const Column* column : document_columns(evidence)) {
    if (!column->is_internal) continue;
    Observation result = observed("column");
    result.findings.push_back(finding("only-column", column->url,
                                      {{"column", std::string(column->name())}}, column->name()));
    return result;
  }
  if (!evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"政策文件库", "policy library"}));
  Observation result = observed("absent");
  result.findings.push_back(finding("absent", evidence.home() != nullptr
                                                  ? evidence.home()->final_url
                                                  : evidence.site().start_url));
  return result;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const auto libraries = library_columns(evidence);
  if (libraries.empty()) return without_library(evidence);
  const Column* best = nullptr;
  Offer offer = Offer::listed;
  for (const Column* library : libraries) {
    if (library->pages.empty()) continue;
    const Offer each = offer_of(evidence, *library);
    if (best == nullptr || each > offer) {
      best = library;
      offer = each;
    }
  }
  if (best == nullptr) {
    return libraries.front()->is_internal
               ? cannot_tell({"有政策文件库的链接，但未读取该页",
                              "the policy library was linked but not read"})
               : cannot_tell(
                     {"政策文件库在另一个主机上", "the policy library is kept on another host"});
  }
  if (best->fill == Fill::unclear)
    return cannot_tell({"政策文件库的内容由脚本填充", "the policy library is filled by a script"});
  if (offer == Offer::searchable) return observed("searchable");
  Observation result = observed(offer == Offer::filtered ? "filtered" : "listed");
  result.findings.push_back(
      finding(offer == Offer::filtered ? "no-search" : "no-filter", best->url, {}, best->name()));
  return result;
}

}  // namespace

Rule policy_library() {
  RuleSchema schema;
  schema.id = "policy.library";
  schema.title = {"政策文件库", "Policy library"};
  schema.source =
      "survey indicator 政策文件库; State Council Order 711 art. 24 (search, reading, download)";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"searchable", {"有文件库，可检索", "a library that can be searched"}},
                     {"filtered", {"有文件库，可筛选", "a library with filters"}},
                     {"listed", {"有文件库，只能浏览", "a library to browse only"}},
                     {"column", {"只有政策文件栏目", "a plain column of documents"}},
                     {"absent", {"没有", "none"}}};
  schema.messages = {
      {"no-search",
       {"文件库能筛选，不能按词检索", "the library has filters but takes no search words"}},
      {"no-filter", {"文件库没有检索和筛选", "the library has neither search nor filters"}},
      {"only-column",
       {"只有“{column}”栏目，没有统一的政策文件库",
        "only the column {column}; a library of policy documents is expected"}},
      {"absent",
       {"没有政策文件库，也没有政策文件栏目",
        "neither a library nor a column of policy documents"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
