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
  const std::vector<Letter>& letters = evidence.letters();
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
    if (std::any_of(letters.begin(), letters.end(),
                    [](const Letter& letter) { return !letter.was_read; }))
      return cannot_tell({"列表没有写明来信和答复时间，来信的页面没有读到",
                          "the list does not show both times, and letters were not read"});
    if (const auto reason = why_letters_unseen(evidence)) return cannot_tell(*reason);
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
  schema.version = 3;
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
