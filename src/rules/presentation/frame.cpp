#include <unordered_map>
#include <unordered_set>

#include "rules/navigation.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

double shared_share(const NavigationEntries& navigation, const PageFacts& page) {
  std::unordered_set<std::string> keys;
  for (const Link& link : page.links) keys.insert(column_key(link.url));
  std::size_t shared = 0;
  for (const auto& [key, entry] : navigation) shared += keys.contains(key) ? 1 : 0;
  return share(shared, navigation.size());
}

/// What the pages share of the home page's entries: a home page without a menu block lists columns
/// that stand nowhere else. All of them where pages share too few.
NavigationEntries shared_entries(const EvidenceView& evidence) {
  const NavigationEntries all = home_navigation(evidence);
  std::unordered_map<std::string, std::size_t> holders;
  // Pages link to the same places over and over: each address is read once. Empty: no entry's.
  std::unordered_map<std::string_view, std::string> keys;
  for (const PageFacts* page : evidence.pages()) {
    std::unordered_set<std::string_view> own;
    for (const Link& link : page->links) {
      const auto [known, is_new] = keys.try_emplace(link.url);
      if (is_new) {
        std::string key = column_key(link.url);
        if (all.contains(key)) known->second = std::move(key);
      }
      const std::string& key = known->second;
      if (!key.empty() && own.insert(key).second) ++holders[key];
    }
  }
  NavigationEntries shared;
  for (const auto& [key, entry] : all) {
    if (holders[key] * 3 >= evidence.pages().size()) shared.emplace(key, entry);
  }
  return shared.size() >= kFewestNavigationEntries ? shared : all;
}

const PageFacts* page_of(const EvidenceView& evidence, const std::vector<const Entry*>& entries) {
  for (const Entry* entry : entries) {
    if (entry->page != nullptr && entry->page != evidence.home()) return entry->page;
  }
  return nullptr;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const NavigationEntries navigation = shared_entries(evidence);
  if (navigation.size() < kFewestNavigationEntries)
    return cannot_tell({"没有识别出首页导航", "the home page's navigation was not recognised"});
  const auto areas = wanted_entries(params);
  const auto found = evidence.entries().named(areas);
  std::size_t read = 0;
  std::size_t same = 0;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const PageFacts* page = page_of(evidence, found[i]);
    if (page == nullptr) continue;
    ++read;
    if (shared_share(navigation, *page) >= params.number("shared")) {
      ++same;
    } else {
      findings.push_back(
          finding("other-frame", page->final_url, {{"area", areas[i]->name}}, "", page->title));
    }
  }
  if (read < 2)
    return cannot_tell(
        {"本主机上读到的平台不足两个", "fewer than two of the platforms were read on this host"});
  const double value = share(same, read);
  Observation result =
      observed(outcome_of(value, {{1, "same"}, {0.5, "mostly"}, {0, "differing"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule presentation_frame() {
  RuleSchema schema;
  schema.id = "presentation.frame";
  schema.title = {"各平台页面框架一致", "One frame across the platforms"};
  schema.source =
      "survey indicator 展现融合 (one style across portal, disclosure, services, data); house "
      "rule: "
      "the shared navigation stands for the frame";
  schema.unit = "share";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.params = topic_params();
  schema.params.push_back(number_param(
      "shared", 0.6, 0.1, 1,
      {"平台首页应有主导航的多大比例", "share of the main navigation a platform's page carries"}));
  schema.outcomes = {{"same", {"一致", "the same"}},
                     {"mostly", {"半数以上一致", "half or more"}},
                     {"differing", {"多数不一致", "fewer"}}};
  schema.messages = {{"other-frame",
                      {"“{area}”的页面没有门户的主导航",
                       "the page on {area} does not carry the portal's navigation"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
