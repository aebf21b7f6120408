#pragma once
// What the machine found of a leaf, in words a rater reads beside the question.

#include <cstddef>
#include <string>
#include <vector>

#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// A line each automatic criterion: title, outcome, what was found first.
[[nodiscard]] std::string machine_text(const IndicatorResult& leaf, Language language);

/// Addresses a line: `first`, then pages that findings of the leaf, then of its neighbours under
/// the same parent, name; last the site's own address.
[[nodiscard]] std::string relevant_pages(const SiteResult& site, std::size_t leaf,
                                         std::vector<std::string> first);

/// Names of the leaf and of what is above it but the first level.
[[nodiscard]] std::vector<std::string> names_of(const SiteResult& site, std::size_t leaf);

}  // namespace gweval
