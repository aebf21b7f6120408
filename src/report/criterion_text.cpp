#include "report/criterion_text.hpp"

#include "gweval/report.hpp"
#include "report/display.hpp"
#include "report/report_text.hpp"

namespace gweval {
namespace {

constexpr std::size_t kTitleWidth = 60;

void write_rating(TextLayout& layout, const ManualRating& rating, std::size_t indent) {
  const Language language = layout.language();
  const std::string rater =
      rating.rater.empty() ? say(phrase::kUnnamed, language) : one_line(rating.rater, 60);
  const std::string index = rating.index ? display_index(*rating.index) : "na";
  std::string text = say(phrase::kRater, language, {rater, index});
  if (!rating.scored_at.empty()) text += " (" + one_line(rating.scored_at, 40) + ")";
  layout.paragraph(text, indent);
  if (!rating.note.empty()) {
    layout.paragraph(say(phrase::kNote, language, {rating.note}), indent + 2);
  }
  if (!rating.evidence_url.empty()) {
    layout.address(say(phrase::kBasedOn, language, {rating.evidence_url}), indent + 2);
  }
}

/// Shares in per cent, since that is how people read them.
std::string measured_number(double value, const std::string& unit) {
  return unit == "share" ? display_value(value * 100) + "%" : display_value(value);
}

}  // namespace

std::string criterion_title(const CriterionResult& criterion, Language language) {
  const std::string& title = criterion.title.in(language);
  return one_line(title.empty() ? criterion.id : title, kTitleWidth);
}

std::string criterion_points(const CriterionResult& criterion, Language language,
                             const std::vector<double>& cut_offs) {
  const auto shown = [&](double points) { return display_points(points, cut_offs); };
  const bool is_deduction = criterion.points_min < 0 || criterion.points_max < 0;
  const bool is_open = !criterion.points && criterion.points_min < criterion.points_max;
  if (is_deduction) {
    if (!is_open) {
      return say(phrase::kTakesOff, language, {shown(-criterion.points.value_or(0))});
    }
    return say(phrase::kTakesOffWithin, language,
               {shown(-criterion.points_max), shown(-criterion.points_min)});
  }
  if (criterion.weight <= 0) return {};
  const std::string weight = shown(criterion.weight);
  if (criterion.points) return say(phrase::kPointsOf, language, {shown(*criterion.points), weight});
  return say(phrase::kPointsWithin, language,
             {shown(criterion.points_min), shown(criterion.points_max), weight});
}

std::string criterion_measured(const CriterionResult& criterion, Language language) {
  std::string out;
  if (!criterion.outcome.empty()) {
    const std::string& title = criterion.outcome_title.in(language);
    out = say(phrase::kOutcome, language, {title.empty() ? criterion.outcome : title});
  }
  if (criterion.value) {
    std::string value = measured_number(*criterion.value, criterion.unit);
    if (!criterion.unit.empty() && criterion.unit != "share") {
      value += " " + unit_text(criterion.unit, language);
    }
    if (!out.empty()) out += language == Language::zh ? "；" : "; ";
    out += say(phrase::kValue, language, {value});
  }
  if (criterion.interval) {
    out += say(phrase::kWithin, language,
               {measured_number(criterion.interval->low, criterion.unit),
                measured_number(criterion.interval->high, criterion.unit)});
  }
  return out;
}

std::string criterion_reason(const CriterionResult& criterion, Language language) {
  if (criterion.state == CriterionState::pending) {
    const bool has_raters = criterion.ratings.size() > 1;
    return has_raters ? say(phrase::kDisagreement, language) : std::string();
  }
  if (criterion.reason.empty()) return {};
  return say(phrase::kReason, language, {criterion.reason.in(language)});
}

void write_ratings(TextLayout& layout, const std::optional<ManualRating>& rating,
                   const std::vector<ManualRating>& each, std::size_t indent) {
  if (each.empty()) {
    if (rating) write_rating(layout, *rating, indent);
    return;
  }
  for (const ManualRating& one : each) write_rating(layout, one, indent);
}

void write_judgement(TextLayout& layout, const CriterionResult& criterion, std::size_t indent) {
  const Language language = layout.language();
  if (criterion.agreement == Agreement::agreed) {
    layout.paragraph(say(phrase::kAgreed, language), indent);
  }
  if (criterion.decision) {
    const Decision& by = *criterion.decision;
    layout.paragraph(say(phrase::kDecided, language,
                         {one_line(by.decided_by, 60), by.index ? display_index(*by.index) : "na",
                          one_line(by.reason, 200)}),
                     indent);
  }
  if (criterion.machine) {
    const auto& index = criterion.machine->index;
    layout.paragraph(say(phrase::kMachine, language, {index ? display_index(*index) : "–"}),
                     indent);
  }
}

std::string judgement_text(const CriterionResult& criterion, Language language) {
  std::string out;
  const auto add = [&out, language](const std::string& text) {
    out += (out.empty() ? "" : language == Language::zh ? "；" : "; ") + text;
  };
  std::vector<ManualRating> each = criterion.ratings;
  if (each.empty() && criterion.rating) each.push_back(*criterion.rating);
  for (const ManualRating& one : each) {
    const std::string rater =
        one.rater.empty() ? say(phrase::kUnnamed, language) : one_line(one.rater, 60);
    add(say(phrase::kRater, language, {rater, one.index ? display_index(*one.index) : "na"}));
    if (!one.note.empty()) out += " (" + one_line(one.note, 120) + ")";
  }
  if (criterion.agreement == Agreement::agreed) add(say(phrase::kAgreed, language));
  if (criterion.agreement == Agreement::disputed) add(say(phrase::kDisagreement, language));
  if (criterion.decision) {
    const Decision& by = *criterion.decision;
    add(say(phrase::kDecided, language,
            {one_line(by.decided_by, 60), by.index ? display_index(*by.index) : "na",
             one_line(by.reason, 200)}));
  }
  return out;
}

void write_findings(TextLayout& layout, const CriterionResult& criterion, std::size_t indent) {
  const Language language = layout.language();
  for (const RenderedFinding& finding : criterion.findings) {
    layout.paragraph("- " + finding.text.in(language), indent);
    if (!finding.url.empty()) layout.address(finding.url, indent + 2);
    if (!finding.pointer.empty()) {
      layout.paragraph(say(phrase::kPointer, language, {finding.pointer}), indent + 2);
    }
    if (!finding.quote.empty()) {
      layout.paragraph(say(phrase::kQuote, language, {finding.quote}), indent + 2);
    }
  }
  if (criterion.findings_omitted > 0) {
    layout.paragraph(say(phrase::kOmitted, language, {std::to_string(criterion.findings_omitted)}),
                     indent);
  }
}

}  // namespace gweval
