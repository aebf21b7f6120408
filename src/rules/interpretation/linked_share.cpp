#include <algorithm>
#include <unordered_map>

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

using Urls = std::unordered_set<std::string_view>;

/// Pages whose links are looked at, and the addresses and words that make a link the wanted one.
struct Direction {
  std::vector<const PageFacts*> pages;
  Urls targets;
  std::vector<std::string> words;
};

Urls interpretation_urls(const EvidenceView& evidence) {
  Urls urls;
  for (const ColumnItem& item : interpretations(evidence)) urls.insert(item.url);
  return urls;
}

Direction from_interpretations(const EvidenceView& evidence) {
  Direction direction{{},
                      document_urls(evidence),
                      {"政策原文", "文件原文", "原文链接", "查看原文", "相关文件", "解读文件"}};
  for (const ColumnItem& item : interpretations(evidence)) {
    if (item.page != nullptr && item.page->kind != PageKind::policy)
      direction.pages.push_back(item.page);
  }
  for (const PageFacts* page : direction.pages) {
    direction.targets.erase(page->url);
    direction.targets.erase(page->final_url);
  }
  return direction;
}

Direction from_documents(const EvidenceView& evidence) {
  Direction direction{{}, interpretation_urls(evidence), {"解读", "图解"}};
  const Urls documents = document_urls(evidence, DocumentSource::columns_first);
  for (const PageFacts* page : evidence.pages()) {
    const bool is_article = page->kind == PageKind::policy || page->kind == PageKind::article;
    if (!is_article || !(documents.contains(page->url) || documents.contains(page->final_url)))
      continue;
    if (!direction.targets.contains(page->url)) direction.pages.push_back(page);
  }
  return direction;
}

/// Links that most of the pages carry are a side bar's, not the text's.
Urls side_links(const std::vector<const PageFacts*>& pages) {
  Urls common;
  if (pages.size() < 3) return common;
  std::unordered_map<std::string_view, std::size_t> holders;
  for (const PageFacts* page : pages) {
    Urls own;
    for (const Link& link : page->links) {
      if (own.insert(link.url).second) ++holders[link.url];
    }
  }
  for (const auto& [url, count] : holders) {
    if (count * 2 > pages.size()) common.insert(url);
  }
  return common;
}

bool is_linked(const EvidenceView& evidence, const PageFacts& page, const Direction& direction,
               const Urls& side) {
  return std::any_of(page.links.begin(), page.links.end(), [&](const Link& link) {
    if (link.in_navigation || side.contains(link.url) || link.url == page.final_url) return false;
    if (direction.targets.contains(link.url)) return true;
    // A word in the text only counts if it leads to a page rather than a column.
    const Column* column = evidence.columns().find(link.url);
    const bool is_column = column != nullptr && column->is_list;
    return link.url.starts_with("http") && !is_column &&
           !first_contained(link.text, direction.words).empty();
  });
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const bool from_texts = params.text("from") == "interpretation";
  const Direction direction =
      from_texts ? from_interpretations(evidence) : from_documents(evidence);
  if (direction.pages.empty()) {
    if (!evidence.is_complete())
      return cannot_tell(from_texts ? not_observed_reason({"政策解读", "interpretation"})
                                    : not_observed_reason({"政策文件", "policy document"}));
    return observed("none", 0);
  }
  const Urls side = side_links(direction.pages);
  std::size_t linked = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : direction.pages) {
    if (is_linked(evidence, *page, direction, side)) {
      ++linked;
    } else {
      findings.push_back(finding(from_texts ? "no-document" : "no-interpretation", page->final_url,
                                 {}, "", page->title));
    }
  }
  const double value = share(linked, direction.pages.size());
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule interpretation_linked_share() {
  RuleSchema schema;
  schema.id = "interpretation.linked-share";
  schema.title = {"文件与解读关联", "Documents and interpretations linked"};
  schema.source =
      "2019 inspection indicators, group 发布解读 (解读关联); survey indicator 政策解读";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      choice_param("from", "interpretation", {"interpretation", "document"},
                   {"看解读页是否链到文件，还是文件页是否链到解读",
                    "whether interpretations link documents, or documents interpretations"})};
  schema.outcomes = {{"all", {"都有关联", "all are linked"}},
                     {"most", {"半数以上有关联", "half or more are linked"}},
                     {"few", {"不到半数有关联", "fewer than half are linked"}},
                     {"none", {"没有关联", "none is linked"}}};
  schema.messages = {
      {"no-document",
       {"解读没有链到所解读的文件", "the interpretation does not link the document"}},
      {"no-interpretation", {"文件没有链到解读", "the document does not link an interpretation"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
