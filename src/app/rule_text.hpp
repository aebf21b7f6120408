#pragma once
// What `gweval rules` prints: each rule's own description of itself.

#include <string>
#include <string_view>

#include "gweval/result.hpp"
#include "gweval/text.hpp"

namespace gweval {

[[nodiscard]] std::string rule_list(Language language);

/// ErrorCode::not_found, with the nearest id.
[[nodiscard]] Result<std::string> rule_page(std::string_view id, Language language);

}  // namespace gweval
