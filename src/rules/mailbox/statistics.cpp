#include <algorithm>

#include "rules/letters.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kStatisticsWords = {
    "办理统计", "来信统计", "信件统计",     "留言统计", "信箱统计", "受理统计",
    "答复统计", "办件统计", "来信办理统计", "数据统计", "统计分析", "受理情况"};

/// A table or sentence with counts of letters received and answered.
bool has_figures(const PageFacts& page) {
  const bool counts_in =
      !first_contained(
           page.text, {"来信总数", "受理数", "受理量", "来信数", "留言总数", "信件总数", "收到来信",
                       "收到信件", "受理总数", "来信总量", "共收到", "收到留言"})
           .empty();
  const bool counts_out =
      !first_contained(page.text, {"答复数", "办结数", "回复数", "办结率", "答复率", "回复率",
                                   "答复量", "已办结", "已答复", "已回复"})
           .empty();
  const bool has_digit =
      std::any_of(page.text.begin(), page.text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return counts_in && counts_out && has_digit;
}

/// The year of as_of, or the last one while the new year is young.
bool is_current(const PageFacts& page, const Date& as_of) {
  const auto names = [&](int year) { return contains(page.text, std::to_string(year)); };
  return names(as_of.year) || (as_of.month <= 3 && names(as_of.year - 1));
}

Observation check(const EvidenceView& evidence, const Params&) {
  const PageFacts* best = nullptr;
  bool best_is_current = false;
  bool is_unread = false;
  bool is_drawn = false;
  const auto look = [&](const PageFacts& page) {
    if (!has_figures(page)) return;
    const bool current = is_current(page, evidence.as_of());
    if (best == nullptr || (current && !best_is_current)) {
      best = &page;
      best_is_current = current;
    }
  };
  for (const Column* column : evidence.columns().named(kStatisticsWords)) {
    is_unread = is_unread || column->pages.empty();
    for (const PageFacts* page : column->pages) {
      look(*page);
      is_drawn = is_drawn || !page->scripts.empty() || !page->iframes.empty();
    }
  }
  for (const PageFacts* page : mailbox_pages(evidence)) look(*page);
  if (best != nullptr) {
    Observation result = observed(best_is_current ? "current" : "old");
    if (!best_is_current) result.findings.push_back(finding("old", best->final_url));
    return result;
  }
  if (is_unread || is_mailbox_area_unread(evidence) || !evidence.is_complete())
    return cannot_tell(not_observed_reason({"信件统计", "statistics of letters"}));
  if (is_drawn)
    return cannot_tell({"信件统计可能由脚本生成", "a script may draw the statistics of letters"});
  Observation result = observed("absent");
  result.findings.push_back(finding("absent", evidence.site().start_url));
  return result;
}

}  // namespace

Rule mailbox_statistics() {
  RuleSchema schema;
  schema.id = "mailbox.statistics";
  schema.version = 2;
  schema.title = {"来信办理统计", "Statistics of letters"};
  schema.source =
      "survey indicator 咨询投诉: statistics of letters received and answered are published";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"current", {"公开了当年统计", "figures of this year"}},
                     {"old", {"只有往年统计", "older figures only"}},
                     {"absent", {"没有公开", "none"}}};
  schema.messages = {
      {"old", {"统计中没有当年的数字", "the statistics show no figures of this year"}},
      {"absent",
       {"没有公开来信受理和答复的统计", "no statistics of letters received and answered"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
