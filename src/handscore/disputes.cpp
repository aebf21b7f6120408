#include "handscore/disputes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "base/file.hpp"
#include "base/name_key.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "handscore/worksheet.hpp"
#include "handscore/worksheet_check.hpp"
#include "workbook/form_book.hpp"

namespace gweval {
namespace {

constexpr double kApartSlack = 1e-9;
constexpr std::size_t kMaxShown = 32'000;  // bytes of a cell, as workbooks take them

const std::vector<WorksheetColumn>& dispute_columns() {
  static const std::vector<WorksheetColumn> columns{
      {"unit", {"编号", "row"}, {}},
      {"site_id", {"网站编号", "site id"}, {}},
      {"indicator_id", {"指标编号", "indicator id"}, {}},
      {"criterion_id", {"要点编号", "criterion id"}, {}},
      {"indicator", {"指标", "name of the"}, {}},
      {"criterion", {"评分要点", "disputed"}, {}},
      {"scale", {"等级说明", "the"}, {}},
      {"answers", {"各评分人意见", "the raters'"}, {}},
      {"points", {"分差", "difference in"}, {}},
      {"grade", {"裁定等级", "your"}, {"从列表中选", "one of the list"}},
      {"not_applicable", {"不适用填 na", "na if"}, {"不适用时选 na", "na if it does not apply"}},
      {"reason", {"裁定理由", "the"}, {"必填", "needed"}},
      {"evidence_url", {"依据网址", "the"}, {"看到的页面网址", "the page you saw"}},
      {"decided_by", {"裁定人", "name, as"}, {"不得是评分人", "none of the raters"}}};
  return columns;
}

std::string answers_text(const Dispute& dispute, Language language) {
  const bool is_zh = language == Language::zh;
  std::string out;
  char name = 'A';  // names would sway the third person
  for (const StoredRating& one : dispute.ratings) {
    const std::string answer = !one.rating.index   ? "na"
                               : one.grade.empty() ? shortest_decimal(*one.rating.index)
                                                   : one.grade;
    out +=
        fmt::format("{}{}{}{}{}{}{}", out.empty() ? "" : "\n", name++, is_zh ? "：" : ": ", answer,
                    one.rating.note.empty() ? "" : (is_zh ? "；" : "; "), one.rating.note,
                    one.rating.evidence_url.empty() ? "" : " " + one.rating.evidence_url);
  }
  return out;
}

std::vector<std::string> shown_cells(const Dispute& dispute, Language language) {
  const PlanScale& scale = dispute.plan->scales[dispute.unit->scale];
  std::vector<std::string> cells{dispute.unit->id,
                                 dispute.unit->site,
                                 dispute.unit->indicator,
                                 dispute.unit->criterion,
                                 scale.indicator_name,
                                 scale.title.in(language),
                                 scale_text(scale.grades, language),
                                 answers_text(dispute, language),
                                 fmt::format("{:.2f}", dispute.points_apart)};
  // As every spreadsheet can keep it, so that it comes back as it was sent.
  for (std::string& cell : cells) cell = printable_lines(cell, kMaxShown);
  return cells;
}

using Key = std::tuple<std::string, std::string, std::string>;

Key key_of(const Decision& one) {
  return {one.site_id, one.indicator_id, one.criterion_id};
}

/// As a spreadsheet may hand it back.
std::string shown_text(std::string text) {
  if (text.starts_with("'")) text.erase(0, 1);
  return fold_space(text);
}

/// A spreadsheet writes 1.00 as 1.
bool is_same_text(const std::string& a, const std::string& b) {
  const auto one = parse_number(a);
  const auto other = parse_number(b);
  return a == b || (one && other && std::abs(*one - *other) < kApartSlack);
}

bool is_same_decision(const Decision& a, const Decision& b) {
  return a.index == b.index && a.reason == b.reason && a.evidence_url == b.evidence_url &&
         a.decided_by == b.decided_by;
}

/// Reads one row of a dispute sheet.
class DecisionReader {
 public:
  DecisionReader(const std::map<std::string, Dispute>& disputes, const RatingStore& store,
                 DecisionLoad& out)
      : disputes_(disputes), store_(store), out_(out) {
    for (const auto& [id, dispute] : disputes) ids_.push_back(id);
  }

  void read(const FormTable& table, std::size_t row) {
    table_ = &table;
    row_ = row;
    is_sound_ = true;
    const FormCell id = cell("unit");
    const FormCell grade = cell("grade");
    const FormCell not_applicable = cell("not_applicable");
    const auto found = disputes_.find(id.text);
    if (found == disputes_.end()) {
      return fault(id, fmt::format("row {} is not in dispute{}", cell_text(id.text),
                                   did_you_mean(id.text, ids_)));
    }
    if (!seen_.insert(id.text).second) return fault(id, "the row stands twice; remove one");
    for (const FormCell& one : table_->rows[row_]) {
      if (one.is_formula) fault(one, "the cell holds a formula; write the value itself");
    }
    const Dispute& dispute = found->second;
    if (!dispute.decision) check_texts(dispute);
    if (grade.text.empty() && not_applicable.text.empty()) {
      if (!cell("reason").text.empty()) fault(grade, "there is a reason, but neither grade nor na");
      if (!dispute.decision) ++out_.open;
      return;
    }
    take(dispute, grade, not_applicable);
  }

