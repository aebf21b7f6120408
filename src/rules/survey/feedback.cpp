#include <algorithm>

#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/surveys.hpp"

namespace gweval::rules {
namespace {

constexpr long kYear = 365;

Observation check(const EvidenceView& evidence, const Params& params) {
  std::size_t over = 0;
  std::size_t unread = 0;
  std::size_t given = 0;
  std::vector<Finding> findings;
  for (const Activity& activity : activities(evidence)) {
    const bool is_recent = activity.begun && evidence.days_since(*activity.begun) >= 0 &&
                           evidence.days_since(*activity.begun) <= kYear;
    if (!is_recent || !activity.is_over) continue;
    if (activity.feedback == Feedback::unknown) {
      ++unread;
      continue;
    }
    ++over;
    if (activity.feedback == Feedback::given) {
      ++given;
    } else {
      findings.push_back(finding("missing", activity.url, {{"begun", to_text(*activity.begun)}}, "",
                                 activity.title));
    }
  }
  if (over == 0) {
    const auto columns = survey_columns(evidence);
    const bool is_unread =
        !columns.empty() && std::all_of(columns.begin(), columns.end(),
                                        [](const Column* column) { return column->pages.empty(); });
    if (is_unread)
      return cannot_tell(
          {"有征集调查栏目的链接，但未读取该页", "the survey column was linked but not read"});
    if (unread > 0)
      return cannot_tell(
          {"已结束的征集调查的页面未读取", "the pages of the surveys that are over were not read"});
    if (!evidence.is_complete())
      return cannot_tell(not_observed_reason({"已结束的征集调查", "survey that is over"}));
    if (params.text("nothing") == "counts") return observed("nothing");
    Observation result = observed("all");
    result.reason = {"一年内没有结束的活动，没有可指摘的反馈",
                     "nothing ended within a year, so no feedback is missing"};
    return result;
  }
  const double value = share(given, over);
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule survey_feedback() {
  RuleSchema schema;
  schema.id = "survey.feedback";
  schema.version = 2;
  schema.title = {"征集调查结果反馈", "Results of surveys fed back"};
  schema.source = "2019 inspection indicators, group 互动交流 (征集调查: results fed back)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {choice_param("nothing", "counts", {"counts", "passes"},
                                {"一年内没有结束的活动算一种结论，还是不算问题（已在别处扣分）",
                                 "nothing that ended is an outcome, or no fault of the feedback "
                                 "(where another criterion takes points for it)"})};
  schema.outcomes = {{"all", {"都已反馈", "all were"}},
                     {"most", {"半数以上已反馈", "half or more were"}},
                     {"few", {"不到半数已反馈", "fewer than half were"}},
                     {"none", {"都未反馈", "none was"}},
                     {"nothing", {"一年内没有结束的活动", "none ended within a year"}}};
  schema.messages = {{"missing",
                      {"{begun} 开始的活动已结束，没有公布结果",
                       "begun on {begun} and over; no result is published"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
