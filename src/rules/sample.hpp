#pragma once
// How much of a site must have been read before "no fault found" is an answer.

#include <cstddef>
#include <string_view>
#include <vector>

#include "gweval/rule.hpp"
#include "rules/evidence_view.hpp"

namespace gweval::rules {

/// Pages. Of a site too large to be read, so many stand for it (house rule): columns are visited
/// before articles, and every column's newest articles first.
inline constexpr std::size_t kSamplePages = 200;

/// The whole site was read, or a sample of it.
[[nodiscard]] bool has_sample(const EvidenceView& evidence);

/// What was seen, if the whole site or a sample was read or if it is `settled`, the outcome no page
/// left unread could change. Else cannot_tell, with the findings so far.
[[nodiscard]] Observation within_sample(const EvidenceView& evidence, Observation seen,
                                        std::string_view settled = {});

/// `good` of `all`, as an outcome of share_outcomes(), within_sample().
[[nodiscard]] Observation share_within_sample(const EvidenceView& evidence, std::size_t good,
                                              std::size_t all, std::vector<Finding> findings);
/// all, most (nine tenths), some, none.
[[nodiscard]] std::vector<OutcomeSpec> share_outcomes();

/// Some page's text was longer than facts keep.
[[nodiscard]] bool has_cut_text(const EvidenceView& evidence);

}  // namespace gweval::rules
