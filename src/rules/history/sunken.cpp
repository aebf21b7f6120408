#include <algorithm>
#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

/// Every address a page links to, itself apart, or lists.
template <class Visit>
void each_linked(const EvidenceView& evidence, const Visit& visit) {
  for (const PageFacts* page : evidence.pages()) {
    for (const Link& link : page->links) {
      if (link.is_internal && link.url != page->url && link.url != page->final_url) visit(link.url);
    }
    for (const ListItem& item : page->list_items) visit(item.url);
  }
}

std::unordered_set<std::string_view> linked_urls(const EvidenceView& evidence) {
  std::unordered_set<std::string_view> urls;
  each_linked(evidence, [&](std::string_view url) { urls.insert(url); });
  return urls;
}

/// As keys of their columns, so that "/a/" is "/a/index.html".
std::unordered_set<std::string> linked_keys(const EvidenceView& evidence) {
  std::unordered_set<std::string> keys;
  each_linked(evidence, [&](std::string_view url) { keys.insert(column_key(url)); });
  return keys;
}

/// Pages that were found neither on a page nor as an entry point.
std::vector<const PageFacts*> pages_of_sitemap(const EvidenceView& evidence) {
  std::vector<const PageFacts*> pages;
  for (const PageFacts* page : evidence.pages()) {
    const Fetch* fetch = evidence.find_fetch(page->url);
    if (fetch == nullptr || fetch->found_on.empty()) continue;
    if (evidence.find_page(fetch->found_on) == nullptr) pages.push_back(page);
  }
  return pages;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const std::vector<const PageFacts*> named = pages_of_sitemap(evidence);
  std::vector<Finding> findings;
  // Keys cost more than addresses, and most sites link to all their sitemap names.
  const auto urls = linked_urls(evidence);
  const auto is_linked = [&](const PageFacts* page) {
    return urls.contains(page->url) || urls.contains(page->final_url);
  };
  const bool is_plain = std::all_of(named.begin(), named.end(), is_linked);
  const auto keys = is_plain ? std::unordered_set<std::string>() : linked_keys(evidence);
  for (const PageFacts* page : named) {
    if (is_linked(page) || keys.contains(column_key(page->url)) ||
        keys.contains(column_key(page->final_url)))
      continue;
    findings.push_back(finding("sunken", page->final_url,
                               {{"from", evidence.find_fetch(page->url)->found_on}}, "",
                               page->title));
  }
  const std::size_t sunken = findings.size();
  const bool has_sitemap = evidence.site().sitemap.url_count > 0 || !named.empty();
  if (!has_sitemap)
    return cannot_tell({"网站没有站点地图文件，没有链接的页面无从得知",
                        "there is no sitemap file, so pages without links cannot be known"});
  // A page not read may link to them.
  if (sunken > 0 && !evidence.is_complete())
    return cannot_tell(not_observed_reason({"指向这些页面的链接", "link to these pages"}));
  Observation result = observed(sunken == 0   ? "none"
                                : sunken <= 5 ? "few"
                                              : "many",
                                static_cast<double>(sunken));
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule history_sunken() {
  RuleSchema schema;
  schema.id = "history.sunken";
  schema.title = {"下沉数据", "Pages no page leads to"};
  schema.source = "survey indicator 历史信息清理和风险防范, situation 1 (下沉数据)";
  schema.unit = "pages";
  schema.needs = {FactKind::pages, FactKind::fetches};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"五个以内", "five or fewer"}},
                     {"many", {"六个以上", "six or more"}}};
  schema.messages = {{"sunken",
                      {"页面只出现在 {from} 里，网站上没有页面链接到它，应恢复栏目入口或下线",
                       "only {from} names this page and no page of the site links to it; link it "
                       "again or take it down"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
