#include "rules/letter_text.hpp"

#include <algorithm>
#include <array>

#include "base/text_search.hpp"
#include "base/utf8.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kValueReach = 36;     // bytes behind a label: marks, then a whole date
constexpr std::size_t kContentReach = 120;  // bytes of an answer that are looked at
constexpr std::size_t kStateReach = 30;     // bytes behind 办理状态
constexpr std::size_t kPersonReach = 60;    // bytes behind 来信人 in which its date stands
constexpr std::size_t kShortestAnswer = 5;  // code points

constexpr std::array<std::string_view, 13> kAskedStems = {"来信", "写信", "留言", "提问", "咨询",
                                                          "信件", "反映", "投诉", "诉求", "去信",
                                                          "提交", "发信", "来件"};
constexpr std::array<std::string_view, 7> kAnsweredStems = {"答复", "回复", "反馈", "解答",
                                                            "办复", "回信", "回答"};
// They say when a matter was dealt with, be it before the answer went out.
constexpr std::array<std::string_view, 4> kHandledStems = {"办结", "办理", "处理", "办毕"};

enum class Role { none, asked, answered, handled };

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& stems) {
  return std::any_of(stems.begin(), stems.end(),
                     [&](std::string_view stem) { return text.ends_with(stem); });
}

Role role_of(std::string_view before) {
  if (ends_with_any(before, kAskedStems)) return Role::asked;
  if (ends_with_any(before, kAnsweredStems)) return Role::answered;
  return ends_with_any(before, kHandledStems) ? Role::handled : Role::none;
}

Role role_of_label(std::string_view label) {
  for (const std::string_view noun : {"时间", "日期"}) {
    const std::size_t at = label.rfind(noun);
    if (at == std::string_view::npos) continue;
    if (const Role role = role_of(label.substr(0, at)); role != Role::none) return role;
  }
  return Role::none;
}

/// The first date behind `at` that only marks such as "：【" stand before.
std::optional<DateInText> value_at(std::string_view text, std::size_t at) {
  const std::vector<DateInText> dates = find_dates(text.substr(at, kValueReach));
  if (dates.empty() || !normal_name(text.substr(at, dates.front().begin)).empty())
    return std::nullopt;
  return dates.front();
}

struct Mark {
  std::size_t begin = 0;
  Date date;
  Role role = Role::none;
};

