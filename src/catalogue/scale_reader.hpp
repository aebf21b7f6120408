#pragma once
// How a criterion turns what its rule measured into an index, and its veto.

#include "catalogue/criterion_reader.hpp"
#include "catalogue/node_values.hpp"

namespace gweval {

/// points, scale or deduct, whichever the rubric's kind and the criterion ask for.
void read_scale(const MapReader& map, const RubricContext& context, CriterionTemplate& out);

/// The veto, if there is one.
void read_veto(const MapReader& map, const RubricContext& context, CriterionTemplate& out);

/// Grades of a manual criterion, best first.
[[nodiscard]] std::vector<Grade> read_grades(const YamlNode& node, const FileFaults& faults);

}  // namespace gweval