 private:
  [[nodiscard]] FormCell cell(const std::string& column) const {
    return table_->cell(row_, column);
  }
  void fault(const FormCell& at, const std::string& message) {
    is_sound_ = false;
    out_.faults.push_back(table_->fault(at, message));
  }

  /// The third person decides what was shown: the row as it stands in the store now, in either
  /// language.
  void check_texts(const Dispute& dispute) {
    std::vector<std::vector<std::string>> shown;
    for (const Language language : {Language::zh, Language::en}) {
      shown.push_back(shown_cells(dispute, language));
    }
    for (std::size_t i = 1; i < shown[0].size(); ++i) {
      const FormCell at = cell(dispute_columns()[i].id);
      const std::string text = shown_text(at.text);
      const bool is_same =
          std::any_of(shown.begin(), shown.end(), [&](const std::vector<std::string>& cells) {
            return is_same_text(shown_text(cells[i]), text);
          });
      if (is_same) continue;
      fault(at, fmt::format("the text of '{}' was changed, or a rater has answered anew since; "
                            "export the sheet again",
                            dispute_columns()[i].id));
    }
  }

  void take(const Dispute& dispute, const FormCell& grade, const FormCell& not_applicable) {
    Decision decision;
    decision.site_id = dispute.unit->site;
    decision.indicator_id = dispute.unit->indicator;
    decision.criterion_id = dispute.unit->criterion;
    decision.reason = cell("reason").text;
    decision.evidence_url = cell("evidence_url").text;
    decision.decided_by = cell("decided_by").text;
    if (!not_applicable.text.empty()) {
      if (!grade.text.empty()) fault(grade, "the row has a grade and is marked na; keep one");
      if (!equals_ignoring_case(not_applicable.text, "na")) {
        fault(not_applicable, "write na or nothing");
      }
    } else {
      std::string message;
      const auto read =
          read_grade(dispute.plan->scales[dispute.unit->scale].grades, grade.text, message);
      if (!read) fault(grade, message);
      if (read) decision.index = read->index;
    }
    check_who_and_why(dispute, decision);
    if (!is_sound_) return;
    if (!dispute.decision) {
      out_.decisions.push_back(std::move(decision));
    } else if (is_same_decision(*dispute.decision, decision)) {
      ++out_.unchanged;
    } else {
      fault(cell("grade"),
            fmt::format("{} has decided this otherwise on {}; restore that decision, or leave the "
                        "row blank",
                        dispute.decision->decided_by, dispute.decision->decided_at));
    }
  }

  void check_who_and_why(const Dispute& dispute, const Decision& decision) {
    if (decision.reason.empty()) fault(cell("reason"), "the reason is missing");
    const std::string& evidence = decision.evidence_url;
    if (!evidence.empty() && !is_evidence(evidence)) {
      fault(cell("evidence_url"), "this is neither an http(s) address nor a digest sha256:…");
    } else if (is_digest(evidence) && !store_.kept.contains(evidence)) {
      fault(cell("evidence_url"), "the store keeps no file of this digest");
    }
    if (!is_rater_name(decision.decided_by)) {
      fault(cell("decided_by"), "who decided is missing, or is no name");
    }
    for (const StoredRating& one : dispute.ratings) {
      if (name_key(one.rating.rater) != name_key(decision.decided_by)) continue;
      fault(cell("decided_by"),
            fmt::format("'{}' is one of the raters; a third person decides", decision.decided_by));
    }
  }