std::vector<Mark> marks_in(std::string_view text) {
  std::vector<Mark> marks;
  for (const std::string_view noun : {"时间", "日期"}) {
    for (std::size_t at = find_text(text, noun); at != std::string_view::npos;
         at = find_text(text, noun, at + noun.size())) {
      const Role role = role_of(text.substr(0, at));
      if (role == Role::none) continue;
      if (const auto value = value_at(text, at + noun.size()))
        marks.push_back({at, value->date, role});
    }
  }
  std::sort(marks.begin(), marks.end(),
            [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  return marks;
}

std::string_view denied(std::string_view text) {
  // 未答复 holds 答复: what denies goes first.
  return first_contained(
      text,
      {"未答复",   "未回复",   "待答复",   "待回复",   "未处理",   "待处理",   "处理中", "办理中",
       "受理中",   "正在办理", "待办理",   "未办结",   "暂无回复", "暂无答复", "尚无",   "暂未答复",
       "暂未回复", "暂未办理", "尚未答复", "尚未回复", "尚未办理", "尚未办结"});
}

std::string_view affirmed(std::string_view text) {
  return first_contained(
      text, {"已答复", "已回复", "已办结", "已处理", "已办理", "办理完毕", "已解决", "已反馈"});
}

bool is_prose(std::string_view text) {
  return !first_contained(text, {"，", "。", "？", "！"}).empty();
}

/// Whether the first `word` stands behind a blank, a bracket, a digit or nothing.
bool stands_apart(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == 0 || at == std::string_view::npos) return at == 0;
  const std::string_view before = text.substr(0, at);
  const auto last = static_cast<unsigned char>(before.back());
  return last < 0x80 || before.ends_with("【") || before.ends_with("（") ||
         before.ends_with("：") || before.ends_with("　");
}

/// Text behind the first of `labels` that has a value; `reach` bytes at most.
std::optional<std::string_view> behind(std::string_view text,
                                       std::initializer_list<std::string_view> labels,
                                       std::size_t reach) {
  for (const std::string_view label : labels) {
    if (const std::size_t at = find_text(text, label); at != std::string_view::npos)
      return text.substr(at + label.size(), reach);
  }
  return std::nullopt;
}

/// "：暂无", "：无。": that there is nothing, behind a label.
bool says_none(std::string_view value) {
  value = value_behind(value);
  return value.starts_with("暂无") || value.starts_with("无。") || value == "无";
}

/// "答复：暂无答复", "答复情况：尚未答复".
bool is_answer_denied(std::string_view text) {
  for (const std::string_view label :
       {"答复：", "回复：", "答复情况：", "回复情况：", "答复:", "回复:"}) {
    const std::size_t at = find_text(text, label);
    if (at == std::string_view::npos) continue;
    const std::string_view value = text.substr(at + label.size(), kStateReach);
    if (!denied(value).empty() || says_none(value)) return true;
  }
  return false;
}

/// What the place of the answer holds: an answer, the note that there is none, or nothing.
Answer content_of(std::string_view text) {
  const auto content = behind(text,
                              {"答复内容", "回复内容", "答复意见", "回复意见", "答复结果",
                               "办理结果", "处理结果", "办理意见", "处理意见", "反馈内容",
                               "官方回复", "部门回复", "回答内容", "解答内容", "回信内容"},
                              kContentReach);
  if (!content) return is_answer_denied(text) ? Answer::unanswered : Answer::unknown;
  const std::string_view head = content->substr(0, kValueReach);
  if (!denied(head).empty() || says_none(head)) return Answer::unanswered;
  const bool is_frame = !first_contained(head, {"打印", "关闭", "返回", "上一", "下一", "满意",
                                                "评价", "暂无", "版权", "主办"})
                             .empty();
  const bool is_text = count_code_points(normal_name(*content)) >= kShortestAnswer;
  return is_text && !is_frame ? Answer::answered : Answer::unknown;
}

Answer labelled_state(std::string_view text) {
  const auto state = behind(text,
                            {"办理状态", "处理状态", "答复状态", "回复状态", "信件状态", "来信状态",
                             "当前状态", "办理进度", "状态"},
                            kStateReach);
  return state ? state_in(*state) : Answer::unknown;
}

void read_state(std::string_view text, LetterText& letter, bool is_only_handled, bool has_state) {
  const Answer content = content_of(text);
  const Answer state = has_state ? labelled_state(text) : Answer::unknown;
  if (letter.answered && !is_only_handled) {
    letter.answer = Answer::answered;
  } else if (content != Answer::unknown) {
    letter.answer = content;
  } else if (state != Answer::unknown) {
    letter.answer = state;
  } else if (letter.answered) {
    letter.answer = Answer::answered;
  }
  if (letter.answer == Answer::unanswered) letter.answered.reset();
}

std::string_view letter_label(std::string_view text) {
  return first_contained(
      text, {"来信人",   "写信人",   "留言人",   "提问人",   "来信内容", "留言内容", "信件内容",
             "写信内容", "诉求内容", "提问内容", "咨询内容", "投诉内容", "来信标题", "留言标题",
             "信件标题", "答复内容", "回复内容", "答复单位", "回复单位", "答复部门", "回复部门"});
}

/// A letter that shows who wrote and who answered, with dates beside the names or none.
std::optional<LetterText> undated_letter(std::string_view text) {
  // All labels of what was asked end so; most pages have none, and nine searches are saved.
  if (find_text(text, "内容") == std::string_view::npos) return std::nullopt;
  const auto asked = behind(text,
                            {"来信内容", "留言内容", "咨询内容", "信件内容", "写信内容", "诉求内容",
                             "投诉内容", "提问内容", "问题内容"},
                            kContentReach);
  if (!asked || content_of(text) == Answer::unknown) return std::nullopt;
  LetterText letter;
  letter.asked =
      date_after(text, {"来信人", "写信人", "留言人", "咨询人", "提问人", "诉求人"}, kPersonReach);
  letter.answered = date_after(
      text,
      {"答复时间", "回复时间", "答复单位", "回复单位", "答复部门", "回复部门", "答复人", "回复人"},
      kPersonReach);
  if (letter.asked && letter.answered && *letter.answered < *letter.asked) letter.answered.reset();
  read_state(text, letter, false, true);
  return letter;
}

/// Groups marks into letters. A page names the two times of all its letters in one order.
class LetterReader {
 public:
  LetterReader(std::string_view text, const std::vector<Mark>& marks)
      : text_(text),
        is_answer_first_(marks.front().role != Role::asked),
        // Where a state goes before the time of its letter, it would be taken for the last one's.
        has_states_(labelled_state(text.substr(0, marks.front().begin)) == Answer::unknown ||
                    std::count_if(marks.begin(), marks.end(),
                                  [](const Mark& mark) { return mark.role == Role::asked; }) == 1) {
    for (const Mark& mark : marks) take(mark);
    close(text.size());
  }

  std::vector<LetterText> letters;

 private:
  void take(const Mark& mark) {
    const bool is_asked = mark.role == Role::asked;
    const bool begins = is_answer_first_ ? !is_asked && current_.asked : is_asked && current_.asked;
    if (begins) close(mark.begin);
    if (is_asked) {
      current_.asked = mark.date;
    } else if (!current_.answered || (is_only_handled_ && mark.role == Role::answered)) {
      current_.answered = mark.date;
      is_only_handled_ = mark.role == Role::handled;
    }
  }

  void close(std::size_t end) {
    read_state(text_.substr(begin_, end - begin_), current_, is_only_handled_, has_states_);
    // Pages show a letter's head twice, for narrow and for wide screens.
    const bool is_twice = !letters.empty() && letters.back().asked == current_.asked &&
                          letters.back().answered == current_.answered;
    if (current_.asked && !is_twice) letters.push_back(current_);
    current_ = {};
    is_only_handled_ = false;
    begin_ = end;
  }

  std::string_view text_;
  bool is_answer_first_;
  bool has_states_;
  LetterText current_;
  bool is_only_handled_ = false;
  std::size_t begin_ = 0;
};

}  // namespace

Answer state_in(std::string_view row) {
  const bool prose = is_prose(row);
  if (const auto word = denied(row); !word.empty() && (!prose || stands_apart(row, word)))
    return Answer::unanswered;
  if (const auto word = affirmed(row); !word.empty() && (!prose || stands_apart(row, word)))
    return Answer::answered;
  return Answer::unknown;
}

std::vector<LetterText> letters_in(std::string_view text) {
  const std::vector<Mark> marks = marks_in(text);
  const auto has = [&](Role role) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](const Mark& mark) { return mark.role == role; });
  };
  // A notice names a day to ask or to object, too: 咨询时间, 反映时间. A letter has more labels.
  if (has(Role::asked) && (has(Role::answered) || !letter_label(text).empty()))
    return LetterReader(text, marks).letters;
  if (const auto letter = undated_letter(text)) return {*letter};
  return {};
}

bool names_asked_time(std::string_view label) {
  return role_of_label(label) == Role::asked;
}

bool names_answered_time(std::string_view label) {
  const Role role = role_of_label(label);
  return role == Role::answered || role == Role::handled;
}

}  // namespace gweval::rules
