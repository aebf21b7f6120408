#include <cstdlib>
#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

struct Tally {
  std::size_t pages = 0;
  std::unordered_set<std::string_view> wrong;  // pages and items with a wrong date
  std::vector<Finding> findings;

  void add(std::string_view url, Finding finding) {
    wrong.insert(url);
    findings.push_back(std::move(finding));
  }
};

long days_between(const Date& a, const Date& b) {
  return std::labs(a.days_since_epoch() - b.days_since_epoch());
}

const Date* reading(const PageFacts& page, FactSource source) {
  for (const DateReading& each : page.pub_date.readings) {
    if (each.source == source) return &each.date;
  }
  return nullptr;
}

void look_at_page(const EvidenceView& evidence, const PageFacts& page, long tolerance,
                  Tally& tally) {
  const Date* shown = reading(page, FactSource::visible_text);
  const Date* label = reading(page, FactSource::label);
  // A day of grace: a server east of ours may already have tomorrow.
  if (page.pub_date.value && evidence.days_since(*page.pub_date.value) < -1) {
    tally.add(page.final_url, finding("future", page.final_url,
                                      {{"seen", to_text(*page.pub_date.value)}}, "", page.title));
  }
  if (shown != nullptr && label != nullptr && days_between(*shown, *label) > tolerance) {
    tally.add(page.final_url, finding("label", page.final_url,
                                      {{"seen", to_text(*label)}, {"shown", to_text(*shown)}},
                                      "meta PubDate", page.title));
  }
}

/// Lists may show the day of the last change, where the page shows that too.
bool shows_change_on(const PageFacts& page, const Date& day, long tolerance) {
  constexpr std::size_t kReach = 48;  // bytes behind the word
  const std::string_view text = page.text;
  for (const std::string_view word : {"更新", "修改", "修订"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      const std::string_view after = text.substr(at + word.size(), kReach);
      if (!after.starts_with("日期") && !after.starts_with("时间") && !after.starts_with("于") &&
          !after.starts_with("：") && !after.starts_with(":"))
        continue;
      const auto dates = find_dates(after);
      if (!dates.empty() && days_between(dates.front().date, day) <= tolerance) return true;
    }
  }
  return false;
}

/// A policy's list may show the day it was made, so only articles are compared.
void look_at_item(const EvidenceView& evidence, const PageFacts& list, const ListItem& item,
                  long tolerance, Tally& tally) {
  if (!item.date || item.url.empty()) return;
  const PageFacts* page = evidence.find_page(item.url);
  if (page == nullptr) {
    if (evidence.days_since(*item.date) < -1) {
      tally.add(item.url, finding("future", list.final_url, {{"seen", to_text(*item.date)}},
                                  item.title, item.title));
    }
    return;
  }
  const Date* shown = reading(*page, FactSource::visible_text);
  if (page->kind != PageKind::article || shown == nullptr ||
      days_between(*item.date, *shown) <= tolerance ||
      shows_change_on(*page, *item.date, tolerance))
    return;
  tally.add(
      page->final_url,
      finding("list", page->final_url,
              {{"seen", to_text(*item.date)}, {"shown", to_text(*shown)}, {"list", list.final_url}},
              "", item.title));
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const long tolerance = params.integer("tolerance_days");
  Tally tally;
  std::unordered_set<std::string_view> items;
  for (const PageFacts* page : evidence.pages()) {
    const bool is_text = page->kind == PageKind::article || page->kind == PageKind::policy;
    if (is_text && page->pub_date.value) {
      ++tally.pages;
      look_at_page(evidence, *page, tolerance, tally);
    }
  }
  for (const PageFacts* page : evidence.pages()) {
    for (const ListItem& item : page->list_items) {
      if (items.insert(item.url).second) look_at_item(evidence, *page, item, tolerance, tally);
    }
  }
  if (tally.pages == 0 && tally.wrong.empty())
    return cannot_tell({"未观测到有日期的文章", "no dated article was observed"});
  // A wrong date in a list of an article that was not read adds to both sides.
  std::size_t unread = 0;
  for (const std::string_view url : tally.wrong)
    unread += evidence.find_page(url) == nullptr ? 1 : 0;
  const double value = share(tally.wrong.size(), tally.pages + unread);
  Observation result = observed(tally.wrong.empty() ? "none"
                                : value <= 0.05     ? "few"
                                                    : "many",
                                value);
  result.findings = std::move(tally.findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule dates_wrong() {
  RuleSchema schema;
  schema.id = "dates.wrong";
  schema.version = 2;
  schema.title = {"日期错误", "Wrong dates"};
  schema.source =
      "survey indicator 日常运维 (publication dates); 2019 inspection indicators veto item 1 (5): "
      "forged dates";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {integer_param("tolerance_days", 1, 0, 30,
                                 {"相差不超过此天数不算", "days two dates may differ"})};
  schema.outcomes = {{"none", {"未发现", "none found"}},
                     {"few", {"不超过 5%", "at most 5 % of the articles"}},
                     {"many", {"超过 5%", "more than 5 % of the articles"}}};
  schema.messages = {
      {"future", {"日期 {seen} 在评估日之后", "the date {seen} lies after the day of assessment"}},
      {"label",
       {"PubDate 标签为 {seen}，页面显示 {shown}",
        "the label PubDate says {seen}, the page shows {shown}"}},
      {"list",
       {"列表 {list} 上为 {seen}，页面显示 {shown}",
        "the list {list} says {seen}, the page shows {shown}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
