#include "handscore/answers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/date.hpp"
#include "handscore/form_table.hpp"
#include "handscore/worksheet.hpp"
#include "workbook/form_book.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxScreenshotBytes = 16 << 20;
constexpr double kMaxSeconds = 3600;

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
      {"rater", {"评分人", "name of the"}, {}}};
  return columns;
}

const TestQuestion* find_question(const TestPlan& plan, const std::string& id) {
  for (const TestClass& each : plan.classes) {
    for (const TestQuestion& question : each.questions) {
      if (question.id == id) return &question;
    }
  }
  return nullptr;
}

std::string extension_of(const std::string& name) {
  return to_lower_ascii(fs::path(name).extension().string());
}

class AnswerReader {
 public:
  AnswerReader(const fs::path& folder, const std::vector<TestPlan>& plans, const RatingStore& store,
               AnswerLoad& out)
      : folder_(folder), plans_(plans), out_(out) {
    for (const StoredAnswer& one : store.answers()) {
      known_.emplace(one.site, one.plan, one.question, one.rater);
    }
  }

  void read(const FormTable& table, std::size_t row) {
    table_ = &table;
    row_ = row;
    answer_ = {};
    if (cell("verdict").text.empty()) {
      ++out_.open;
      return;
    }
    for (const FormCell& one : table.rows[row]) {
      if (one.is_formula) fault(one, "the cell holds a formula; write the value itself");
    }
    read_question();
    read_verdict();
    read_screenshot();
    const std::tuple key{answer_.site, answer_.plan, answer_.question, answer_.rater};
    if (!known_.insert(key).second) {
      fault(cell("question"), "this question was answered before; answers are not replaced");
    }
    out_.answers.push_back(answer_);
  }

 private:
  [[nodiscard]] FormCell cell(const char* column) const { return table_->cell(row_, column); }
  void fault(const FormCell& at, const std::string& message) {
    const bool is_workbook = table_->source.ends_with(']');
    out_.faults.push_back({table_->source, at.row, at.column,
                           is_workbook ? place_text(at) + ": " + message : message});
  }

  void read_question() {
    answer_.site = cell("site_id").text;
    answer_.rater = cell("rater").text;
    answer_.plan = cell("plan").text;
    answer_.question = cell("question").text;
    if (answer_.site.empty()) fault(cell("site_id"), "the site is missing");
    if (!is_rater_name(answer_.rater)) fault(cell("rater"), "the rater is missing");
    const auto plan = std::find_if(plans_.begin(), plans_.end(),
                                   [&](const TestPlan& one) { return one.id == answer_.plan; });
    if (plan == plans_.end()) {
      return fault(cell("plan"),
                   fmt::format("the catalogue has no test plan {}", cell_text(answer_.plan)));
    }
    const TestQuestion* question = find_question(*plan, answer_.question);
    if (question == nullptr) {
      return fault(cell("question"),
                   fmt::format("the plan has no question {}", cell_text(answer_.question)));
    }
    if (fold_space(cell("ask").text) != fold_space(question->text)) {
      fault(cell("ask"), "the question was changed; every site is asked the same");
    }
  }

  void read_verdict() {
    const FormCell verdict = cell("verdict");
    answer_.verdict = to_lower_ascii(verdict.text);
    if (answer_.verdict != "pass" && answer_.verdict != "fail" && answer_.verdict != "na") {
      fault(verdict, fmt::format("write pass, fail or na, not {}", cell_text(verdict.text)));
    }
    answer_.answer = cell("answer").text;
    answer_.note = cell("note").text;
    answer_.asked_at = cell("asked_at").text;
    if (answer_.verdict != "na" && answer_.answer.empty()) {
      fault(cell("answer"), "the answer's gist is missing");
    }
    if (answer_.verdict == "na" && answer_.note.empty()) {
      fault(cell("note"), "why can it not be asked?");
    }
    if (!answer_.asked_at.empty() && !parse_iso_date(answer_.asked_at)) {
      fault(cell("asked_at"), "a date is written YYYY-MM-DD");
    }
    const FormCell seconds = cell("seconds");
    if (seconds.text.empty()) return;
    answer_.seconds = parse_number(seconds.text);
    if (!answer_.seconds || *answer_.seconds < 0 || *answer_.seconds > kMaxSeconds) {
      fault(seconds, "seconds are a number from 0 to 3600");
    }
  }

