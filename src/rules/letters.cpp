#include "rules/letters.hpp"

#include <algorithm>
#include <unordered_set>

#include "rules/list_rows.hpp"
#include "rules/policies.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kMailboxWords = {
    "咨询投诉", "投诉咨询", "网上咨询", "在线咨询", "咨询建议", "市长信箱", "县长信箱", "区长信箱",
    "省长信箱", "部长信箱", "主任信箱", "局长信箱", "书记信箱", "领导信箱", "市民留言", "网民留言",
    "群众留言", "留言咨询", "我要咨询", "我要投诉", "我要写信", "政民互动", "互动信箱", "公众留言",
    "来信选登", "写信选登", "信件选登", "信箱",     "留言",     "民意直通", "问政",     "网络问政"};
const std::vector<std::string> kForeignWords = {"纪检", "监委", "举报", "信访", "巡视",
                                                "巡察", "问卷", "调查", "征集", "统计"};

Answer answer_in(std::string_view text) {
  // 未答复 holds 答复: what denies goes first.
  if (!first_contained(text, {"未答复", "未回复", "待答复", "待回复", "未处理", "待处理", "处理中",
                              "办理中", "受理中", "正在办理", "待办理", "未办结"})
           .empty()) {
    return Answer::unanswered;
  }
  const bool is_done = !first_contained(text, {"已答复", "已回复", "已办结", "已处理", "已办理",
                                               "办理完毕", "已解决"})
                            .empty();
  return is_done ? Answer::answered : Answer::unknown;
}

void read_page(const PageFacts& page, Letter& letter) {
  letter.asked = date_after(page.text, {"来信时间", "写信时间", "留言时间", "提问时间", "咨询时间",
                                        "提交时间", "来信日期", "留言日期", "写信日期", "信件时间",
                                        "反映时间", "投诉时间", "诉求时间"});
  letter.answered = date_after(page.text, {"答复时间", "回复时间", "办结时间", "答复日期",
                                           "回复日期", "办理时间", "处理时间"});
  letter.answer = letter.answered ? Answer::answered : answer_in(page.text);
}

void read_row(std::string_view text, Letter& letter) {
  const std::vector<DateInText> dates = find_dates(text);
  const Answer answer = answer_in(text);
  if (letter.answer == Answer::unknown) letter.answer = answer;
  if (!letter.asked && !dates.empty()) letter.asked = dates.front().date;
  // Two dates in a row are those of the letter and of its answer.
  if (!letter.answered && dates.size() >= 2 && letter.answer != Answer::unanswered &&
      dates[1].date >= dates[0].date) {
    letter.answered = dates[1].date;
    letter.answer = Answer::answered;
  }
}

}  // namespace

std::vector<const Column*> mailbox_columns(const EvidenceView& evidence) {
  std::vector<const Column*> columns = evidence.columns().named(kMailboxWords);
  std::erase_if(columns, [](const Column* column) {
    return std::any_of(column->names.begin(), column->names.end(), [](const std::string& name) {
      return !first_contained(name, kForeignWords).empty();
    });
  });
  return columns;
}

bool is_mailbox_unread(const EvidenceView& evidence) {
  const auto columns = mailbox_columns(evidence);
  return !columns.empty() && std::all_of(columns.begin(), columns.end(), [](const Column* column) {
    return column->pages.empty();
  });
}

std::vector<Letter> published_letters(const EvidenceView& evidence) {
  std::vector<Letter> letters;
  std::unordered_set<std::string_view> seen;
  for (const Column* column : mailbox_columns(evidence)) {
    if (!column->is_list) continue;
    for (const PageFacts* page : column->pages) {
      for (const ListRow& row : list_rows(*page)) {
        const std::string_view key = row.item->url.empty() ? std::string_view(row.item->title)
                                                           : std::string_view(row.item->url);
        if (!seen.insert(key).second) continue;
        if (const Column* target = evidence.columns().find(row.item->url);
            target != nullptr && target->is_list)
          continue;
        Letter letter;
        letter.title = row.item->title;
        letter.url = row.item->url.empty() ? std::string_view(page->final_url) : key;
        const PageFacts* own = row.item->url.empty() ? nullptr : evidence.find_page(row.item->url);
        if (own != nullptr && own != page) read_page(*own, letter);
        read_row(row.text, letter);
        if (!letter.asked) letter.asked = row.item->date;
        if (letter.asked || letter.answer != Answer::unknown) letters.push_back(letter);
      }
    }
  }
  return letters;
}

}  // namespace gweval::rules
