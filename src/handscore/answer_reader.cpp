// A sheet of questions that came back, checked against what was sent.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/edit_distance.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/date.hpp"
#include "handscore/answer_form.hpp"
#include "handscore/answers.hpp"
#include "handscore/form_table.hpp"
#include "handscore/worksheet_check.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxScreenshotBytes = 16 << 20;
constexpr double kMaxSeconds = 3600;

/// One row as it was sent.
struct SentRow {
  const QuestionSheet* sheet = nullptr;
  const TestPlan* plan = nullptr;  // null: the catalogue has another state of it now
  const TestClass* of = nullptr;
  const TestQuestion* question = nullptr;
  std::string site;
  std::string site_name;
};

using SentRows = std::map<std::string, SentRow>;

void add_rows(SentRows& rows, const QuestionSheet& sheet, const TestPlan& plan) {
  for (const auto& [site, name] : sheet.sites) {
    for (const TestClass& each : plan.classes) {
      for (const TestQuestion& question : each.questions) {
        rows.insert_or_assign(question_row_id(sheet, site, question.id),
                              SentRow{&sheet, &plan, &each, &question, site, name});
      }
    }
  }
}

/// What a file of this name begins with (PNG §5.2, JPEG B.1.1.3, WebP container).
bool is_picture(std::string_view bytes, const std::string& extension) {
  if (extension == ".png") return bytes.starts_with("\x89PNG\r\n\x1A\n");
  if (extension == ".webp")
    return bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP");
  return bytes.starts_with("\xFF\xD8\xFF");
}

class AnswerReader {
 public:
  AnswerReader(const AnswerImport& import, const std::vector<TestPlan>& plans,
               const RatingStore& store, AnswerLoad& out)
      : import_(import), out_(out) {
    for (const Batch& batch : store.batches) {
      if (!batch.questions) continue;
      const auto plan = std::find_if(plans.begin(), plans.end(), [&](const TestPlan& one) {
        return one.id == batch.questions->plan && plan_digest(one) == batch.questions->plan_digest;
      });
      if (plan != plans.end()) add_rows(sent_, *batch.questions, *plan);
    }
    for (StoredAnswer& one : store.answers()) known_.emplace(key_of(one), std::move(one));
  }

  void read(const FormTable& table, std::size_t row) {
    table_ = &table;
    row_ = row;
    answer_ = {};
    is_sound_ = true;
    for (const FormCell& one : table.rows[row]) {
      if (one.is_formula) fault(one, "the cell holds a formula; write the value itself");
    }
    if (!read_sent()) return;
    if (cell("verdict").text.empty()) {
      if (!cell("answer").text.empty()) fault(cell("verdict"), "an answer without a verdict");
      ++out_.open;
      return;
    }
    read_verdict();
    read_seconds();
    read_screenshot();
    if (is_sound_) keep();
  }

 private:
  using AnswerKey = std::tuple<std::string, std::string, std::string, std::string>;

  static AnswerKey key_of(const StoredAnswer& one) {
    return {one.site, one.plan, one.question, one.rater};
  }
  [[nodiscard]] FormCell cell(const char* column) const { return table_->cell(row_, column); }
  void fault(const FormCell& at, const std::string& message) {
    is_sound_ = false;
    out_.faults.push_back(table_->fault(at, message));
  }

  /// A cell that is as it was sent, in either language.
  void check_same(const char* column, const std::string& zh, const std::string& en) {
    const FormCell at = cell(column);
    std::string text = at.text;
    if (text.starts_with("'")) text.erase(0, 1);
    text = fold_space(text);
    if (text == fold_space(zh) || text == fold_space(en)) return;
    fault(at, fmt::format("'{}' was changed; every site is asked the same. Restore it", column));
  }
  void check_same(const char* column, const std::string& text) { check_same(column, text, text); }

