#include <algorithm>

#include "rules/letters.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

constexpr long kYear = 365;  // only letters of the last year count

struct Tally {
  std::size_t answered = 0;
  std::size_t open = 0;
  std::size_t overdue = 0;
  std::size_t unclear = 0;  // may be of the last year; whether they are answered was not seen
  std::size_t silent = 0;   // of these: read, old enough, and no word of an answer
  std::vector<Finding> findings;
};

void count(const EvidenceView& evidence, const Params& params, const Letter& letter, Tally& tally) {
  const std::optional<long> age =
      letter.asked ? std::optional(evidence.days_since(*letter.asked)) : std::nullopt;
  if (age && (*age > kYear || *age < 0)) return;
  if (letter.answer == Answer::answered) {
    ++tally.answered;
    return;
  }
  // Without a date an open letter may be of today.
  if (letter.answer == Answer::unknown || !age) {
    ++tally.unclear;
    if (letter.was_read && age && *age > params.integer("grace_days")) ++tally.silent;
    return;
  }
  if (*age <= params.integer("grace_days")) return;
  ++tally.open;
  const bool is_overdue = *age > params.integer("overdue_days");
  if (is_overdue) ++tally.overdue;
  tally.findings.push_back(finding(
      is_overdue ? "overdue" : "open", letter.url,
      {{"asked", to_text(*letter.asked)}, {"days", std::to_string(*age)}}, "", letter.title));
}

Observation check(const EvidenceView& evidence, const Params& params) {
  Tally tally;
  for (const Letter& letter : evidence.letters()) count(evidence, params, letter, tally);
  const std::size_t all = tally.answered + tally.open;
  if (all == 0) {
    if (tally.unclear > 0)
      return cannot_tell({"有公开的来信，读到的部分看不出是否已答复",
                          "letters are listed; what was read does not say if they are answered"});
    if (const auto reason = why_letters_unseen(evidence)) return cannot_tell(*reason);
    if (params.text("unpublished") == "passes") {
      Observation result = observed("all");
      result.reason = {"近一年没有公开来信，没有可指摘的答复",
                       "no letter of the last year is published, so no answer is at fault"};
      return result;
    }
    Observation result = observed("not-published");
    result.findings.push_back(finding("not-published", evidence.site().start_url));
    return result;
  }
  // Whether a tenth or more of the letters have answers is no small gap.
  if (tally.overdue == 0 && tally.silent * 10 > all)
    return cannot_tell({"读到的来信中有的看不出是否已答复",
                        "some of the letters that were read do not say if they are answered"});
  const double value = share(tally.answered, all);
  Observation result = observed(
      tally.overdue > 0 ? "overdue" : outcome_of(value, {{1, "all"}, {0.9, "most"}, {0, "part"}}),
      value);
  result.findings = std::move(tally.findings);
  std::stable_partition(result.findings.begin(), result.findings.end(),
                        [](const Finding& each) { return each.message == "overdue"; });
  return result;
}

}  // namespace

Rule mailbox_answered() {
  RuleSchema schema;
  schema.id = "mailbox.answered";
  schema.version = 3;
  schema.title = {"来信答复率", "Letters answered"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 5 (2): unanswered for more than "
      "three months within the last year";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {integer_param("grace_days", 7, 0, 90,
                                 {"来信后多少天内未答复不计（5 个工作日）",
                                  "open letters this young are not counted (5 working days)"}),
                   integer_param("overdue_days", 92, 1, 365,
                                 {"超过多少天未答复为严重超期",
                                  "open for more days than this is a serious delay"}),
                   choice_param("unpublished", "counts", {"counts", "passes"},
                                {"没有公开来信算一种结论，还是不算问题（已在别处扣分）",
                                 "no published letters are an outcome, or no fault of the answers "
                                 "(where another criterion takes points for it)"})};
  schema.outcomes = {
      {"all", {"都已答复", "all are answered"}},
      {"most", {"九成以上已答复", "nine tenths or more are answered"}},
      {"part", {"不到九成已答复", "fewer than nine tenths are answered"}},
      {"not-published", {"近一年没有公开来信", "no letter of the last year is published"}},
      {"overdue", {"有来信超过期限未答复", "a letter has been open beyond the limit"}}};
  schema.messages = {
      {"open",
       {"{asked} 的来信 {days} 天未答复", "a letter of {asked} has been open for {days} days"}},
      {"overdue",
       {"{asked} 的来信 {days} 天未答复，已超过期限",
        "a letter of {asked} has been open for {days} days, beyond the limit"}},
      {"not-published",
       {"没有公开近一年的来信和答复", "no letters and answers of the last year are published"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
