#pragma once
// One site, findings first: what to fix, worth how many points (the command `check`).

#include <string>

#include "app/conditions.hpp"
#include "app/round.hpp"

namespace gweval {

struct CheckOptions {
  std::string url;
  std::string profile;
  bool keeps_evidence =
      false;              // --evidence was given: resume there; else a fresh folder below --out
  RoundOptions round;     // catalogue, manual sheets, as-of, offline, crawl options, language
  Conditions conditions;  // --fail-under, --fail-on, --max-error-rate
};

[[nodiscard]] ExitCode run_check(const CheckOptions& options);

}  // namespace gweval
