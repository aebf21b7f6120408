#include "handscore/answers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "handscore/answer_form.hpp"
#include "workbook/form_book.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNameBytes = 3'000;

std::vector<std::vector<std::string>> question_rows(const TestPlan& plan,
                                                    const QuestionSheet& sheet, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [site, name] : sheet.sites) {
    for (const TestClass& each : plan.classes) {
      for (const TestQuestion& question : each.questions) {
        rows.push_back({plan.id, site, name, each.title.in(language), question.id, question.text,
                        each.expected.in(language), "", "", "", "", "", "", sheet.rater,
                        question_row_id(sheet, site, question.id), sheet.round, sheet.plan_digest});
      }
    }
  }
  return rows;
}

std::string answer_head(const WorksheetColumn& column, Language language) {
  const std::string& title = column.title.in(language);
  return title.empty() ? column.id : title + " " + column.id;
}

}  // namespace

std::vector<const SiteResult*> sites_to_ask(const Results& results, const TestPlan& plan,
                                            const RatingStore& store, const std::string& rater) {
  std::set<std::pair<std::string, std::string>> targets;
  for (const TestClass& each : plan.classes) targets.emplace(each.indicator, each.criterion);
  std::set<std::string> theirs;
  bool is_assigned = false;
  for (const Batch& batch : store.batches) {
    if (!batch.plan) continue;
    for (const PlanUnit& unit : batch.plan->units) {
      if (!targets.contains({unit.indicator, unit.criterion})) continue;
      is_assigned = true;
      const bool is_theirs =
          std::find(unit.raters.begin(), unit.raters.end(), rater) != unit.raters.end();
      if (is_theirs) theirs.insert(unit.site);
    }
  }
  std::vector<const SiteResult*> out;
  for (const SiteResult& site : results.sites) {
    if (site.status == SiteStatus::not_observed) continue;
    if (!is_assigned || theirs.contains(site.id)) out.push_back(&site);
  }
  return out;
}

QuestionSheet make_question_sheet(const TestPlan& plan, const std::vector<const SiteResult*>& sites,
                                  const std::string& rater, const std::string& round) {
  QuestionSheet out{round, plan.id, plan_digest(plan), rater, {}};
  for (const SiteResult* site : sites) {
    out.sites.emplace_back(site->id, printable_lines(site->name, kMaxNameBytes));
  }
  return out;
}

Result<void> write_question_sheet(const TestPlan& plan, const QuestionSheet& sheet,
                                  const fs::path& path, const std::string& date,
                                  Language language) {
  const auto rows = question_rows(plan, sheet, language);
  if (path.extension() == ".csv") {
    std::vector<std::string> head;
    for (const WorksheetColumn& column : answer_columns()) {
      head.push_back(answer_head(column, language));
    }
    std::string out = std::string(kUtf8Bom) + csv_row(head);
    for (const auto& row : rows) out += csv_row(row);
    return write_file_atomically(path, out);
  }
  constexpr double kWidths[] = {14, 12, 14, 16, 10, 40, 40, 8, 40, 12, 22, 12, 24, 12, 12, 12, 12};
  constexpr FormKind kKinds[] = {
      FormKind::shown,  FormKind::shown, FormKind::shown,  FormKind::shown,  FormKind::shown,
      FormKind::shown,  FormKind::shown, FormKind::choice, FormKind::text,   FormKind::text,
      FormKind::text,   FormKind::date,  FormKind::text,   FormKind::hidden, FormKind::hidden,
      FormKind::hidden, FormKind::hidden};
  std::vector<FormColumn> columns;
  for (std::size_t i = 0; i < answer_columns().size(); ++i) {
    const WorksheetColumn& of = answer_columns()[i];
    columns.push_back({answer_head(of, language), kWidths[i], kKinds[i], of.hint.in(language)});
  }
  GWEVAL_TRY(FormBook book, FormBook::create(path, date));
  GWEVAL_CHECK(book.sheet(language == Language::zh ? "测试问题" : "questions", std::move(columns)));
  for (const auto& row : rows) GWEVAL_CHECK(book.row(row, {"pass", "fail", "na"}));
  return book.finish();
}

std::string to_answers_csv(const RatingStore& store) {
  std::string out =
      std::string(kUtf8Bom) + csv_row({"site_id", "plan", "question", "rater", "verdict", "answer",
                                       "seconds", "screenshot", "asked_at", "note"});
  for (const StoredAnswer& one : store.answers()) {
    out += csv_row({one.site, one.plan, one.question, one.rater, one.verdict, one.answer,
                    one.seconds ? shortest_decimal(*one.seconds) : "", one.screenshot, one.asked_at,
                    one.note});
  }
  return out;
}

std::string to_tally_text(const RatingStore& store, const std::vector<TestPlan>& plans,
                          Language language) {
  struct Tally {
    std::size_t passed = 0;
    std::size_t asked = 0;
  };
  std::map<std::tuple<std::string, std::string, std::string>, Tally> tallies;
  for (const StoredAnswer& one : store.answers()) {
    for (const TestPlan& plan : plans) {
      if (plan.id != one.plan || one.verdict == "na") continue;
      for (const TestClass& each : plan.classes) {
        const bool is_of =
            std::any_of(each.questions.begin(), each.questions.end(),
                        [&](const TestQuestion& question) { return question.id == one.question; });
        if (!is_of) continue;
        Tally& tally = tallies[{one.site, one.rater, each.title.in(language)}];
        ++tally.asked;
        if (one.verdict == "pass") ++tally.passed;
      }
    }
  }
  const bool is_zh = language == Language::zh;
  if (tallies.empty()) return is_zh ? "还没有测试记录。\n" : "no answer is on record yet\n";
  std::string out = fit_left(is_zh ? "网站" : "site", 16) +
                    fit_left(is_zh ? "评分人" : "rater", 14) +
                    fit_left(is_zh ? "问题类别" : "kind of question", 28) +
                    (is_zh ? "合格/提问" : "passed/asked") + "\n";
  for (const auto& [key, tally] : tallies) {
    const auto& [site, rater, title] = key;
    out += fit_left(to_printable(site), 16) + fit_left(to_printable(rater), 14) +
           fit_left(to_printable(title), 28) + fmt::format("{}/{}\n", tally.passed, tally.asked);
  }
  return out;
}

}  // namespace gweval
