#include "rules/disclosure_catalogue.hpp"
#include "rules/observe.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params&) {
  const DisclosureCatalogue found = disclosure_catalogue(evidence);
  if (!found.pages.empty() && has_catalogue_table(*found.pages.front())) return observed("table");
  if (found.document != nullptr) {
    Observation result = observed("document");
    result.findings.push_back(
        finding("as-file", found.document_on->final_url, {}, "a", found.document->text));
    return result;
  }
  if (!found.pages.empty()) {
    const PageFacts& page = *found.pages.front();
    Observation result = observed("page");
    result.findings.push_back(finding("no-table", page.final_url, {}, "", page.title));
    return result;
  }
  if (found.linked != nullptr)
    return cannot_tell({"有目录的链接，但未读取该页", "the catalogue was linked but not read"});
  if (!is_disclosure_area_observed(evidence))
    return cannot_tell(
        not_observed_reason({"主动公开事项目录", "catalogue of matters for disclosure"}));
  Observation result = observed("absent");
  result.findings.push_back(finding("absent", disclosure_area_url(evidence)));
  return result;
}

}  // namespace

Rule disclosure_matters() {
  RuleSchema schema;
  schema.id = "disclosure.matters";
  schema.title = {"主动公开事项目录", "Catalogue of matters for disclosure"};
  schema.source = "survey indicator 主动公开事项目录";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"table", {"网页表格", "a table on a page"}},
                     {"document", {"附件", "a file"}},
                     {"page", {"有页面，没有目录表", "a page without a table"}},
                     {"absent", {"没有", "none"}}};
  schema.messages = {
      {"as-file",
       {"目录只以附件提供，不能在网页上查阅",
        "the catalogue is offered as a file only and cannot be read on a page"}},
      {"no-table", {"目录页上没有逐项列出的表格", "the page has no table that lists the matters"}},
      {"absent",
       {"公开专区没有主动公开事项目录",
        "the disclosure area has no catalogue of matters for disclosure"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
