#include <algorithm>

#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/special_topics.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// What the topic's page and the columns below it are called and hold.
std::vector<bool> kinds_of(const EvidenceView& evidence, const SpecialTopic& topic,
                           const std::vector<const LexiconEntry*>& kinds) {
  std::vector<bool> shown = shown_classes(evidence, *topic.page, kinds);
  const WordFinder finder(kinds);
  const auto mark = [&](std::size_t index, std::string_view) { shown[index] = true; };
  for (const ListItem& item : topic.page->list_items) finder.each(item.title, mark);
  if (const Column* column = evidence.columns().find(topic.url)) {
    for (const Column* each : evidence.columns().with_children(*column)) {
      if (each == column) continue;
      for (const std::string& name : each->names) finder.each(name, mark);
    }
  }
  return shown;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const SpecialArea special = special_area(evidence);
  if (special.area == nullptr && special.is_linked)
    return cannot_tell(
        {"有专题区的链接，但未读取该页", "the area of special topics was linked but not read"});
  if (special.area == nullptr && !evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"专题区", "area of special topics"}));
  const auto kinds = all_entries(params.lexicon("kinds"));
  const auto enough = static_cast<std::size_t>(params.integer("enough"));
  struct Topic {
    const SpecialTopic* topic;
    std::vector<bool> shown;
  };
  std::vector<Topic> topics;
  for (const SpecialTopic& topic : special.topics) {
    if (topic.page != nullptr) topics.push_back({&topic, kinds_of(evidence, topic, kinds)});
  }
  if (topics.empty() && !special.topics.empty())
    return cannot_tell({"各专题的页面都没有读取", "none of the topics' pages was read"});
  std::stable_sort(topics.begin(), topics.end(), [](const Topic& a, const Topic& b) {
    return count_shown(a.shown) > count_shown(b.shown);
  });
  std::size_t shown = 0;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < std::min(enough, topics.size()); ++i) {
    shown += count_shown(topics[i].shown);
    if (count_shown(topics[i].shown) == kinds.size()) continue;
    findings.push_back(finding("missing", topics[i].topic->page->final_url,
                               {{"kinds", missing_names(topics[i].shown, kinds)}},
                               topics[i].topic->name));
  }
  const double value = share(shown, enough * kinds.size());
  Observation result = observed(
      outcome_of(value, {{0.8, "joined"}, {0.5, "partly"}, {1e-9, "hardly"}, {0, "none"}}), value);
  if (topics.empty()) {
    findings.push_back(finding(
        "no-topic", special.area != nullptr ? special.area->url : evidence.site().start_url));
  }
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule special_resources() {
  RuleSchema schema;
  schema.id = "special.resources";
  schema.title = {"专题整合的资源", "Resources a topic joins"};
  schema.source =
      "survey indicator 专题专栏 (policies, interpretations, services, data, knowledge, dialogue); "
      "house rule for the number of topics";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      lexicon_param("kinds", {"资源种类及其用词", "kinds of resources and their words"}),
      integer_param("enough", 3, 1, 20,
                    {"看资源最全的几个专题", "how many of the richest topics are looked at"})};
  schema.outcomes = {{"joined", {"基本齐全", "most kinds are there"}},
                     {"partly", {"有一半以上", "half or more"}},
                     {"hardly", {"不到一半", "fewer than half"}},
                     {"none", {"没有", "none"}}};
  schema.messages = {{"missing", {"专题里没有：{kinds}", "the topic has no {kinds}"}},
                     {"no-topic", {"没有专题", "there is no topic"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
