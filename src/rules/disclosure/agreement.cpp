#include "rules/disclosure_catalogue.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

Observation absent(const EvidenceView& evidence, const DisclosureCatalogue& found) {
  if (found.document != nullptr)
    return cannot_tell(
        {"目录是附件，不读取附件内容", "the catalogue is a file, which is not read"});
  if (!found.pages.empty())
    return cannot_tell({"目录页没有可读取的表格", "the catalogue has no table that could be read"});
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
  if (found.pages.empty() || !has_catalogue_table(*found.pages.front()))
    return absent(evidence, found);
  const PageFacts& page = *found.pages.front();
  const bool saw_all = is_disclosure_area_observed(evidence);
  std::size_t named = 0;
  std::size_t agreeing = 0;
  std::size_t open = 0;
  std::vector<Finding> findings;
  for (const TopicColumns& topic : columns_of_topics(evidence, params)) {
    // Words of two characters are too common in running text to name a topic.
    std::string_view word;
    for (const std::string& each : topic.topic->words) {
      if (word.empty() && each.size() > 6 && contains(page.text, each)) word = each;
    }
    const bool has_column = !topic.columns.empty();
    if (word.empty()) continue;
    ++named;
    if (has_column) {
      ++agreeing;
      continue;
    }
    open += saw_all ? 0 : 1;
    findings.push_back(
        finding("no-column", page.final_url, {{"topic", topic.topic->name}}, "td", word));
  }
  if (named == 0)
    return cannot_tell({"目录没有用已知的说法列出任何主题",
                        "the catalogue names none of the topics in known words"});
  if (agreeing == 0 && open > 0)
    return cannot_tell(not_observed_reason({"这些主题的栏目", "column of these topics"}));
  const double value = share(agreeing, named);
  Observation result =
      observed(outcome_of(value, {{1, "all"}, {0.8, "most"}, {1e-9, "few"}, {0, "none"}}), value);
  if (open > 0) result.interval = Interval{value, share(agreeing + open, named)};
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule disclosure_agreement() {
  RuleSchema schema;
  schema.id = "disclosure.agreement";
  schema.title = {"公开事项目录与栏目一致", "Catalogue of matters agrees with the columns"};
  schema.source = "survey indicator 主动公开事项目录 (agrees with the columns)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.outcomes = {{"all", {"都有栏目", "every topic named has a column"}},
                     {"most", {"八成以上有栏目", "four fifths or more"}},
                     {"few", {"不到八成", "fewer"}},
                     {"none", {"没有目录，或都没有栏目", "no catalogue, or no such column"}}};
  schema.messages = {
      {"no-column",
       {"目录列出“{topic}”，网站没有对应栏目",
        "the catalogue names {topic}, but the site has no such column"}},
      {"absent", {"没有主动公开事项目录", "there is no catalogue of matters for disclosure"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
