#pragma once
// Whether two names look like one and the same to a reader.

#include <string>
#include <string_view>

namespace gweval {

/// Equal for names that differ only by letter case, width, composition or white space (Unicode
/// NFKC_Casefold). For comparing, never for showing.
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace gweval
