#include <algorithm>

#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

struct Scene {
  MatterPage about;
  std::vector<bool> shown;
};

/// The best page of each matter, best first; matters keep their order among equals.
std::vector<Scene> best_scenes(const EvidenceView& evidence, const MatterPages& pages,
                               const std::vector<const LexiconEntry*>& classes) {
  std::vector<Scene> scenes;
  for (const MatterPage& each : pages.read) {
    Scene scene{each, shown_classes(evidence, *each.page, classes)};
    if (scenes.empty() || scenes.back().about.matter != each.matter) {
      scenes.push_back(std::move(scene));
    } else if (count_shown(scene.shown) > count_shown(scenes.back().shown)) {
      scenes.back() = std::move(scene);
    }
  }
  std::stable_sort(scenes.begin(), scenes.end(), [](const Scene& a, const Scene& b) {
    return count_shown(a.shown) > count_shown(b.shown);
  });
  return scenes;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const MatterPages pages = pages_of_matters(evidence, wanted_entries(params));
  const bool saw_all = is_service_area_observed(evidence) && pages.unread == nullptr;
  if (pages.read.empty() && pages.unread != nullptr)
    return cannot_tell({"这些事项的页面在其他主机上，或没有读取",
                        "pages about these matters are on another host or were not read"});
  if (pages.read.empty() && !saw_all)
    return cannot_tell(not_observed_reason({"这些事项的页面", "page about these matters"}));
  const auto classes = all_entries(params.lexicon("classes"));
  const auto enough = static_cast<std::size_t>(params.integer("enough"));
  const std::vector<Scene> scenes = best_scenes(evidence, pages, classes);
  std::size_t shown = 0;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < std::min(enough, scenes.size()); ++i) {
    const std::size_t own = count_shown(scenes[i].shown);
    shown += own;
    if (own == classes.size()) continue;
    findings.push_back(finding("missing", scenes[i].about.page->final_url,
                               {{"matter", scenes[i].about.matter->name},
                                {"classes", missing_names(scenes[i].shown, classes)}},
                               "", scenes[i].about.page->title));
  }
  const double value = share(shown, enough * classes.size());
  Observation result = observed(
      outcome_of(value, {{0.8, "joined"}, {0.5, "partly"}, {1e-9, "hardly"}, {0, "none"}}), value);
  if (scenes.size() < enough) {
    findings.push_back(
        finding("few", service_area_url(evidence),
                {{"count", std::to_string(scenes.size())}, {"enough", std::to_string(enough)}}));
    // What was not read may hold the rest.
    if (!saw_all) {
      const double open = share(enough - scenes.size(), enough);
      result.interval = Interval{value, std::min(1.0, value + open)};
    }
  }
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule scene_elements() {
  RuleSchema schema;
  schema.id = "scene.elements";
  schema.title = {"场景页的内容要素", "What pages about a matter join"};
  schema.source =
      "survey indicator 内容融合 (view, result, eligibility, how, online processing, others; kinds "
      "of resources); house rule for the number of scenes";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.params.push_back(lexicon_param(
      "classes", {"应有的内容类别及其用词", "classes of content expected, and their words"}));
  schema.params.push_back(integer_param(
      "enough", 3, 1, 20, {"看最好的几个场景", "how many of the best scenes are looked at"}));
  schema.outcomes = {{"joined", {"基本齐全", "most classes are there"}},
                     {"partly", {"有一半以上", "half or more"}},
                     {"hardly", {"不到一半", "fewer than half"}},
                     {"none", {"没有", "none"}}};
  schema.messages = {
      {"missing", {"“{matter}”页面缺少：{classes}", "the page on {matter} lacks {classes}"}},
      {"few",
       {"读到 {count} 个相关场景，应有 {enough} 个",
        "{count} of these matters have a page that was read; {enough} are expected"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
