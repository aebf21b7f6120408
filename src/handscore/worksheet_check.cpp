#include "handscore/worksheet_check.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "handscore/worksheet.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

constexpr double kMaxMinutes = 1440;  // a day
constexpr std::size_t kMaxFaults = 500;

/// CSV defuses what a spreadsheet would run by an apostrophe; it is no part of the text.
std::string plain(std::string text) {
  if (text.size() > 1 && text[0] == '\'' &&
      std::string_view("=+-@").find(text[1]) != std::string_view::npos) {
    text.erase(0, 1);
  }
  return text;
}

bool is_same_answer(const StoredRating& a, const StoredRating& b) {
  return a.rating.index == b.rating.index && a.grade == b.grade && a.rating.note == b.rating.note &&
         a.rating.evidence_url == b.rating.evidence_url && a.minutes == b.minutes;
}

}  // namespace

bool is_evidence(const std::string& text) {
  if (text.starts_with("sha256:")) return is_digest(text);
  const auto url = parse_url(text);
  return url && is_http(*url);
}

std::optional<Grade> read_grade(const std::vector<Grade>& grades, const std::string& text,
                                std::string& fault) {
  const auto number = parse_number(text);
  if (grades.empty()) {
    if (number && *number >= 0 && *number <= 1) return Grade{"", *number, {}};
    fault = fmt::format("{} is off the scale; give a number from 0 to 1", cell_text(text));
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const Grade& grade : grades) {
    if (grade.grade == text || (number && std::abs(*number - grade.index) < 1e-9)) return grade;
    names.push_back(grade.grade);
  }
  fault = fmt::format("{} is off the scale; it has {}{}", cell_text(text), fmt::join(names, ", "),
                      did_you_mean(text, names));
  return std::nullopt;
}

std::vector<std::string> worksheet_column_ids() {
  std::vector<std::string> out;
  for (const WorksheetColumn& column : worksheet_columns()) out.emplace_back(column.id);
  return out;
}

/// One row of a sheet.
class WorksheetChecker::Row {
 public:
  Row(WorksheetChecker& checker, const FormTable& table, std::size_t row, WorksheetRatings& out)
      : checker_(checker), table_(table), row_(row), out_(out) {}

  void run(const std::string& source) {
    check_formulas();
    const FormCell id = cell("unit");
    const auto found = checker_.rows_.find(id.text);
    if (found == checker_.rows_.end()) {
      const bool is_named = !id.text.empty();
      fault(id, is_named ? fmt::format("row {} is in no worksheet of this store{}",
                                       cell_text(id.text), did_you_mean(id.text, checker_.row_ids_))
                         : "the row has lost its number; restore it");
      return;
    }
    known_ = &found->second;
    find_plan();
    check_round();
    check_texts();
    check_rater();
    if (!read_answer()) return;
    rating_.source = source;
    keep();
  }

 private:
  [[nodiscard]] FormCell cell(const std::string& column) const { return table_.cell(row_, column); }

  void fault(const FormCell& at, const std::string& message) {
    is_sound_ = false;
    if (out_.faults.size() >= kMaxFaults) return;
    out_.faults.push_back(table_.fault(at, message));
  }

  void check_formulas() {
    for (const FormCell& one : table_.rows[row_]) {
      if (one.is_formula) fault(one, "the cell holds a formula; write the value itself");
      if (one.text.size() > kMaxCellBytes) fault(one, "the text is longer than 4096 bytes");
    }
  }

  void check_round() {
    const FormCell round = cell("round");
    const std::string& wanted =
        checker_.options_.round.empty() ? plan_->round : checker_.options_.round;
    if (round.text == wanted) return;
    fault(round, fmt::format("the row is of round {}, not of '{}'", cell_text(round.text), wanted));
  }

  /// Digests of the texts that were shown. The row's number stands for the unit's: it was found by
  /// it.
  [[nodiscard]] std::string shown_digests() const {
    std::vector<std::string> now{unit_->id};
    for (std::size_t i = 1; i < kShownColumns; ++i) {
      now.push_back(cell(worksheet_columns()[i].id).text);
    }
    return text_digests(now);
  }

