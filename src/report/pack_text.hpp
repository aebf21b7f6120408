#pragma once
// Text packed for a page: deflated (RFC 1950) and in Base64 (RFC 4648 §4), as browsers unpack it.

#include <string>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval {

[[nodiscard]] Result<std::string> pack_text(std::string_view text);

}  // namespace gweval
