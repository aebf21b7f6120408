#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/open_data.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// A file format is also shown by the files themselves: "xlsx" in an attachment's address.
std::vector<bool> shown_on(const EvidenceView& evidence, const PageFacts& page,
                           const std::vector<const LexiconEntry*>& classes) {
  std::vector<bool> shown = shown_classes(evidence, page, classes);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    for (const Link& link : page.attachments) {
      if (link.url.ends_with("." + classes[i]->id)) shown[i] = true;
    }
  }
  return shown;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const OpenData data = open_data(evidence);
  if (data.pages.empty() && data.unread != nullptr)
    return cannot_tell(
        data.unread->is_internal
            ? LocalText{"有数据开放的链接，但未读取该页",
                        "the open data entry was linked but not read"}
            : LocalText{"开放数据在其他主机上", "open data are kept on another host"});
  if (data.pages.empty() && !evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"数据开放入口", "open data entry"}));
  if (data.pages.empty()) {
    Observation result = observed("none", 0);
    result.findings.push_back(finding("absent", evidence.site().start_url));
    return result;
  }
  const auto classes = all_entries(params.lexicon("classes"));
  const auto& pages = data.set_pages.empty() ? data.pages : data.set_pages;
  std::size_t shown = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : pages) {
    const std::vector<bool> own = shown_on(evidence, *page, classes);
    shown += count_shown(own);
    if (count_shown(own) == classes.size()) continue;
    findings.push_back(finding("missing", page->final_url,
                               {{"classes", missing_names(own, classes)}}, "", page->title));
  }
  if (shown == 0 && data.is_scripted)
    return cannot_tell({"数据集列表由脚本生成", "the data sets are listed by a script"});
  const double value = share(shown, pages.size() * classes.size());
  Observation result = observed(
      outcome_of(value, {{0.9, "full"}, {0.5, "mostly"}, {1e-9, "partly"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule data_elements() {
  RuleSchema schema;
  schema.id = "data.elements";
  schema.title = {"数据集说明", "What data sets say about themselves"};
  schema.source =
      "survey indicators 数据质量, 开放数据集质量 (description, update frequency, formats)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {lexicon_param(
      "classes", {"应写明的内容及其用词；标识也当作文件扩展名",
                  "what should be said and its words; ids are taken as file extensions, too"})};
  schema.outcomes = {{"full", {"齐全", "nearly everything"}},
                     {"mostly", {"一半以上", "half or more"}},
                     {"partly", {"不到一半", "fewer than half"}},
                     {"none", {"没有", "nothing"}}};
  schema.messages = {
      {"missing", {"数据集没有写明：{classes}", "the data set does not say: {classes}"}},
      {"absent", {"没有数据开放入口", "there is no entry to open data"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
