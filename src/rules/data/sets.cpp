#include "rules/observe.hpp"
#include "rules/open_data.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const OpenData data = open_data(evidence);
  if (data.pages.empty()) {
    if (data.unread != nullptr)
      return cannot_tell(
          data.unread->is_internal
              ? LocalText{"有数据开放的链接，但未读取该页",
                          "the open data entry was linked but not read"}
              : LocalText{"开放数据在其他主机上", "open data are kept on another host"});
    if (!evidence.is_navigation_observed())
      return cannot_tell(not_observed_reason({"数据开放入口", "open data entry"}));
    Observation result = observed("absent", 0);
    result.findings.push_back(finding("absent", evidence.site().start_url));
    return result;
  }
  const auto enough = static_cast<std::size_t>(params.integer("enough"));
  const std::size_t count = data.sets;
  if (count == 0 && data.is_scripted)
    return cannot_tell({"数据集列表由脚本生成", "the data sets are listed by a script"});
  Observation result = observed(count >= enough ? "many"
                                : count > 0     ? "few"
                                                : "empty",
                                static_cast<double>(count));
  if (count < enough) {
    result.findings.push_back(
        finding(count > 0 ? "few" : "empty", data.pages.front()->final_url,
                {{"count", std::to_string(count)}, {"enough", std::to_string(enough)}}, "",
                data.pages.front()->title));
  }
  return result;
}

}  // namespace

Rule data_sets() {
  RuleSchema schema;
  schema.id = "data.sets";
  schema.title = {"开放数据集", "Open data sets"};
  schema.source =
      "survey indicators 开放目录, 开放数据集覆盖度 (number of data sets); house rule for the "
      "number";
  schema.unit = "data sets";
  schema.needs = {FactKind::pages};
  schema.params = {integer_param("enough", 50, 1, 100000,
                                 {"多少个数据集算充足", "how many data sets are plenty"})};
  schema.outcomes = {{"many", {"数量充足", "plenty"}},
                     {"few", {"有一些", "some"}},
                     {"empty", {"有入口，没有数据集", "an entry, no data set"}},
                     {"absent", {"没有入口", "no entry"}}};
  schema.messages = {
      {"few",
       {"列出 {count} 个数据集，应有 {enough} 个", "{count} data sets listed; {enough} expected"}},
      {"empty",
       {"开放数据页面没有列出数据集（{count} 个，应有 {enough} 个）",
        "the page on open data lists no data set ({count}; {enough} expected)"}},
      {"absent", {"没有数据开放入口", "there is no entry to open data"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
