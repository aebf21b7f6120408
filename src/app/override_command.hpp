#pragma once
// A machine's outcome set aside by a person (the command `override`).

#include <filesystem>
#include <string>

#include "app/exit_code.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct OverrideOptions {
  std::filesystem::path ratings = "gweval-ratings";
  std::string results;  // set: what shows the machine's outcome
  std::string site, indicator, criterion;
  std::string index;  // a number from 0 to 1, or na
  std::string author, reason, evidence_url;
  std::string until;  // last day it counts
  std::string at;
  Language language = Language::zh;
};

/// The criterion must be one a rule measured at that site.
[[nodiscard]] ExitCode run_override_set(const OverrideOptions& options);
[[nodiscard]] ExitCode run_override_withdraw(const OverrideOptions& options);
[[nodiscard]] ExitCode run_override_list(const OverrideOptions& options);

}  // namespace gweval
