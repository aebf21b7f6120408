#pragma once
// The line under an article's title that names its date, source, author and reading tools.

#include <string_view>

namespace gweval::extract {

/// A short line with at least one of: date with a publication label, source, reading tools.
[[nodiscard]] bool is_info_line(std::string_view text);

/// 来源 and the like before a colon, which is where the name of the source begins; npos otherwise.
/// `is_source` is false for 发布机构 and its kin, which name the publisher instead.
struct SourceLabel {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
  bool is_source = false;
};
[[nodiscard]] SourceLabel find_source_label(std::string_view text);

}  // namespace gweval::extract
