#pragma once
// One profile of the certainty of ranks as JSON: in its own document and in the report's.

#include "gweval/certainty.hpp"
#include "report/json_writer.hpp"

namespace gweval {

/// An object with the fields of docs/certainty.md, "profiles[]".
void write_certainty(const ProfileCertainty& profile, JsonWriter& out);

}  // namespace gweval
