// The words that pages put before dates.
#include <algorithm>
#include <string>

#include "web/date_text.hpp"

namespace gweval {
namespace {

struct LabelRow {
  std::string_view text;
  DateLabel label;
};

// Longer labels before those they end with.
constexpr LabelRow kLabels[] = {
    {"时间发布", DateLabel::publish},     {"首次发布时间", DateLabel::publish},
    {"信息发布时间", DateLabel::publish}, {"信息发布日期", DateLabel::publish},
    {"发布时间", DateLabel::publish},     {"发布日期", DateLabel::publish},
    {"发表时间", DateLabel::publish},     {"发表日期", DateLabel::publish},
    {"发稿时间", DateLabel::publish},     {"发稿日期", DateLabel::publish},
    {"发布于", DateLabel::publish},       {"发表于", DateLabel::publish},
    {"公布日期", DateLabel::publish},     {"公布时间", DateLabel::publish},
    {"公开日期", DateLabel::publish},     {"公开时间", DateLabel::publish},
    {"上传时间", DateLabel::publish},     {"上传日期", DateLabel::publish},
    {"录入时间", DateLabel::publish},     {"录入日期", DateLabel::publish},
    {"添加时间", DateLabel::publish},     {"添加日期", DateLabel::publish},
    {"刊发时间", DateLabel::publish},     {"播出时间", DateLabel::publish},
    {"稿件日期", DateLabel::publish},     {"信息时间", DateLabel::publish},
    {"信息日期", DateLabel::publish},     {"登载时间", DateLabel::publish},
    {"发布", DateLabel::publish},         {"更新时间", DateLabel::update},
    {"更新日期", DateLabel::update},      {"更新于", DateLabel::update},
    {"修改时间", DateLabel::update},      {"修改日期", DateLabel::update},
    {"最后更新", DateLabel::update},      {"最近更新", DateLabel::update},
    {"发文日期", DateLabel::issue},       {"发文时间", DateLabel::issue},
    {"成文日期", DateLabel::issue},       {"成文时间", DateLabel::issue},
    {"印发日期", DateLabel::issue},       {"印发时间", DateLabel::issue},
    {"生成日期", DateLabel::issue},       {"生成时间", DateLabel::issue},
    {"产生日期", DateLabel::issue},       {"制发日期", DateLabel::issue},
    {"签发日期", DateLabel::issue},       {"制作日期", DateLabel::issue},
    {"颁布日期", DateLabel::issue},       {"发文年份", DateLabel::issue},
    {"形成日期", DateLabel::issue},       {"公文日期", DateLabel::issue},
    {"今天是", DateLabel::unrelated},     {"今日是", DateLabel::unrelated},
    {"今天", DateLabel::unrelated},       {"今日", DateLabel::unrelated},
    {"现在时间", DateLabel::unrelated},   {"现在是", DateLabel::unrelated},
    {"当前时间", DateLabel::unrelated},   {"当前日期", DateLabel::unrelated},
    {"北京时间", DateLabel::unrelated},   {"系统时间", DateLabel::unrelated},
    {"打印时间", DateLabel::unrelated},   {"访问时间", DateLabel::unrelated},
    {"截止时间", DateLabel::unrelated},   {"截止日期", DateLabel::unrelated},
    {"截至", DateLabel::unrelated},       {"截止", DateLabel::unrelated},
    {"开始时间", DateLabel::unrelated},   {"开始日期", DateLabel::unrelated},
    {"结束时间", DateLabel::unrelated},   {"结束日期", DateLabel::unrelated},
    {"起始时间", DateLabel::unrelated},   {"终止日期", DateLabel::unrelated},
    {"征集时间", DateLabel::unrelated},   {"活动时间", DateLabel::unrelated},
    {"报名时间", DateLabel::unrelated},   {"公示时间", DateLabel::unrelated},
    {"公示日期", DateLabel::unrelated},   {"访谈时间", DateLabel::unrelated},
    {"会议时间", DateLabel::unrelated},   {"来信时间", DateLabel::unrelated},
    {"来信日期", DateLabel::unrelated},   {"写信时间", DateLabel::unrelated},
    {"提交时间", DateLabel::unrelated},   {"留言时间", DateLabel::unrelated},
    {"留言日期", DateLabel::unrelated},   {"咨询时间", DateLabel::unrelated},
    {"回复时间", DateLabel::unrelated},   {"回复日期", DateLabel::unrelated},
    {"答复时间", DateLabel::unrelated},   {"办结时间", DateLabel::unrelated},
    {"受理时间", DateLabel::unrelated},   {"处理时间", DateLabel::unrelated},
    {"施行日期", DateLabel::unrelated},   {"实施日期", DateLabel::unrelated},
    {"生效日期", DateLabel::unrelated},   {"生效时间", DateLabel::unrelated},
    {"失效日期", DateLabel::unrelated},   {"失效时间", DateLabel::unrelated},
    {"废止日期", DateLabel::unrelated},   {"有效期至", DateLabel::unrelated},
    {"有效期", DateLabel::unrelated},     {"出生日期", DateLabel::unrelated},
    {"出生年月", DateLabel::unrelated},   {"批准日期", DateLabel::unrelated},
    {"时间", DateLabel::plain},           {"日期", DateLabel::plain},
    {"updated", DateLabel::update},       {"update", DateLabel::update},
    {"published", DateLabel::publish},    {"posted", DateLabel::publish},
    {"publish date", DateLabel::publish}, {"release date", DateLabel::publish},
    {"source date", DateLabel::publish},  {"date", DateLabel::plain},
    {"time", DateLabel::plain},
};

std::string_view drop_label_tail(std::string_view text) {
  constexpr std::string_view kSkipped[] = {" ",  "\t", "\n", "\r", "\u00A0", "\u3000", ":",
                                           "：", "∶",  "﹕", "【", "】",     "[",      "]",
                                           "（", "）", "(",  ")",  "|",      "｜",     "为"};
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view skipped : kSkipped) {
      if (!text.ends_with(skipped)) continue;
      text.remove_suffix(skipped.size());
      is_cut = true;
    }
  }
  return text;
}

}  // namespace

DateLabel label_before(std::string_view text, std::size_t& begin) {
  // Labels written with blanks inside ("时 间：", "发布 日期") are compared without them.
  constexpr std::size_t kReach = 64;
  const std::string_view head = drop_label_tail(text);
  const std::size_t window_begin = head.size() > kReach ? head.size() - kReach : 0;
  std::string packed;
  std::vector<std::size_t> offsets;
  for (std::size_t i = window_begin; i < head.size(); ++i) {
    if (head[i] == ' ' || head[i] == '\t' || head[i] == '\n') continue;
    if (head.substr(i).starts_with("\u00A0") || head.substr(i).starts_with("\u3000")) {
      i += head.substr(i).starts_with("\u3000") ? 2 : 1;
      continue;
    }
    const char c = head[i];
    packed += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    offsets.push_back(i);
  }
  for (const LabelRow& row : kLabels) {
    std::string needle(row.text);
    needle.erase(std::remove(needle.begin(), needle.end(), ' '), needle.end());
    if (!packed.ends_with(needle)) continue;
    begin = offsets[packed.size() - needle.size()];
    return row.label;
  }
  begin = text.size();
  return DateLabel::none;
}

}  // namespace gweval
