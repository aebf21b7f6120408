#pragma once
// The part of JSON Schema (draft 2020-12) that our schema uses: enough to check documents against
// it, and to refuse a schema that uses more.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace gweval::test {

/// Faults as "path: what"; empty if the document follows the schema.
[[nodiscard]] std::vector<std::string> check_schema(const nlohmann::json& schema,
                                                    const nlohmann::json& document);

}  // namespace gweval::test