  /// How many texts are as a plan showed them.
  static std::size_t equal_cells(const std::string& a, const std::string& b) {
    constexpr std::size_t kWidth = 7;  // six digits and a blank
    std::size_t count = 0;
    for (std::size_t at = 0; at < std::min(a.size(), b.size()); at += kWidth) {
      count += a.compare(at, 6, b, at, 6) == 0 ? 1 : 0;
    }
    return count;
  }

  /// The plan whose sheet this is: of several exports the one with the most of these texts, of
  /// equals the newest.
  void find_plan() {
    unit_ = known_->plans.back().second;
    const std::string digests = shown_digests();
    std::size_t most = 0;
    for (const auto& [plan, unit] : known_->plans) {
      const std::size_t count = equal_cells(unit->cells, digests);
      if (count < most) continue;
      most = count;
      plan_ = plan;
      unit_ = unit;
    }
  }

  /// What the rater was shown is what was judged: a changed question is another question.
  void check_texts() {
    check_same("criterion_id", unit_->criterion);
    const std::string digests = shown_digests();
    if (digests == unit_->cells) return;
    constexpr std::size_t kWidth = 7;  // six digits and a blank
    for (std::size_t i = 1; i < kShownColumns; ++i) {
      if (digests.substr(i * kWidth, 6) ==
          unit_->cells.substr(std::min(i * kWidth, unit_->cells.size()), 6)) {
        continue;
      }
      const FormCell at = cell(worksheet_columns()[i].id);
      fault(at, fmt::format("the text of '{}' was changed; restore it from the sheet that was sent",
                            worksheet_columns()[i].id));
    }
  }

  /// A hidden cell that follows from the row's number.
  void check_same(const char* column, const std::string& wanted) {
    const FormCell at = cell(column);
    if (at.text == wanted) return;
    fault(at, fmt::format("the hidden cell '{}' was changed from '{}' to {}; restore it", column,
                          wanted, cell_text(at.text)));
  }

  void check_rater() {
    rating_.rating.rater = known_->rater;
    const FormCell rater = cell("rater");
    if (rater.text != known_->rater) {
      fault(rater, fmt::format("{} is not who this row was given to; restore '{}'",
                               cell_text(rater.text), known_->rater));
    }
    if (checker_.file_rater_.empty()) checker_.file_rater_ = known_->rater;
    if (checker_.file_rater_ == known_->rater) return;
    fault(cell("unit"), fmt::format("the row is {}'s, but rows above are {}'s; a file is of one "
                                    "rater",
                                    known_->rater, checker_.file_rater_));
  }

  /// True if the row has an answer without a fault.
  bool read_answer() {
    const FormCell grade = cell("grade");
    const FormCell not_applicable = cell("not_applicable");
    rating_.rating.note = plain(cell("note").text);
    rating_.rating.evidence_url = plain(cell("evidence_url").text);
    read_minutes();
    const bool is_na = !not_applicable.text.empty();
    if (grade.text.empty() && !is_na) {
      const bool is_begun = !rating_.rating.note.empty() || !rating_.rating.evidence_url.empty();
      if (is_begun) fault(grade, "there is a note or an address, but neither grade nor na");
      ++out_.open;
      return false;
    }
    if (is_na && !equals_ignoring_case(not_applicable.text, "na")) {
      fault(not_applicable,
            fmt::format("write na or nothing, not {}", cell_text(not_applicable.text)));
    }
    if (is_na && !grade.text.empty()) {
      fault(grade, "the row has a grade and is marked na; keep one of them");
    }
    if (!is_na) read_scale(grade);
    check_reasons(is_na);
    return is_sound_;
  }

  void read_scale(const FormCell& grade) {
    const std::vector<Grade>& grades = plan_->scales[unit_->scale].grades;
    std::string message;
    const auto found = read_grade(grades, grade.text, message);
    if (!found) {
      fault(grade, message);
      return;
    }
    rating_.grade = found->grade;
    rating_.rating.index = found->index;
  }

