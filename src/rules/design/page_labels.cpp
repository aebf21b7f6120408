#include <array>
#include <map>
#include <span>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

constexpr std::array<std::string_view, 3> kSiteLabels = {"SiteName", "SiteDomain", "SiteIDCode"};
constexpr std::array<std::string_view, 4> kColumnLabels = {"ColumnName", "ColumnDescription",
                                                           "ColumnKeywords", "ColumnType"};
constexpr std::array<std::string_view, 3> kArticleLabels = {"ArticleTitle", "PubDate",
                                                            "ContentSource"};

/// Labels that pages of a kind must have: site labels everywhere, column labels on columns and the
/// home page, site, column and content labels on articles.
struct Required {
  bool column = false;
  bool article = false;
};

Required required_of(const PageFacts& page) {
  switch (page.kind) {
    case PageKind::home:
    case PageKind::list:
    case PageKind::mailbox:
      return {true, false};
    case PageKind::article:
    case PageKind::policy:
      return {true, true};
    default:
      return {};
  }
}

struct Tally {
  std::size_t required = 0;
  std::size_t present = 0;
  /// label -> pages without it, and the first of them
  std::map<std::string_view, std::pair<std::size_t, const PageFacts*>> missing;

  void look(const PageFacts& page, std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
      ++required;
      const auto value = find_label(page, name);
      if (value && !trim(*value).empty()) {
        ++present;
        continue;
      }
      auto& [count, first] = missing[name];
      if (count++ == 0) first = &page;
    }
  }
};

Observation check(const EvidenceView& evidence, const Params&) {
  Tally tally;
  for (const PageFacts* page : evidence.pages()) {
    if (!page->redirect_target.empty()) continue;
    const Required required = required_of(*page);
    tally.look(*page, kSiteLabels);
    if (required.column) tally.look(*page, kColumnLabels);
    if (required.article) tally.look(*page, kArticleLabels);
  }
  if (tally.required == 0)
    return cannot_tell({"未观测到有内容的页面", "no page with content was observed"});
  const double value = share(tally.present, tally.required);
  Observation result = observed(
      outcome_of(value, {{0.999, "complete"}, {0.8, "mostly"}, {0.3, "partly"}, {0, "hardly"}}),
      value);
  for (const auto& [name, entry] : tally.missing) {
    result.findings.push_back(
        finding("missing", entry.second->final_url,
                {{"label", std::string(name)}, {"pages", std::to_string(entry.first)}},
                "meta " + std::string(name)));
  }
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule design_page_labels() {
  RuleSchema schema;
  schema.id = "design.page-labels";
  schema.title = {"页面标签", "Standard page labels"};
  schema.source =
      "国办发〔2017〕47号, annex on page labels: site, column and content labels, required ones";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"complete", {"齐全", "complete"}},
                     {"mostly", {"八成以上", "four fifths or more"}},
                     {"partly", {"三成以上", "three tenths or more"}},
                     {"hardly", {"很少或没有", "few or none"}}};
  schema.messages = {{"missing",
                      {"{pages} 个页面缺少标签 {label}，此为其一",
                       "{pages} pages lack the label {label}; this is one of them"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
