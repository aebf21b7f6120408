#include "web/date_text.hpp"

#include "support/catch.hpp"

using gweval::Date;
using gweval::DateLabel;
using gweval::DateText;
using gweval::find_dates;
using gweval::find_month_day;
using gweval::find_url_date;
using gweval::find_url_month;
using gweval::parse_date_block;
using gweval::to_text;

namespace {

// The only date of a text, as YYYY-MM-DD; "none" or "several" otherwise.
std::string only_date(std::string_view text) {
  const auto dates = find_dates(text, 5);
  if (dates.empty()) return "none";
  return dates.size() == 1 ? to_text(dates.front().date) : "several";
}

DateLabel only_label(std::string_view text) {
  const auto dates = find_dates(text, 5);
  REQUIRE(dates.size() == 1);
  return dates.front().label;
}

}  // namespace

TEST_CASE("dates in the forms that pages use") {
  const char* const forms[] = {"2025-11-03",
                               "2025-11-3",
                               "2025/11/3",
                               "2025/11/03 09:12",
                               "2025.11.03",
                               "2025. 11. 3",
                               "2025年11月3日",
                               "2025 年 11 月 3 日",
                               "2025年11月03日 09:12",
                               "2025-11-03T09:12:00+08:00",
                               "２０２５年１１月３日",
                               "2025－11－03",
                               "二〇二五年十一月三日",
                               "二○二五年十一月三日",
                               "二零二五年十一月三日",
                               "Nov 3, 2025",
                               "November 3 2025",
                               "Mon Nov 03 09:12:00 CST 2025",
                               "[2025-11-03]",
                               "（2025年11月3日）"};
  for (const char* form : forms) {
    INFO(form);
    CHECK(only_date(form) == "2025-11-03");
  }
  CHECK(only_date("二〇二〇年十二月三十一日") == "2020-12-31");
  CHECK(only_date("一九九八年十月二十日") == "1998-10-20");
  CHECK(only_date("二〇二一年二月廿八日") == "2021-02-28");
}

TEST_CASE("what only looks like a date is none") {
  const char* const others[] = {"2025-13-03",          "2025-02-30",  "2025-11",
                                "2025年11月",          "25-11-03",    "11-03",
                                "12025-11-03",         "1.2025.11.3", "2025-11/03",
                                "电话 0851-2025-1103", "2025-11-031", "1825-11-03",
                                "IPv4 10.20.25.11",    "二〇二五年",  "第2025号",
                                "国办发〔2017〕47号"};
  for (const char* other : others) {
    INFO(other);
    CHECK(only_date(other) == "none");
  }
}

TEST_CASE("positions and times") {
  const std::string text = "发布时间：2025-11-03 09:12 来源：某局";
  const auto dates = find_dates(text, 5);
  REQUIRE(dates.size() == 1);
  CHECK(text.substr(dates[0].begin, dates[0].end - dates[0].begin) == "2025-11-03");
  CHECK(dates[0].has_time);
  CHECK(dates[0].label == DateLabel::publish);
  CHECK(text.substr(dates[0].label_begin, 12) == "发布时间");
  CHECK_FALSE(find_dates("2025-11-03 来源", 1).front().has_time);
}

TEST_CASE("labels before dates") {
  CHECK(only_label("时间发布：2025-11-03") == DateLabel::publish);
  CHECK(only_label("发布日期 : 2025-11-03") == DateLabel::publish);
  CHECK(only_label("【发布时间】2025年11月3日") == DateLabel::publish);
  CHECK(only_label("发 布 时 间：\xE3\x80\x80"
                   "2025-11-03") == DateLabel::publish);
  CHECK(only_label("更新时间：2025-11-03") == DateLabel::update);
  CHECK(only_label("成文日期：2025-11-03") == DateLabel::issue);
  CHECK(only_label("发文日期： 2025-11-03") == DateLabel::issue);
  CHECK(only_label("生成日期：2025-11-03") == DateLabel::issue);
  CHECK(only_label("时间：2025-11-03") == DateLabel::plain);
  CHECK(only_label("今天是2025年11月3日") == DateLabel::unrelated);
  CHECK(only_label("截止日期：2025-11-03") == DateLabel::unrelated);
  CHECK(only_label("施行日期：2025-11-03") == DateLabel::unrelated);
  CHECK(only_label("会议于2025年11月3日召开") == DateLabel::none);
}

TEST_CASE("a label belongs to the next date only") {
  const auto dates = find_dates("发布时间：2025-11-03 2024-01-05", 5);
  REQUIRE(dates.size() == 2);
  CHECK(dates[0].label == DateLabel::publish);
  CHECK(dates[1].label == DateLabel::none);
  CHECK(find_dates("2025-11-01 2025-11-02 2025-11-03", 2).size() == 2);
}

TEST_CASE("days without a year") {
  for (const char* text : {"11-03", "[11-03]", "11/3", "11月3日", "(11.03)"}) {
    INFO(text);
    const auto day = find_month_day(text);
    REQUIRE(day);
    CHECK(day->month == 11);
    CHECK(day->day == 3);
  }
  for (const char* text : {"13-03", "11-32", "2025-11", "11-03-05", "11-03 12-04", "3", "1-2-3"}) {
    INFO(text);
    CHECK_FALSE(find_month_day(text));
  }
}

TEST_CASE("date blocks of lists") {
  for (const char* text :
       {"03 2025-11", "2025-11 03", "03 2025.11", "11-03 2025", "2025/11 03", "2025年11月 03"}) {
    INFO(text);
    const auto date = parse_date_block(text);
    REQUIRE(date);
    CHECK(to_text(*date) == "2025-11-03");
  }
  for (const char* text : {"03 11", "2025 11", "2025-11 浏览 03", "99 2025-11", "1 2 3 2025"}) {
    INFO(text);
    CHECK_FALSE(parse_date_block(text));
  }
}

TEST_CASE("dates in addresses") {
  for (const char* path : {"/zwgk/202511/t20251103_123456.html", "/xw/2025-11/03/content_1.htm",
                           "/art/2025/11/3/art_12_3456.html", "/gg/20251103/1.html",
                           "/xxgk/2025/1103/c12a3456/page.htm", "/a/2025-11-03/88.html"}) {
    INFO(path);
    const auto date = find_url_date(path);
    REQUIRE(date);
    CHECK(to_text(*date) == "2025-11-03");
  }
  for (const char* path : {"/zwgk/202511/123.html", "/col/col20251.html", "/2025/list.html",
                           "/x/120251103/1.html", "/a.html?t=20251103", "/20251399/1.html"}) {
    INFO(path);
    CHECK_FALSE(find_url_date(path));
  }
  const auto month = find_url_month("/zwgk/202511/123.html");
  REQUIRE(month);
  CHECK(month->year == 2025);
  CHECK(month->month == 11);
  CHECK_FALSE(find_url_month("/zwgk/list_202511.html"));
}
