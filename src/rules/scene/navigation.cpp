#include <unordered_set>

#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// A page from which several of the matters are one step away.
struct Guide {
  const PageFacts* page = nullptr;
  std::size_t matters = 0;
  bool is_by_case = false;
};

bool starts_from_users(const PageFacts& page, const std::vector<std::string>& words) {
  if (!first_contained(page.title, words).empty()) return true;
  if (!first_contained(page.column, words).empty()) return true;
  for (const Heading& heading : page.headings) {
    if (!first_contained(heading.text, words).empty()) return true;
  }
  return false;
}

std::size_t matters_on(const PageFacts& page, const WordFinder& finder) {
  std::unordered_set<std::size_t> matters;
  for (const Link& link : page.links) {
    // Menus repeat on every page; titles of news are longer than names.
    if (link.in_navigation || link.text.size() > 72) continue;
    const std::string name = normal_name(link.text);
    finder.each(name, [&](std::size_t index, std::string_view word) {
      if (name_matches(name, word)) matters.insert(index);
    });
  }
  return matters.size();
}

Guide best_guide(const EvidenceView& evidence, const Params& params) {
  Guide best;
  const WordFinder finder(wanted_entries(params));
  for (const PageFacts* page : evidence.pages()) {
    const bool is_news = page->kind == PageKind::article || page->kind == PageKind::policy ||
                         page->kind == PageKind::sitemap;
    if (is_news || page == evidence.home()) continue;
    Guide each{page, matters_on(*page, finder), false};
    if (each.matters == 0) continue;
    each.is_by_case = starts_from_users(*page, params.list("case_words"));
    const bool is_better =
        (each.matters >= 2) != (best.matters >= 2)
            ? each.matters >= 2
            : (each.is_by_case != best.is_by_case ? each.is_by_case : each.matters > best.matters);
    if (is_better) best = each;
  }
  return best;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const Guide best = best_guide(evidence, params);
  const bool saw_all = is_service_area_observed(evidence);
  const auto count = static_cast<double>(best.matters);
  if (best.matters >= 2 && best.is_by_case) return observed("guided", count);
  if (!saw_all) {
    const MatterPages pages = pages_of_matters(evidence, wanted_entries(params));
    if (pages.unread != nullptr)
      return cannot_tell({"这些事项的入口在其他主机上，或没有读取",
                          "entries of these matters are on another host or were not read"});
    return cannot_tell(
        not_observed_reason({"集中列出这些事项的页面", "page that leads to these matters"}));
  }
  if (best.matters >= 2) {
    Observation result = observed("listed", count);
    result.findings.push_back(
        finding("no-case", best.page->final_url, {}, best.page->column, best.page->title));
    return result;
  }
  Observation result = observed(best.matters == 1 ? "single" : "none", count);
  result.findings.push_back(finding("not-together", service_area_url(evidence),
                                    {{"count", std::to_string(best.matters)}}));
  return result;
}

}  // namespace

Rule scene_navigation() {
  RuleSchema schema;
  schema.id = "scene.navigation";
  schema.title = {"场景导航", "Navigation by scenes"};
  schema.source = "survey indicator 内容融合 (navigation from the user's needs)";
  schema.unit = "matters";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.params.push_back(words_param(
      "case_words",
      {"一件事", "场景", "我要", "主题服务", "情形", "生命周期", "人生", "套餐", "专题服务",
       "主题集成", "导办"},
      {"从用户情形出发的导航用词", "words of navigation that starts from the user's case"}));
  schema.outcomes = {{"guided", {"按情形引导", "guided by the user's case"}},
                     {"listed", {"集中列出", "listed together"}},
                     {"single", {"只有单个事项", "single matters only"}},
                     {"none", {"没有", "none"}}};
  schema.messages = {{"no-case",
                      {"页面把事项列在一起，但不是从用户的情形出发",
                       "the page lists the matters together, but not from the user's case"}},
                     {"not-together",
                      {"没有页面把该领域的事项集中起来，最多一页有 {count} 项",
                       "no page gathers the matters of this field; {count} at most on one page"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
