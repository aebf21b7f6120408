#include <algorithm>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

/// The window of the topic a column is named after.
std::optional<long> window_of(const Column& column, const Lexicon& lexicon) {
  for (const LexiconEntry& entry : lexicon.entries) {
    if (entry.window_days && any_name_matches(column.names, entry.words)) return *entry.window_days;
  }
  return std::nullopt;
}

bool is_exempt(const Column& column, std::span<const std::string> words) {
  return std::any_of(column.names.begin(), column.names.end(), [&](const std::string& name) {
    return !first_contained(name, words).empty();
  });
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const std::string& wanted = params.text("columns");
  std::size_t wanted_columns = 0;
  std::size_t dated = 0;
  std::vector<std::pair<long, Finding>> stale;  // days over the window
  for (const Column& column : evidence.columns().all()) {
    if (!column.is_internal || is_exempt(column, params.list("exempt"))) continue;
    const auto named = window_of(column, params.lexicon("lexicon"));
    if ((!named && wanted == "named") || (named && wanted == "others")) continue;
    ++wanted_columns;
    if (!column.is_list || column.items.empty()) continue;
    const auto newest = evidence.columns().newest_below(column);
    if (!newest) continue;
    ++dated;
    const long window = named.value_or(params.integer("window_days"));
    const long over = evidence.days_since(*newest) - window;
    if (over <= 0) continue;
    stale.emplace_back(over, finding("stale", column.url,
                                     {{"column", std::string(column.name())},
                                      {"newest", to_text(*newest)},
                                      {"days", std::to_string(window)}},
                                     column.name()));
  }
  if (wanted_columns == 0 && wanted != "all" && evidence.is_complete())
    return not_applicable({"没有这样的栏目", "the site has no such column"});
  if (dated == 0)
    return cannot_tell({"未观测到条目有日期的栏目", "no column with dated items was observed"});
  std::stable_sort(stale.begin(), stale.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto count = static_cast<double>(stale.size());
  Observation result = observed(stale.empty() ? "none"
                                : count < 5   ? "few"
                                : count < 10  ? "several"
                                              : "many",
                                count);
  for (auto& [over, each] : stale) result.findings.push_back(std::move(each));
  return within_sample(evidence, std::move(result), "many");
}

}  // namespace

Rule column_stale() {
  RuleSchema schema;
  schema.id = "column.stale";
  schema.version = 2;
  schema.title = {"更新不及时的栏目", "Columns not updated in time"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 4 (1), (2): five, ten columns; "
      "windows of 19号 and the 2015 census";
  schema.unit = "columns";
  schema.needs = {FactKind::pages};
  schema.params = {lexicon_param("lexicon", {"栏目名称及其更新期限的词表",
                                             "names of columns and their windows"}),
                   choice_param("columns", "all", {"all", "named", "others"},
                                {"看全部栏目、只看词表里的，还是只看词表以外的",
                                 "all columns, those the lexicon names, or all but those"}),
                   integer_param("window_days", 365, 1, 3650,
                                 {"其他栏目的更新期限（天）", "window of other columns, in days"}),
                   words_param("exempt",
                               {"专题", "专栏", "往届", "历史", "归档", "历届", "旧版", "指南",
                                "制度", "年报", "年度报告", "法律法规", "简介", "概况", "领导"},
                               {"名称含有这些词的栏目不要求更新",
                                "columns whose name has one of these need no updates"})};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"不足 5 个", "fewer than 5"}},
                     {"several", {"5 至 9 个", "5 to 9"}},
                     {"many", {"10 个以上", "10 or more"}}};
  schema.messages = {{"stale",
                      {"“{column}”最新信息为 {newest}，应在 {days} 天以内",
                       "newest item of {column} is of {newest}; expected within {days} days"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