  void read_minutes() {
    const FormCell minutes = cell("minutes");
    if (minutes.text.empty()) return;
    rating_.minutes = parse_number(minutes.text);
    if (rating_.minutes && *rating_.minutes >= 0 && *rating_.minutes <= kMaxMinutes) return;
    fault(minutes,
          fmt::format("minutes are a number from 0 to 1440, not {}", cell_text(minutes.text)));
  }

  /// The evidence a machine's finding has: what was seen, and where.
  void check_reasons(bool is_na) {
    if (!is_na && !rating_.rating.index) return;  // a fault already
    const double index = rating_.rating.index.value_or(0);
    if (rating_.rating.note.empty() && (is_na || index < 1)) {
      fault(cell("note"), is_na ? "the note is missing: why does it not apply?"
                                : "the note is missing: why not the best grade?");
    }
    const std::string& evidence = rating_.rating.evidence_url;
    if (!evidence.empty() && !is_evidence(evidence)) {
      fault(cell("evidence_url"),
            fmt::format("{} is neither an http(s) address nor a digest sha256:…",
                        cell_text(evidence)));
    } else if (is_digest(evidence) && !checker_.kept_.contains(evidence)) {
      fault(cell("evidence_url"),
            "the store keeps no file of this digest; `gweval answers import` keeps screenshots");
    } else if (evidence.empty() && !is_na && index > 0) {
      fault(cell("evidence_url"), "the address is missing: where was it seen?");
    }
  }

  void keep() {
    rating_.unit = unit_->id;
    rating_.rating.site_id = unit_->site;
    rating_.rating.indicator_id = unit_->indicator;
    rating_.rating.criterion_id = unit_->criterion;
    const std::pair key{rating_.unit, rating_.rating.rater};
    const FormCell id = cell("unit");
    const std::string place = fmt::format("{}:{}", table_.source, id.row);
    const auto [at, is_new] = checker_.seen_.try_emplace(key, place, rating_);
    if (!is_new) {
      const bool is_alike = is_same_answer(at->second.second, rating_);
      fault(id,
            is_alike
                ? fmt::format("the row stands twice, first in {}; remove one", at->second.first)
                : fmt::format("the row stands twice with different answers, first in {}; keep one",
                              at->second.first));
      return;
    }
    const auto stored = checker_.stored_.find(key);
    if (stored == checker_.stored_.end()) {
      out_.ratings.push_back(rating_);
    } else if (is_same_answer(stored->second, rating_)) {
      ++out_.unchanged;
    } else if (checker_.options_.may_revise) {
      out_.ratings.push_back(rating_);
    } else {
      fault(cell("grade"),
            fmt::format("{} has answered this otherwise on {}; restore that answer, or import with "
                        "--revise, which keeps both",
                        rating_.rating.rater, stored->second.at.substr(0, 10)));
    }
  }

  WorksheetChecker& checker_;
  const FormTable& table_;
  std::size_t row_;
  WorksheetRatings& out_;
  const Known* known_ = nullptr;
  const Plan* plan_ = nullptr;
  const PlanUnit* unit_ = nullptr;
  StoredRating rating_;
  bool is_sound_ = true;
};

WorksheetChecker::WorksheetChecker(const RatingStore& store, WorksheetCheckOptions options)
    : options_(std::move(options)) {
  for (const Batch& batch : store.batches) {
    if (!batch.plan) continue;
    for (const PlanUnit& unit : batch.plan->units) {
      for (const std::string& rater : unit.raters) {
        Known& known = rows_[row_id(unit.id, rater)];
        known.rater = rater;
        known.plans.emplace_back(&*batch.plan, &unit);
      }
    }
  }
  for (const auto& [id, known] : rows_) row_ids_.push_back(id);
  kept_ = store.kept;
  for (StoredRating& one : store.ratings()) {
    const std::pair key{one.unit, one.rating.rater};
    stored_.emplace(key, std::move(one));
  }
}

WorksheetRatings WorksheetChecker::check(const FormTable& table, const std::string& source) {
  WorksheetRatings out;
  file_rater_.clear();
  for (std::size_t row = 0; row < table.rows.size(); ++row) Row(*this, table, row, out).run(source);
  if (!out.faults.empty()) out.ratings.clear();
  return out;
}

}  // namespace gweval
