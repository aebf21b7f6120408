#pragma once
// One criterion in words: what was seen, what it is worth, who says so. Shared by the explanation
// and the list of what to fix.

#include <string>
#include <vector>

#include "gweval/results.hpp"
#include "report/text_layout.hpp"

namespace gweval {

/// "4.50 / 6.00 points", with bounds while they are open; "1.30 points off" for a deduction.
[[nodiscard]] std::string criterion_points(const CriterionResult& criterion, Language language,
                                           const std::vector<double>& cut_offs);

/// Title, or the id where there is none.
[[nodiscard]] std::string criterion_title(const CriterionResult& criterion, Language language);

/// Outcome and value; empty if nothing was observed.
[[nodiscard]] std::string criterion_measured(const CriterionResult& criterion, Language language);

/// Why it is not known; empty if it is.
[[nodiscard]] std::string criterion_reason(const CriterionResult& criterion, Language language);

void write_ratings(TextLayout& layout, const std::optional<ManualRating>& rating,
                   const std::vector<ManualRating>& each, std::size_t indent);

/// What people said of a criterion on one line: each rater's answer and note, whether they agree, a
/// third person's decision. Empty if nobody scored it.
[[nodiscard]] std::string judgement_text(const CriterionResult& criterion, Language language);

/// Whether the raters agree, a third person's decision, and the rule's own value beside it.
void write_judgement(TextLayout& layout, const CriterionResult& criterion, std::size_t indent);

/// Sentence, address, place and quote of each finding.
void write_findings(TextLayout& layout, const CriterionResult& criterion, std::size_t indent);

}  // namespace gweval
