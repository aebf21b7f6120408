#pragma once
// A round file (survey.yaml): everything a year's round is made of, so that one command makes it
// again.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// An option of `gweval score` and its value; an empty option is a site list, an empty value a
/// flag.
using RoundArgument = std::pair<std::string, std::string>;

struct RoundFileLoad {
  std::vector<RoundArgument> arguments;  // paths are relative to the file's folder no more
  Diagnostics faults;
};

[[nodiscard]] RoundFileLoad parse_round_file(std::string_view text,
                                             const std::filesystem::path& file);

/// The file's arguments; faults are logged, and the Error only counts them.
[[nodiscard]] Result<std::vector<RoundArgument>> load_round_file(const std::filesystem::path& file);

}  // namespace gweval
