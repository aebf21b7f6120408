#include "handscore/machine_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxFindings = 2;  // of a criterion; the report has the rest
constexpr std::size_t kMaxPages = 6;

void add_pages(const IndicatorResult& leaf, std::vector<std::string>& pages) {
  for (const CriterionResult& criterion : leaf.criteria) {
    for (const RenderedFinding& finding : criterion.findings) {
      if (pages.size() >= kMaxPages) return;
      if (!finding.url.starts_with("http")) continue;
      if (std::find(pages.begin(), pages.end(), finding.url) == pages.end()) {
        pages.push_back(finding.url);
      }
    }
  }
}

std::string state_words(CriterionState state, Language language) {
  const bool is_zh = language == Language::zh;
  switch (state) {
    case CriterionState::cannot_tell:
      return is_zh ? "机器无法判断" : "cannot tell";
    case CriterionState::not_applicable:
      return is_zh ? "不适用" : "does not apply";
    case CriterionState::rule_error:
      return is_zh ? "规则出错" : "the rule failed";
    default:
      return {};
  }
}

}  // namespace

std::string machine_text(const IndicatorResult& leaf, Language language) {
  const bool is_zh = language == Language::zh;
  std::string out;
  for (const CriterionResult& criterion : leaf.criteria) {
    if (criterion.rule.empty()) continue;
    std::string verdict = criterion.outcome_title.in(language);
    if (verdict.empty()) verdict = criterion.outcome;
    // Where a person's rating counts, the machine's own stands beside it: raters are blind.
    const auto& machine = criterion.machine;
    const CriterionState state = machine ? machine->state : criterion.state;
    const std::optional<double>& index = machine ? machine->index : criterion.index;
    if (verdict.empty()) verdict = state_words(state, language);
    if (index) verdict += " (" + shortest_decimal(*index) + ")";
    out +=
        (out.empty() ? "" : "\n") + criterion.title.in(language) + (is_zh ? "：" : ": ") + verdict;
    for (std::size_t i = 0; i < std::min(kMaxFindings, criterion.findings.size()); ++i) {
      out += (is_zh ? "；" : "; ") + fold_space(criterion.findings[i].text.in(language));
    }
  }
  return out;
}

std::vector<std::string> names_of(const SiteResult& site, std::size_t leaf) {
  std::vector<std::string> out{site.indicators[leaf].name};
  std::string parent = site.indicators[leaf].parent;
  for (std::size_t i = leaf; i-- > 0 && !parent.empty();) {
    if (site.indicators[i].id != parent) continue;
    if (site.indicators[i].level > 1) out.push_back(site.indicators[i].name);
    parent = site.indicators[i].parent;
  }
  return out;
}

std::string relevant_pages(const SiteResult& site, std::size_t leaf,
                           std::vector<std::string> first) {
  std::vector<std::string> pages = std::move(first);
  add_pages(site.indicators[leaf], pages);
  const std::string& parent = site.indicators[leaf].parent;
  for (const IndicatorResult& other : site.indicators) {
    if (!parent.empty() && other.is_leaf && other.parent == parent) add_pages(other, pages);
  }
  if (std::find(pages.begin(), pages.end(), site.url) == pages.end()) pages.push_back(site.url);
  std::string out;
  for (const std::string& page : pages) out += (out.empty() ? "" : "\n") + page;
  return out;
}

}  // namespace gweval
