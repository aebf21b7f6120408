#include <algorithm>

#include "rules/disclosure_catalogue.hpp"
#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// The header of the catalogue's table names the elements; the text around it does not count.
std::vector<bool> elements_of(const PageFacts& page,
                              const std::vector<const LexiconEntry*>& elements) {
  std::vector<bool> shown(elements.size());
  const WordFinder finder(elements);
  for (const TableFacts& table : page.tables) {
    for (const std::string& cell : table.header_cells) {
      finder.each(cell, [&](std::size_t index, std::string_view) { shown[index] = true; });
    }
  }
  return shown;
}

Observation absent(const EvidenceView& evidence, const DisclosureCatalogue& found) {
  if (found.document != nullptr)
    return cannot_tell(
        {"目录是附件，不读取附件内容", "the catalogue is a file, which is not read"});
  if (found.linked != nullptr)
    return cannot_tell({"有目录的链接，但未读取该页", "the catalogue was linked but not read"});
  if (!is_disclosure_area_observed(evidence))
    return cannot_tell(
        not_observed_reason({"主动公开事项目录", "catalogue of matters for disclosure"}));
  Observation result = observed("none", 0);
  result.findings.push_back(finding("absent", disclosure_area_url(evidence)));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const DisclosureCatalogue found = disclosure_catalogue(evidence);
  if (found.pages.empty() || (found.document != nullptr && !has_catalogue_table(*found.pages[0])))
    return absent(evidence, found);
  const PageFacts& page = *found.pages.front();
  const auto elements = all_entries(params.lexicon("elements"));
  const std::vector<bool> shown = elements_of(page, elements);
  const long window = params.integer("window_days");
  const bool is_current =
      page.pub_date.value && evidence.days_since(*page.pub_date.value) <= window;
  const double value = share(count_shown(shown), elements.size());
  Observation result = observed(value >= 1 && is_current ? "complete"
                                : value >= 0.5           ? "mostly"
                                : value > 0              ? "partly"
                                                         : "none",
                                value);
  if (value < 1) {
    result.findings.push_back(finding("missing", page.final_url,
                                      {{"elements", missing_names(shown, elements)}}, "th",
                                      page.title));
  }
  if (!is_current) {
    result.findings.push_back(
        finding("old", page.final_url,
                {{"date", page.pub_date.value ? to_text(*page.pub_date.value) : "-"},
                 {"days", std::to_string(window)}},
                "", page.title));
  }
  return result;
}

}  // namespace

Rule disclosure_elements() {
  RuleSchema schema;
  schema.id = "disclosure.elements";
  schema.title = {"公开事项目录要素", "Elements of the catalogue of matters"};
  schema.source =
      "survey indicator 主动公开事项目录 (body, manner, channel, responsibility; kept up to date)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      lexicon_param("elements", {"要素及其列名", "the elements and what their columns are called"}),
      integer_param("window_days", 365, 1, 3650,
                    {"目录应在多少天内更新过", "days within which the catalogue was revised"})};
  schema.outcomes = {{"complete", {"要素齐全且更新", "complete and up to date"}},
                     {"mostly", {"要素过半，或未更新", "half or more, or not up to date"}},
                     {"partly", {"要素不到一半", "fewer than half"}},
                     {"none", {"没有", "none"}}};
  schema.messages = {
      {"missing", {"目录表没有列：{elements}", "the catalogue has no column for {elements}"}},
      {"old",
       {"目录日期为 {date}，应在 {days} 天以内更新过",
        "the catalogue is dated {date}; it should have been revised within {days} days"}},
      {"absent", {"没有主动公开事项目录", "there is no catalogue of matters for disclosure"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
