#include "rules/surveys.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "rules/list_rows.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr long kSurelyOverDays = 90;  // no call for opinions runs longer unless it says so

const std::vector<std::string> kSurveyWords = {
    "征集调查", "调查征集", "民意征集", "意见征集", "网上调查", "在线调查",
    "民意调查", "网上征集", "在线征集", "问卷调查", "征求意见", "网上民意征集",
    "决策征集", "建言献策", "结果反馈", "意见反馈", "征集反馈"};

constexpr std::array<std::string_view, 17> kResultWords = {
    "结果反馈", "结果公布", "结果公示",   "反馈结果",   "结果查看", "查看结果",
    "调查结果", "征集结果", "采纳情况",   "意见反馈",   "情况反馈", "反馈情况",
    "结果公告", "结果统计", "情况的反馈", "结果的反馈", "采纳"};

/// "结果反馈：暂无": the place of a result, and none in it.
bool is_denied(std::string_view after) {
  constexpr std::size_t kReach = 30;  // bytes
  after = value_behind(after.substr(0, kReach));
  for (const std::string_view word : {"暂无", "暂未", "尚未", "尚无", "未公布", "未反馈", "无结果",
                                      "没有", "待公布", "待反馈", "将于", "-", "—"}) {
    if (after.starts_with(word)) return true;
  }
  return false;
}

bool is_result(std::string_view text) {
  return std::any_of(kResultWords.begin(), kResultWords.end(), [text](std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      if (!is_denied(text.substr(at + word.size()))) return true;
    }
    return false;
  });
}

/// What stands in 《》, by which a result names its activity.
std::string_view quoted(std::string_view title) {
  const std::size_t open = title.find("《");
  const std::size_t close = title.find("》", open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return {};
  return title.substr(open, close - open);
}

void read_times(const EvidenceView& evidence, std::string_view text, Activity& activity) {
  if (!first_contained(text, {"已结束", "已截止", "已完成", "活动结束"}).empty())
    activity.is_over = true;
  const std::vector<DateInText> dates = find_dates(text);
  if (dates.size() >= 2 && dates[1].date > dates[0].date && evidence.days_since(dates[1].date) > 0)
    activity.is_over = true;
}

Activity read_activity(const EvidenceView& evidence, const ListRow& row, const PageFacts& list) {
  Activity activity;
  activity.title = row.item->title;
  activity.url =
      row.item->url.empty() ? std::string_view(list.final_url) : std::string_view(row.item->url);
  activity.begun = row.item->date;
  const PageFacts* own = row.item->url.empty() ? nullptr : evidence.find_page(row.item->url);
  if (!activity.begun && own != nullptr) activity.begun = own->pub_date.value;
  if (const auto dates = find_dates(row.text);
      !dates.empty() && (!activity.begun || dates.front().date < *activity.begun)) {
    activity.begun = dates.front().date;
  }
  read_times(evidence, row.text, activity);
  if (activity.begun && evidence.days_since(*activity.begun) > kSurelyOverDays)
    activity.is_over = true;
  const bool is_running = !first_contained(row.text, {"进行中", "征集中", "未结束"}).empty();
  if (is_running) activity.is_over = false;
  if (is_result(row.text) || (own != nullptr && is_result(own->text))) {
    activity.feedback = Feedback::given;
  } else if (own != nullptr) {
    activity.feedback = Feedback::missing;
  }
  return activity;
}

}  // namespace

std::vector<const Column*> survey_columns(const EvidenceView& evidence) {
  return evidence.columns().named(kSurveyWords);
}

std::vector<Activity> activities(const EvidenceView& evidence) {
  std::vector<Activity> found;
  std::vector<std::string_view> results;
  std::unordered_set<std::string_view> seen;
  for (const Column* top : survey_columns(evidence)) {
    for (const Column* column : evidence.columns().with_children(*top)) {
      if (!column->is_list) continue;
      for (const PageFacts* page : column->pages) {
        for (const ListRow& row : list_rows(*page)) {
          if (!seen.insert(row.item->url.empty() ? row.item->title : row.item->url).second)
            continue;
          const Column* target =
              row.item->url.empty() ? nullptr : evidence.columns().find(row.item->url);
          if (target != nullptr && target->is_list) continue;
          if (is_result(row.item->title)) {
            results.push_back(row.item->title);
          } else {
            found.push_back(read_activity(evidence, row, *page));
          }
        }
      }
    }
  }
  for (Activity& activity : found) {
    const std::string_view name = quoted(activity.title);
    const bool is_answered =
        !name.empty() && std::any_of(results.begin(), results.end(),
                                     [&](std::string_view title) { return contains(title, name); });
    if (is_answered) activity.feedback = Feedback::given;
  }
  return found;
}

}  // namespace gweval::rules
