#include <algorithm>

#include "rules/letters.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/statistics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  std::vector<long> delays;
  const Letter* worst = nullptr;
  long longest = -1;
  const std::vector<Letter> letters = published_letters(evidence);
  for (const Letter& letter : letters) {
    if (!letter.asked || !letter.answered || *letter.answered < *letter.asked) continue;
    if (evidence.days_since(*letter.answered) > 365) continue;
    const long days = letter.answered->days_since_epoch() - letter.asked->days_since_epoch();
    delays.push_back(days);
    if (days > longest) {
      longest = days;
      worst = &letter;
    }
  }
  if (delays.empty()) {
    if (is_mailbox_unread(evidence))
      return cannot_tell({"有信箱的链接，但未读取该页", "the mailbox was linked but not read"});
    if (!evidence.is_complete())
      return cannot_tell(
          not_observed_reason({"来信与答复日期俱全的信件", "letter with both dates"}));
    Observation result = observed("undated");
    result.findings.push_back(finding("undated", letters.empty()
                                                     ? std::string_view(evidence.site().start_url)
                                                     : letters.front().url));
    return result;
  }
  const double middle = median(delays);
  const auto limit = static_cast<double>(params.integer("prompt_days"));
  Observation result = observed(middle <= limit ? "prompt"
                                : middle <= 30  ? "slow"
                                                : "late",
                                middle);
  if (static_cast<double>(longest) > limit) {
    result.findings.push_back(finding("worst", worst->url,
                                      {{"days", std::to_string(longest)},
                                       {"asked", to_text(*worst->asked)},
                                       {"answered", to_text(*worst->answered)},
                                       {"letters", std::to_string(delays.size())}},
                                      "", worst->title));
  }
  return result;
}

}  // namespace

Rule mailbox_delay() {
  RuleSchema schema;
  schema.id = "mailbox.delay";
  schema.title = {"答复用时", "Time to answer"};
  schema.source =
      "inspection practice: simple questions within 5 working days; time of letter and of answer "
      "are to be shown";
  schema.unit = "days";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("prompt_days", 7, 1, 365,
                    {"中位用时不超过此数为及时（5 个工作日）",
                     "a median of at most this many days is prompt (5 working days)"})};
  schema.outcomes = {{"prompt", {"及时", "prompt"}},
                     {"slow", {"一个月内", "within a month"}},
                     {"late", {"超过一个月", "more than a month"}},
                     {"undated", {"没有公开来信和答复时间", "times are not published"}}};
  schema.messages = {
      {"worst",
       {"最长用时 {days} 天（{asked} 来信，{answered} 答复，共 {letters} 封）",
        "the longest took {days} days (asked {asked}, answered {answered}; {letters} letters)"}},
      {"undated",
       {"没有同时写明来信和答复时间的来信",
        "no letter shows both the time it came and the time of its answer"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
