#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t seen = 0;
  std::vector<Finding> findings;
  std::vector<Finding> unclear;
  for (const Column& column : evidence.columns().all()) {
    if (!column.is_list || !column.is_internal || column.fill == Fill::not_observed) continue;
    const MessageArgs args = {{"column", std::string(column.name())}};
    if (column.fill == Fill::unclear) {
      unclear.push_back(finding("unclear", column.url, args, column.name()));
      continue;
    }
    ++seen;
    if (column.fill == Fill::empty)
      findings.push_back(
          finding("empty", column.url, args, column.name(), column.pages.front()->text));
  }
  if (seen == 0) return cannot_tell({"未观测到任何栏目", "no column was observed"});
  const auto count = static_cast<double>(findings.size());
  Observation result = observed(findings.empty() ? "none" : count < 5 ? "few" : "many", count);
  result.findings = std::move(findings);
  result.findings.insert(result.findings.end(), unclear.begin(), unclear.end());
  return within_sample(evidence, std::move(result), "many");
}

}  // namespace

Rule column_empty() {
  RuleSchema schema;
  schema.id = "column.empty";
  schema.version = 2;
  schema.title = {"空栏目", "Empty columns"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 4 (3): five empty columns; "
      "国办发〔2017〕47号: no empty columns";
  schema.unit = "columns";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"不足 5 个", "fewer than 5"}},
                     {"many", {"5 个以上", "5 or more"}}};
  schema.messages = {{"empty", {"“{column}”没有内容", "{column} holds nothing"}},
                     {"unclear",
                      {"“{column}”可能由脚本填充，未计为空",
                       "{column} may be filled by a script and is not counted"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
