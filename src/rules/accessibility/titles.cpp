#include <string>
#include <unordered_map>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

/// Articles by their own titles: two of the same title on different pages need telling apart.
Observation check(const EvidenceView& evidence, const Params&) {
  std::unordered_map<std::string, std::size_t> articles;  // by <title>, of different titles
  std::unordered_map<std::string, std::string> first_title;
  for (const PageFacts* page : evidence.pages()) {
    if (page->kind != PageKind::article && page->kind != PageKind::policy) continue;
    const std::string shown = fold_space(page->document_title);
    const auto [at, is_new] = first_title.try_emplace(shown, page->title);
    if (is_new || at->second != page->title) ++articles[shown];
  }
  std::size_t pages = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    if (!page->redirect_target.empty()) continue;
    ++pages;
    const std::string shown = fold_space(page->document_title);
    const bool is_article = page->kind == PageKind::article || page->kind == PageKind::policy;
    if (shown.empty()) {
      findings.push_back(finding("missing", page->final_url, {}, "title"));
    } else if (is_article && articles[shown] > 1) {
      findings.push_back(
          finding("shared", page->final_url, {{"title", page->title}}, "title", shown));
    } else {
      ++good;
    }
  }
  if (pages == 0) return cannot_tell({"未观测到有内容的页面", "no page with content was observed"});
  return share_within_sample(evidence, good, pages, std::move(findings));
}

}  // namespace

Rule accessibility_titles() {
  RuleSchema schema;
  schema.id = "accessibility.titles";
  schema.title = {"页面标题说明内容", "Page titles tell what a page is about"};
  schema.source = "WCAG 2.1 success criterion 2.4.2; GB/T 37668-2019 (page titles)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = share_outcomes();
  schema.messages = {{"missing", {"页面没有标题", "the page has no title"}},
                     {"shared",
                      {"页面标题与内容不同的其他文章相同，看不出是“{title}”",
                       "the page has the same title as other articles; it does not say {title}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
