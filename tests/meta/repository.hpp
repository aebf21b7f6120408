#pragma once
// The files of this repository, as the tests about it see them: what a clone has, without build
// output. Paths are relative to the root, with "/".

#include <string>
#include <string_view>
#include <vector>

namespace gweval::meta {

/// Every file, sorted; without .git and what .gitignore's folders hold.
[[nodiscard]] std::vector<std::string> repository_files();

[[nodiscard]] bool has_suffix(std::string_view path, std::string_view suffix);

/// The whole file; the test fails if it cannot be read.
[[nodiscard]] std::string read_file(const std::string& path);

/// Without line ends; a last line without one counts.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

[[nodiscard]] bool file_exists(const std::string& path);

}  // namespace gweval::meta