  const std::map<std::string, Dispute>& disputes_;
  const RatingStore& store_;
  DecisionLoad& out_;
  const FormTable* table_ = nullptr;
  std::size_t row_ = 0;
  bool is_sound_ = true;
  std::set<std::string> seen_;
  std::vector<std::string> ids_;
};

/// Raters' answers to each unit that was planned, with what a third person decided.
std::map<std::string, Dispute> answered_units(const RatingStore& store) {
  std::map<std::string, std::pair<const Plan*, const PlanUnit*>> units;
  for (const Batch& batch : store.batches) {
    if (!batch.plan) continue;
    for (const PlanUnit& unit : batch.plan->units) units[unit.id] = {&*batch.plan, &unit};
  }
  std::map<Key, Decision> decided;
  for (Decision& one : store.decisions()) {
    const Key key = key_of(one);
    decided.insert_or_assign(key, std::move(one));
  }
  std::map<std::string, Dispute> by_unit;
  for (StoredRating& one : store.ratings()) {
    const auto found = units.find(one.unit);
    if (found == units.end()) continue;
    Dispute& dispute = by_unit[one.unit];
    std::tie(dispute.plan, dispute.unit) = found->second;
    const ManualRating& of = one.rating;
    const auto decision = decided.find({of.site_id, of.indicator_id, of.criterion_id});
    if (decision != decided.end()) dispute.decision = decision->second;
    dispute.ratings.push_back(std::move(one));
  }
  return by_unit;
}

/// Decided ones too; the most points first.
std::vector<Dispute> all_disputes(const RatingStore& store, double tolerance) {
  std::vector<Dispute> out;
  for (auto& [id, dispute] : answered_units(store)) {
    if (dispute.ratings.size() < 2) continue;
    double low = 1;
    double high = 0;
    std::size_t numbers = 0;
    for (const StoredRating& one : dispute.ratings) {
      if (!one.rating.index) continue;
      ++numbers;
      low = std::min(low, *one.rating.index);
      high = std::max(high, *one.rating.index);
    }
    const bool is_mixed = numbers > 0 && numbers < dispute.ratings.size();
    // A row that was decided stays known, though a revised answer may have ended the dispute.
    const bool is_apart = is_mixed || (numbers > 0 && high - low > tolerance + kApartSlack);
    if (!is_apart && !dispute.decision) continue;
    const double apart = is_mixed ? 1 : std::max(0.0, high - low);
    dispute.points_apart = apart * dispute.plan->scales[dispute.unit->scale].points;
    out.push_back(dispute);
  }
  std::stable_sort(out.begin(), out.end(), [](const Dispute& a, const Dispute& b) {
    return a.points_apart > b.points_apart + kApartSlack;
  });
  return out;
}

Result<void> write_csv(const std::vector<Dispute>& disputes, const std::filesystem::path& path,
                       Language language) {
  std::vector<std::string> head;
  for (const WorksheetColumn& column : dispute_columns()) {
    head.push_back(column.title.in(language) + " " + column.id);
  }
  std::string out = std::string(kUtf8Bom) + csv_row(head);
  for (const Dispute& dispute : disputes) {
    auto row = shown_cells(dispute, language);
    row.resize(dispute_columns().size());
    out += csv_row(row);
  }
  return write_file_atomically(path, out);
}

}  // namespace

std::vector<Dispute> find_disputes(const RatingStore& store, double tolerance) {
  std::vector<Dispute> out = all_disputes(store, tolerance);
  std::erase_if(out, [](const Dispute& one) { return one.decision.has_value(); });
  return out;
}

Result<void> write_dispute_sheet(const std::vector<Dispute>& disputes,
                                 const std::filesystem::path& path, Language language) {
  if (path.extension() == ".csv") return write_csv(disputes, path, language);
  constexpr double kWidths[] = {14, 12, 14, 14, 18, 20, 40, 50, 8, 10, 12, 36, 32, 14};
  constexpr FormKind kOpenKinds[] = {FormKind::choice, FormKind::not_applicable, FormKind::text,
                                     FormKind::text, FormKind::text};
  constexpr std::size_t kShown = 9;
  std::vector<FormColumn> columns;
  for (std::size_t i = 0; i < dispute_columns().size(); ++i) {
    const WorksheetColumn& of = dispute_columns()[i];
    columns.push_back({of.title.in(language) + " " + of.id, kWidths[i],
                       i < kShown ? FormKind::shown : kOpenKinds[i - kShown],
                       of.hint.in(language)});
  }
  const std::string as_of = disputes.empty() ? "2000-01-01" : disputes.front().plan->as_of;
  GWEVAL_TRY(FormBook book, FormBook::create(path, as_of));
  GWEVAL_CHECK(book.sheet(language == Language::zh ? "裁定" : "decisions", std::move(columns)));
  for (const Dispute& dispute : disputes) {
    std::vector<std::string> choices;
    for (const Grade& grade : dispute.plan->scales[dispute.unit->scale].grades) {
      choices.push_back(grade.grade);
    }
    GWEVAL_CHECK(book.row(shown_cells(dispute, language), choices));
  }
  return book.finish();
}

DecisionLoad load_decisions(const std::filesystem::path& path, const RatingStore& store,
                            double tolerance) {
  std::vector<std::string> ids;
  for (const WorksheetColumn& column : dispute_columns()) ids.emplace_back(column.id);
  DecisionLoad out;
  FormLoad load = load_form(path, "decided_by", ids);
  out.faults = std::move(load.faults);
  out.bytes = std::move(load.bytes);
  if (!load.table) return out;
  std::map<std::string, Dispute> disputes;
  for (Dispute& dispute : all_disputes(store, tolerance)) {
    const std::string id = dispute.unit->id;
    disputes.emplace(id, std::move(dispute));
  }
  DecisionReader reader(disputes, store, out);
  for (std::size_t row = 0; row < load.table->rows.size(); ++row) reader.read(*load.table, row);
  if (!out.faults.empty()) out.decisions.clear();
  return out;
}

}  // namespace gweval