  /// The row's number says what was asked, where, and by whom; every other cell must agree.
  bool read_sent() {
    const FormCell id = cell("row");
    const auto found = sent_.find(id.text);
    if (found == sent_.end()) {
      fault(id, fmt::format("row {} is of no sheet of questions that `gweval answers export` wrote "
                            "with this store and this state of the test plan",
                            cell_text(id.text)));
      return false;
    }
    const SentRow& sent = found->second;
    answer_.site = sent.site;
    answer_.plan = sent.plan->id;
    answer_.question = sent.question->id;
    answer_.rater = sent.sheet->rater;
    check_same("round", sent.sheet->round);
    check_same("plan_digest", sent.sheet->plan_digest);
    check_same("plan", sent.plan->id);
    check_same("site_id", sent.site);
    check_same("site", sent.site_name);
    check_same("class", sent.of->title.zh, sent.of->title.en);
    check_same("question", sent.question->id);
    check_same("ask", sent.question->text);
    check_same("expected", sent.of->expected.zh, sent.of->expected.en);
    check_same("rater", sent.sheet->rater);
    if (file_rater_.empty()) file_rater_ = answer_.rater;
    if (file_rater_ != answer_.rater) fault(cell("rater"), "a file is of one rater");
    if (!seen_.insert(id.text).second) fault(id, "the row stands twice; remove one");
    return true;
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
    if (answer_.asked_at.empty()) return;
    if (!parse_iso_date(answer_.asked_at)) {
      fault(cell("asked_at"), "a date is written YYYY-MM-DD");
    } else if (answer_.asked_at > import_.day) {
      fault(cell("asked_at"), fmt::format("it is later than {}, the day of import", import_.day));
    }
  }

  void read_seconds() {
    const FormCell seconds = cell("seconds");
    if (seconds.text.empty()) return;
    answer_.seconds = parse_number(seconds.text);
    if (!answer_.seconds || *answer_.seconds < 0 || *answer_.seconds > kMaxSeconds) {
      fault(seconds, "seconds are a number from 0 to 3600");
    }
  }

  /// A name in the folder, of a picture: no path and no link, so that nothing else can be taken
  /// into the store.
  void read_screenshot() {
    const FormCell at = cell("screenshot");
    if (at.text.empty()) {
      if (answer_.verdict == "pass" || answer_.verdict == "fail") {
        fault(at, "the screenshot is missing");
      }
      return;
    }
    const std::string extension = to_lower_ascii(fs::path(at.text).extension().string());
    const bool is_named =
        extension == ".png" || extension == ".jpg" || extension == ".jpeg" || extension == ".webp";
    if (at.text.find_first_of("/\\") != std::string::npos || at.text[0] == '.' || !is_named) {
      return fault(at,
                   "give the name of a .png, .jpg or .webp file in the folder of screenshots, "
                   "without a path");
    }
    auto bytes = read_regular_file(import_.screenshots / at.text, kMaxScreenshotBytes);
    if (!bytes) return fault(at, at.text + ": " + bytes.error().message);
    if (!is_picture(*bytes, extension)) {
      return fault(at, at.text + ": the file is no such picture; it begins otherwise");
    }
    answer_.screenshot = digest_text(*bytes);
    picture_ = {*std::move(bytes), extension};
  }

  void keep() {
    const auto known = known_.find(key_of(answer_));
    if (known != known_.end() && known->second == answer_) {
      ++out_.unchanged;
      return;
    }
    if (known != known_.end() && !import_.may_revise) {
      fault(cell("verdict"),
            fmt::format("{} has answered this otherwise before; restore that answer, or import "
                        "with --revise, which keeps both",
                        answer_.rater));
      return;
    }
    if (!answer_.screenshot.empty()) out_.screenshots.push_back(std::move(picture_));
    out_.answers.push_back(answer_);
  }

  const AnswerImport& import_;
  AnswerLoad& out_;
  const FormTable* table_ = nullptr;
  std::size_t row_ = 0;
  bool is_sound_ = true;
  StoredAnswer answer_;
  Screenshot picture_;
  std::string file_rater_;
  SentRows sent_;
  std::set<std::string> seen_;
  std::map<AnswerKey, StoredAnswer> known_;
};

}  // namespace

AnswerLoad load_answers(const AnswerImport& import, const std::vector<TestPlan>& plans,
                        const RatingStore& store) {
  std::vector<std::string> ids;
  for (const WorksheetColumn& column : answer_columns()) ids.emplace_back(column.id);
  AnswerLoad out;
  FormLoad load = load_form(import.sheet, "verdict", ids);
  out.faults = std::move(load.faults);
  out.bytes = std::move(load.bytes);
  if (!load.table) return out;
  AnswerReader reader(import, plans, store, out);
  for (std::size_t row = 0; row < load.table->rows.size(); ++row) reader.read(*load.table, row);
  if (!out.faults.empty()) {
    out.answers.clear();
    out.screenshots.clear();
  }
  return out;
}

}  // namespace gweval
