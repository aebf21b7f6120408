#include "rules/special_topics.hpp"

#include <algorithm>
#include <unordered_set>

#include "rules/link_health.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kAreaWords = {"专题专栏", "热点专题", "专题聚焦",
                                             "专题集锦", "专题报道", "专题",
                                             "重点专题", "专栏",     "专题活动"};

void take_newer(std::optional<Date>& newest, const std::optional<Date>& date, const Date& as_of) {
  if (date && *date <= as_of && (!newest || *newest < *date)) newest = date;
}

SpecialTopic read_topic(const EvidenceView& evidence, std::string_view url, std::string_view name,
                        const std::optional<Date>& date) {
  SpecialTopic topic{url, name, {}, evidence.find_page(url), date.has_value()};
  take_newer(topic.newest, date, evidence.as_of());
  if (const Column* column = evidence.columns().find(url))
    take_newer(topic.newest, evidence.columns().newest_below(*column), evidence.as_of());
  if (topic.page != nullptr) {
    for (const ListItem& item : topic.page->list_items)
      take_newer(topic.newest, item.date, evidence.as_of());
  }
  return topic;
}

bool is_article(const SpecialTopic& topic) {
  return topic.page != nullptr &&
         (topic.page->kind == PageKind::article || topic.page->kind == PageKind::policy);
}

/// A topic gathers pages. An area may also be a plain list of news: that is one topic, itself.
void leave_out_articles(const EvidenceView& evidence, const Column& area,
                        std::vector<SpecialTopic>& topics) {
  const bool holds_news = std::any_of(topics.begin(), topics.end(), is_article);
  if (!holds_news) return;
  std::erase_if(topics, [](const SpecialTopic& topic) {
    return is_article(topic) || (topic.page == nullptr && topic.is_dated);
  });
  if (topics.empty()) topics.push_back(read_topic(evidence, area.url, area.name(), {}));
}

std::vector<SpecialTopic> topics_of(const EvidenceView& evidence, const Column& area) {
  std::vector<SpecialTopic> topics;
  std::unordered_set<std::string> seen = {column_key(area.url)};
  const auto add = [&](std::string_view url, std::string_view name,
                       const std::optional<Date>& date) {
    if (!url.starts_with("http") || !seen.insert(column_key(url)).second) return;
    if (health_of(evidence, url) == LinkHealth::dead) return;
    SpecialTopic topic = read_topic(evidence, url, name, date);
    if (topic.page != nullptr && topic.page->kind == PageKind::error) return;
    topics.push_back(std::move(topic));
  };
  for (const PageFacts* page : area.pages) {
    for (const ListItem& item : page->list_items) add(item.url, item.title, item.date);
  }
  for (const std::size_t child : area.children) {
    const Column& column = evidence.columns().all()[child];
    add(column.url, column.name(), {});
  }
  leave_out_articles(evidence, area, topics);
  return topics;
}

}  // namespace

SpecialArea special_area(const EvidenceView& evidence) {
  SpecialArea result;
  for (const Column* column : evidence.columns().named(kAreaWords)) {
    result.is_linked = true;
    if (column->pages.empty()) continue;
    std::vector<SpecialTopic> own = topics_of(evidence, *column);
    if (result.area == nullptr || own.size() > result.topics.size()) {
      result.area = column;
      result.topics = std::move(own);
    }
  }
  return result;
}

}  // namespace gweval::rules
