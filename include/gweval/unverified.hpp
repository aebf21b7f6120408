#pragma once
// The mark of values that an edition gives for want of published ones (docs/catalogue-format.md).

#include "gweval/text.hpp"

namespace gweval {

struct Criterion;

/// Ends the title of a criterion with `basis: unverified`, so that every report shows it.
inline const LocalText kUnverifiedMark{"（未核实）", " (unverified)"};

/// Whether the criterion's points are marked so.
[[nodiscard]] bool is_unverified(const Criterion& criterion);

}  // namespace gweval
