#include <algorithm>
#include <stdexcept>

#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// The columns of the topics and those below them, each once.
struct Area {
  std::vector<const Column*> columns;
  bool has_read = false;
  bool has_unread = false;
};

Area area_of(const EvidenceView& evidence, const std::vector<TopicColumns>& topics) {
  Area area;
  for (const TopicColumns& topic : topics) {
    for (const Column* top : topic.columns) {
      for (const Column* each : evidence.columns().with_children(*top)) {
        if (std::find(area.columns.begin(), area.columns.end(), each) != area.columns.end())
          continue;
        area.columns.push_back(each);
        const bool is_unread = each->fill == Fill::not_observed || each->fill == Fill::unclear;
        (is_unread ? area.has_unread : area.has_read) = true;
      }
    }
  }
  return area;
}

/// Something of a kind, and how new it is.
struct Sight {
  bool is_there = false;
  std::optional<Date> newest;  // not after as_of
  std::string_view url;

  void note(const EvidenceView& evidence, std::string_view where, const std::optional<Date>& date) {
    const bool is_usable = date && evidence.days_since(*date) >= 0;
    const bool is_newer = is_usable && (!newest || *newest < *date);
    if (!is_there || is_newer) url = where;
    is_there = true;
    if (is_newer) newest = date;
  }
};

/// Items by their titles, columns by their names, pages of content by title and headings. Running
/// text is not searched: a mention is no content.
Sight look_for(const EvidenceView& evidence, const Area& area, const LexiconEntry& kind) {
  Sight sight;
  const auto says = [&](std::string_view text) {
    return !first_contained(text, kind.words).empty();
  };
  for (const Column* column : area.columns) {
    for (const ColumnItem& item : column->items) {
      if (says(item.title)) sight.note(evidence, item.url, item.date);
    }
    const bool holds = column->fill == Fill::items || column->fill == Fill::content;
    if (holds && std::any_of(column->names.begin(), column->names.end(), says)) {
      sight.note(evidence, column->url, evidence.columns().newest_below(*column));
    }
    if (column->fill != Fill::content) continue;
    for (const PageFacts* page : column->pages) {
      const bool is_named =
          says(page->title) || std::any_of(page->headings.begin(), page->headings.end(),
                                           [&](const Heading& each) { return says(each.text); });
      if (is_named) sight.note(evidence, page->final_url, page->pub_date.value);
    }
  }
  return sight;
}

std::optional<Finding> fault_of(const EvidenceView& evidence, const LexiconEntry& kind,
                                const Sight& sight, std::string_view where) {
  if (!sight.is_there) return finding("missing", where, {{"kind", kind.name}});
  if (!kind.window_days) return std::nullopt;  // it does not age
  const std::string days = std::to_string(*kind.window_days);
  if (!sight.newest) return finding("undated", sight.url, {{"kind", kind.name}, {"days", days}});
  if (evidence.days_since(*sight.newest) <= *kind.window_days) return std::nullopt;
  return finding("stale", sight.url,
                 {{"kind", kind.name}, {"days", days}, {"newest", to_text(*sight.newest)}});
}

std::vector<const LexiconEntry*> wanted_kinds(const Params& params) {
  std::vector<const LexiconEntry*> kinds;
  for (const LexiconEntry* entry : all_entries(params.lexicon("contents"))) {
    const auto& ids = params.list("kinds");
    if (std::find(ids.begin(), ids.end(), entry->id) != ids.end()) kinds.push_back(entry);
  }
  if (kinds.size() != params.list("kinds").size()) {
    throw std::invalid_argument("lexicon '" + params.lexicon("contents").id +
                                "' lacks one of the kinds");
  }
  return kinds;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const std::vector<const LexiconEntry*> kinds = wanted_kinds(params);
  const Area area = area_of(evidence, columns_of_topics(evidence, params));
  if (area.columns.empty() && !is_disclosure_area_observed(evidence))
    return cannot_tell(not_observed_reason({"这些主题的栏目", "column of these topics"}));
  if (!area.columns.empty() && !area.has_read)
    return cannot_tell({"这些主题的栏目都无法读取", "no column of these topics could be read"});
  const std::string_view where = area.columns.empty() ? disclosure_area_url(evidence)
                                                      : std::string_view(area.columns.front()->url);
  std::size_t shown = 0;
  std::size_t absent = 0;
  std::vector<Finding> findings;
  for (const LexiconEntry* kind : kinds) {
    const Sight sight = look_for(evidence, area, *kind);
    absent += sight.is_there ? 0 : 1;
    if (auto fault = fault_of(evidence, *kind, sight, where)) {
      findings.push_back(*std::move(fault));
    } else {
      ++shown;
    }
  }
  const double value = share(shown, kinds.size());
  Observation result = observed(half_outcome(value), value);
  // What was not read may hold what is missing.
  if (area.has_unread && absent > 0)
    result.interval = Interval{value, share(shown + absent, kinds.size())};
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule column_contents() {
  RuleSchema schema;
  schema.id = "column.contents";
  schema.title = {"栏目应有的内容", "What a topic's columns should hold"};
  schema.source =
      "survey indicators 产业发展, 开放合作, 科技创新, 人才引进, 招商引资, 绿色集约 (contents "
      "listed "
      "for each); house rule for words and windows";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.params.push_back(
      lexicon_param("contents", {"各类内容及其用词；天数是最新一条可有多旧，没有则不论新旧",
                                 "kinds of content and their words; the window says how old the "
                                 "newest may be, none: it does not age"}));
  schema.params.push_back(required_words_param(
      "kinds", {"要查的内容，用词表中的标识", "ids of the kinds to look for"}));
  schema.outcomes = {{"all", {"内容齐全且按期更新", "everything is there and current"}},
                     {"most", {"半数以上具备", "half or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"都没有，或都已过期", "nothing, or nothing current"}}};
  schema.messages = {
      {"missing", {"栏目里没有“{kind}”方面的信息", "the columns hold nothing on {kind}"}},
      {"stale",
       {"“{kind}”方面最新的信息为 {newest}，应在 {days} 天以内",
        "the newest on {kind} is of {newest}; expected within {days} days"}},
      {"undated",
       {"“{kind}”方面的信息没有日期，视为未更新（应在 {days} 天以内）",
        "what there is on {kind} shows no date and counts as not updated; expected within {days} "
        "days"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
