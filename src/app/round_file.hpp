#pragma once
// A round file (survey.yaml): everything a year's round is made of, so that one command makes it
// again.

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// An option of `gweval score` and its value; an empty option is a site list, an empty value a
/// flag.
using RoundArgument = std::pair<std::string, std::string>;

struct RoundPlace {
  int line = 0;
  int column = 0;  // in bytes, from 1
};

/// What is wrong with an option's value; empty if nothing is.
using ValueCheck = std::function<std::string(const RoundArgument&)>;

struct RoundFileLoad {
  std::vector<RoundArgument> arguments;  // paths are relative to the file's folder no more
  std::vector<RoundPlace> places;        // of the arguments' values
  Diagnostics faults;
};

[[nodiscard]] RoundFileLoad parse_round_file(std::string_view text,
                                             const std::filesystem::path& file);

/// What only the machine and the catalogue can tell: files that are not there, a catalogue, a
/// profile, a tier or a finding that there is none of; and what `check` says of a value.
[[nodiscard]] Diagnostics check_round_values(const RoundFileLoad& load, const std::string& file,
                                             const ValueCheck& check);

/// The file's arguments; all faults are logged, and the Error only counts them.
[[nodiscard]] Result<std::vector<RoundArgument>> load_round_file(const std::filesystem::path& file,
                                                                 const ValueCheck& check);

}  // namespace gweval
