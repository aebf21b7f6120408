#pragma once
// Vetoes in words.

#include <string>
#include <vector>

#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// "indicator / criterion: outcome", by their names.
[[nodiscard]] std::string veto_criterion(const SiteResult& site, const VetoResult& veto,
                                         Language language);

/// The whole sentence: fired or possible, where, and what it does.
[[nodiscard]] std::string veto_sentence(const SiteResult& site, const VetoResult& veto,
                                        Language language, const std::vector<double>& cut_offs);

}  // namespace gweval
