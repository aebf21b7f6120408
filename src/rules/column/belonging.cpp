#include <algorithm>
#include <unordered_set>

#include "rules/entries.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

struct Counts {
  std::size_t own = 0;
  std::size_t foreign = 0;
};

/// What an item's title speaks of: its own topic, or only and plainly another one's.
enum class Verdict { own, foreign, unclear };

class Judge {
 public:
  explicit Judge(std::vector<const LexiconEntry*> topics)
      : topics_(std::move(topics)), finder_(topics_) {}

  [[nodiscard]] Verdict judge(std::string_view title, std::string_view topic,
                              std::string& other) const {
    std::unordered_set<std::size_t> spoken;
    finder_.each(title, [&](std::size_t index, std::string_view) { spoken.insert(index); });
    for (const std::size_t index : spoken) {
      if (topics_[index]->id == topic) return Verdict::own;
    }
    // Two other topics at once are no clear sign of either.
    if (spoken.size() != 1) return Verdict::unclear;
    other = topics_[*spoken.begin()]->name;
    return Verdict::foreign;
  }

  [[nodiscard]] bool knows(std::string_view topic) const {
    return std::any_of(topics_.begin(), topics_.end(),
                       [&](const LexiconEntry* each) { return each->id == topic; });
  }

 private:
  std::vector<const LexiconEntry*> topics_;
  WordFinder finder_;
};

Observation check(const EvidenceView& evidence, const Params& params) {
  const Judge judge(all_entries(params.lexicon("items")));
  Counts total;
  std::vector<Finding> findings;
  std::unordered_set<const Column*> seen;
  for (const TopicColumns& topic : columns_of_topics(evidence, params)) {
    if (!judge.knows(topic.topic->id)) continue;
    for (const Column* column : topic.columns) {
      if (!column->is_list || !seen.insert(column).second) continue;
      for (const ColumnItem& item : column->items) {
        std::string other;
        const Verdict verdict = judge.judge(item.title, topic.topic->id, other);
        total.own += verdict == Verdict::own ? 1 : 0;
        if (verdict != Verdict::foreign) continue;
        ++total.foreign;
        findings.push_back(finding("foreign", column->url,
                                   {{"topic", topic.topic->name}, {"other", other}}, column->name(),
                                   item.title));
      }
    }
  }
  const std::size_t judged = total.own + total.foreign;
  if (judged < static_cast<std::size_t>(params.integer("fewest")))
    return cannot_tell(
        {"标题能看出主题的信息太少", "too few items whose titles show what they are about"});
  const double value = share(total.own, judged);
  Observation result = observed(
      outcome_of(value, {{1, "clean"}, {0.95, "slight"}, {0.8, "some"}, {0, "much"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule column_belonging() {
  RuleSchema schema;
  schema.id = "column.belonging";
  schema.version = 2;
  schema.title = {"信息属于本栏目", "Items belong to their column"};
  schema.source =
      "survey indicators 法定主动公开 (信息噪音), 频道栏目导航; house rule for the words of titles";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.params.push_back(
      lexicon_param("items", {"各主题信息标题的用词，标识与主题词表相同",
                              "words in titles of items, by the ids of the topics"}));
  schema.params.push_back(integer_param(
      "fewest", 10, 1, 1000,
      {"至少要有多少条标题能看出主题", "fewest items whose titles show their topic"}));
  schema.outcomes = {{"clean", {"未发现噪音", "no noise found"}},
                     {"slight", {"个别噪音", "a twentieth or less"}},
                     {"some", {"有一些噪音", "a fifth or less"}},
                     {"much", {"噪音较多", "more"}}};
  schema.messages = {{"foreign",
                      {"“{topic}”栏目里的这条信息说的是“{other}”",
                       "this item in the column on {topic} is about {other}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
