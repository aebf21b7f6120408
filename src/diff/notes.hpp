#pragma once
// What a reader must know before believing a comparison.

#include <vector>

#include "gweval/diff.hpp"

namespace gweval {

[[nodiscard]] std::vector<LocalText> notes_of(const ResultsDiff& diff, const DiffOptions& options);

}  // namespace gweval
