#include "handscore/answer_form.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"

namespace gweval {

const std::vector<WorksheetColumn>& answer_columns() {
  static const std::vector<WorksheetColumn> columns{
      {"plan", {"测试方案", "test"}, {}},
      {"site_id", {"网站编号", "site id"}, {}},
      {"site", {"网站", "name of the"}, {}},
      {"class", {"问题类别", "kind of question,"}, {}},
      {"question", {"问题编号", "id of the"}, {}},
      {"ask", {"照原文提问", "word by word:"}, {}},
      {"expected", {"应有表现", "what is"}, {}},
      {"verdict",
       {"判定", "the"},
       {"pass 合格，fail 不合格，na 无法提问", "pass, fail, or na if it cannot be asked"}},
      {"answer", {"回答要点", "gist of the"}, {"系统答了什么", "what the system said"}},
      {"seconds", {"开始回答用时（秒）", "until it began to answer, in"}, {}},
      {"screenshot",
       {"截图文件名", "file name of the"},
       {"判定为 pass 或 fail 时必填", "needed for pass and fail"}},
      {"asked_at", {"提问日期", "when, YYYY-MM-DD:"}, {}},
      {"note", {"备注", "a"}, {}},
      {"rater", {"评分人", "name of the"}, {}},
      {"row", {"", ""}, {}},
      {"round", {"", ""}, {}},
      {"plan_digest", {"", ""}, {}}};
  return columns;
}

std::string plan_digest(const TestPlan& plan) {
  // Lengths before texts: no two plans give the same bytes.
  std::string all;
  const auto add = [&all](const std::string& text) {
    all += fmt::format("{}:{}\n", text.size(), text);
  };
  add(plan.id);
  add(std::to_string(plan.version));
  for (const TestClass& each : plan.classes) {
    for (const std::string& text : {each.id, each.title.zh, each.title.en, each.indicator,
                                    each.criterion, each.expected.zh, each.expected.en}) {
      add(text);
    }
    add(std::to_string(each.questions.size()));
    for (const TestQuestion& question : each.questions) {
      add(question.id);
      add(question.text);
    }
  }
  return "sha256:" + sha256_hex(all);
}

std::string question_row_id(const QuestionSheet& sheet, const std::string& site,
                            const std::string& question) {
  const std::string all = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", sheet.round, sheet.plan,
                                      sheet.plan_digest, site, question, sheet.rater);
  return "q" + sha256_hex(all).substr(0, 12);
}

}  // namespace gweval