  /// A name in the folder, of a picture: no path, so that nothing else can be taken into the store.
  void read_screenshot() {
    const FormCell at = cell("screenshot");
    if (at.text.empty()) {
      if (answer_.verdict == "pass" || answer_.verdict == "fail") {
        fault(at, "the screenshot is missing");
      }
      return;
    }
    const std::string extension = extension_of(at.text);
    const bool is_picture = extension == ".png" || extension == ".jpg" || extension == ".jpeg" ||
                            extension == ".webp" || extension == ".pdf";
    if (at.text.find_first_of("/\\") != std::string::npos || at.text[0] == '.' || !is_picture) {
      return fault(at,
                   "give the name of a .png, .jpg, .webp or .pdf file in the folder of "
                   "screenshots, without a path");
    }
    auto bytes = read_file(folder_ / at.text, kMaxScreenshotBytes);
    if (!bytes) return fault(at, at.text + ": " + bytes.error().message);
    answer_.screenshot = digest_text(*bytes);
    out_.screenshots.push_back({*std::move(bytes), extension});
  }

  const fs::path& folder_;
  const std::vector<TestPlan>& plans_;
  AnswerLoad& out_;
  const FormTable* table_ = nullptr;
  std::size_t row_ = 0;
  StoredAnswer answer_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> known_;
};

std::vector<std::vector<std::string>> question_rows(const TestPlan& plan,
                                                    const std::vector<const SiteResult*>& sites,
                                                    const std::string& rater, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const SiteResult* site : sites) {
    for (const TestClass& each : plan.classes) {
      for (const TestQuestion& question : each.questions) {
        rows.push_back({plan.id, site->id, site->name, each.title.in(language), question.id,
                        question.text, each.expected.in(language), "", "", "", "", "", "", rater});
      }
    }
  }
  return rows;
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

Result<void> write_question_sheet(const TestPlan& plan, const std::vector<const SiteResult*>& sites,
                                  const std::string& rater, const fs::path& path,
                                  const std::string& date, Language language) {
  const auto rows = question_rows(plan, sites, rater, language);
  if (path.extension() == ".csv") {
    std::vector<std::string> head;
    for (const WorksheetColumn& column : answer_columns()) {
      head.push_back(column.title.in(language) + " " + column.id);
    }
    std::string out = std::string(kUtf8Bom) + csv_row(head);
    for (const auto& row : rows) out += csv_row(row);
    return write_file_atomically(path, out);
  }
  constexpr double kWidths[] = {14, 12, 14, 16, 10, 40, 40, 8, 40, 12, 22, 12, 24, 12};
  constexpr FormKind kKinds[] = {
      FormKind::shown, FormKind::shown, FormKind::shown,  FormKind::shown, FormKind::shown,
      FormKind::shown, FormKind::shown, FormKind::choice, FormKind::text,  FormKind::text,
      FormKind::text,  FormKind::date,  FormKind::text,   FormKind::hidden};
  std::vector<FormColumn> columns;
  for (std::size_t i = 0; i < answer_columns().size(); ++i) {
    const WorksheetColumn& of = answer_columns()[i];
    columns.push_back(
        {of.title.in(language) + " " + of.id, kWidths[i], kKinds[i], of.hint.in(language)});
  }
  GWEVAL_TRY(FormBook book, FormBook::create(path, date));
  GWEVAL_CHECK(book.sheet(language == Language::zh ? "测试问题" : "questions", std::move(columns)));
  for (const auto& row : rows) GWEVAL_CHECK(book.row(row, {"pass", "fail", "na"}));
  return book.finish();
}

AnswerLoad load_answers(const fs::path& path, const fs::path& folder,
                        const std::vector<TestPlan>& plans, const RatingStore& store) {
  std::vector<std::string> ids;
  for (const WorksheetColumn& column : answer_columns()) ids.emplace_back(column.id);
  AnswerLoad out;
  FormLoad load = load_form(path, "verdict", ids);
  out.faults = std::move(load.faults);
  out.bytes = std::move(load.bytes);
  if (!load.table) return out;
  AnswerReader reader(folder, plans, store, out);
  for (std::size_t row = 0; row < load.table->rows.size(); ++row) reader.read(*load.table, row);
  if (!out.faults.empty()) {
    out.answers.clear();
    out.screenshots.clear();
  }
  return out;
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
