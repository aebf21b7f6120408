#pragma once
// Conditions a caller sets on a round's results: `--fail-under`, `--fail-on`, `--max-error-rate`.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct Conditions {
  std::string fail_under;                // a tier's name or points; empty: not asked for
  std::vector<std::string> fail_on;      // rule, message, or rule/message
  std::optional<double> max_error_rate;  // [0, 1]

  [[nodiscard]] bool empty() const {
    return fail_under.empty() && fail_on.empty() && !max_error_rate;
  }
};

struct ConditionReport {
  std::vector<LocalText> broken;     // each names what, where and by how much
  std::vector<LocalText> undecided;  // bounds on both sides, or findings not listed
};

/// ErrorCode::invalid_argument for a tier, rule or message there is none of.
[[nodiscard]] Result<ConditionReport> check_conditions(const Results& results,
                                                       const Conditions& conditions);

/// Likewise, before there are results: a round that takes days should not end with it.
[[nodiscard]] Result<void> check_usable(const Conditions& conditions,
                                        const std::vector<Tier>& tiers);

/// "0.05" or "5%"; nothing for anything else or out of [0, 1].
[[nodiscard]] std::optional<double> parse_share(const std::string& text);

/// The exit code after the conditions were judged, which are logged: condition_failed instead of
/// `so_far` if one is broken.
[[nodiscard]] ExitCode apply_conditions(ExitCode so_far, const Results& results,
                                        const Conditions& conditions, Language language);

/// Likewise, of a results file.
[[nodiscard]] ExitCode apply_conditions(ExitCode so_far, const std::filesystem::path& results,
                                        const Conditions& conditions, Language language);

}  // namespace gweval
