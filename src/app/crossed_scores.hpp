#pragma once
// Stored evidence of two rounds, each scored by the other's catalogue: what tells evidence, rules
// and weights apart (`gweval diff --evidence-old DIR --evidence-new DIR`).

#include <filesystem>
#include <optional>
#include <string>

#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"

namespace gweval {

struct CrossedOptions {
  std::filesystem::path old_evidence;  // empty: not at hand
  std::filesystem::path new_evidence;
  std::string old_catalogue;  // id or folder; empty: the one the results name
  std::string new_catalogue;
  int jobs = 1;

  [[nodiscard]] bool empty() const { return old_evidence.empty() && new_evidence.empty(); }
};

struct CrossedScores {
  std::optional<Results> new_evidence_old_rules;
  std::optional<Results> old_evidence_new_rules;
};

/// Offline. ErrorCode::invalid_input if a catalogue is not the one the results were made with, or
/// if the evidence, scored by its own catalogue, does not give the results it is said to belong to.
[[nodiscard]] Result<CrossedScores> crossed_scores(const CrossedOptions& options,
                                                   const Results& old_results,
                                                   const Results& new_results,
                                                   const Crosswalk* crosswalk);

}  // namespace gweval
