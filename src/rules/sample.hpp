#pragma once
// How much of a site must have been read before "no fault found" is an answer.

#include "gweval/rule.hpp"
#include "rules/evidence_view.hpp"

namespace gweval::rules {

/// Pages. Of a site too large to be read, so many stand for it (house rule): columns are visited
/// before articles, and every column's newest articles first.
inline constexpr std::size_t kSamplePages = 200;

/// The whole site was read, or a sample of it.
[[nodiscard]] bool has_sample(const EvidenceView& evidence);

/// What was seen, if the whole site or a sample was read or if it is `worst`, which no page left
/// unread could better. Else cannot_tell, with the findings so far.
[[nodiscard]] Observation within_sample(const EvidenceView& evidence, Observation seen,
                                        std::string_view worst = {});

/// Some page's text was longer than facts keep.
[[nodiscard]] bool has_cut_text(const EvidenceView& evidence);

}  // namespace gweval::rules
