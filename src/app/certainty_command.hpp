#pragma once
// How sure the ranks and tiers of a results file are (the command `certainty`).

#include <string>

#include "app/exit_code.hpp"
#include "gweval/certainty.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct CertaintyCommandOptions {
  std::string results;
  std::string format = "text";  // text, csv, json
  PerturbationOptions perturbation;
  Language language = Language::zh;
};

[[nodiscard]] ExitCode run_certainty(const CertaintyCommandOptions& options);

}  // namespace gweval
