#pragma once
// Innovation cases of a round (the command `cases`, and `score --cases`).

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/exit_code.hpp"
#include "app/round.hpp"
#include "cases/case_round.hpp"
#include "gweval/hand_catalogue.hpp"

namespace gweval {

/// What was sent in and what follows; `counts` refer into `round`.
struct CountedCases {
  std::unique_ptr<CaseRound> round;
  CaseUnits units;
  std::vector<CaseCount> counts;
};

/// The folders below `folder`, each named as a scheme of the catalogue. Another name is an Error.
[[nodiscard]] Result<std::vector<std::pair<const CaseScheme*, std::filesystem::path>>> case_folders(
    const std::filesystem::path& folder, const HandCatalogue& hand);

/// All faults are logged; the Error counts them.
[[nodiscard]] Result<CountedCases> read_cases(const std::filesystem::path& folder,
                                              const CaseScheme& scheme,
                                              const std::vector<Site>& sites,
                                              const Catalogue& catalogue);

struct CasesOptions {
  RoundOptions round;  // site lists, profiles, catalogue, cases, language
  std::string scheme;  // empty: all
  std::string format = "text";
};
[[nodiscard]] ExitCode run_cases(const CasesOptions& options);

}  // namespace gweval
