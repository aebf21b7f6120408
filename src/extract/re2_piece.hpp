#pragma once
// Page text as RE2 takes it.

#include <string_view>

#include <re2/stringpiece.h>

namespace gweval::extract {

/// The same characters, as RE2 takes them.
[[nodiscard]] inline re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace gweval::extract
