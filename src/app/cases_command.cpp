#include "app/cases_command.hpp"

#include <algorithm>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "app/log.hpp"
#include "app/print_text.hpp"
#include "base/edit_distance.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

Result<std::string> show_cases(const CasesOptions& options) {
  const RoundOptions& round = options.round;
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(round.catalogue));
  GWEVAL_TRY(const HandCatalogue hand, open_hand_catalogue(round.catalogue));
  GWEVAL_TRY(const auto sites, load_round_sites(round, catalogue));
  GWEVAL_TRY(const auto folders, case_folders(round.cases, hand));
  std::string out;
  for (const auto& [scheme, folder] : folders) {
    if (!options.scheme.empty() && scheme->id != options.scheme) continue;
    GWEVAL_TRY(const CountedCases counted, read_cases(folder, *scheme, sites, catalogue));
    if (!out.empty()) out += "\n";
    out += options.format == "csv" ? to_cases_csv(counted.counts, *scheme)
                                   : to_cases_text(counted.counts, *scheme, round.language);
  }
  if (!out.empty()) return out;
  return Error{ErrorCode::not_found, "there are no cases of this scheme", round.cases.string()};
}

}  // namespace

Result<std::vector<std::pair<const CaseScheme*, fs::path>>> case_folders(
    const fs::path& folder, const HandCatalogue& hand) {
  std::vector<std::string> known;
  for (const CaseScheme& scheme : hand.schemes) known.push_back(scheme.id);
  std::vector<std::pair<const CaseScheme*, fs::path>> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (!at->is_directory(ignored)) continue;
    const std::string name = at->path().filename().string();
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      return Error{
          ErrorCode::invalid_input,
          fmt::format("the catalogue has no scheme of this name{}", did_you_mean(name, known)),
          at->path().string()};
    }
    out.emplace_back(&hand.schemes[static_cast<std::size_t>(found - known.begin())], at->path());
  }
  if (error) return Error{ErrorCode::not_found, "cannot read this folder", folder.string()};
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return a.first->id < b.first->id; });
  return out;
}

Result<CountedCases> read_cases(const fs::path& folder, const CaseScheme& scheme,
                                const std::vector<Site>& sites, const Catalogue& catalogue) {
  CountedCases out;
  out.units = units_of(scheme, sites, catalogue);
  CaseLoad load = load_cases(folder, scheme, out.units);
  log::errors(load.faults);
  if (!load.faults.empty()) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} fault(s) in the cases; nothing was counted", load.faults.size()),
                 folder.string()};
  }
  out.round = std::make_unique<CaseRound>(std::move(load.round));
  out.counts = count_cases(*out.round, scheme);
  return out;
}

ExitCode run_cases(const CasesOptions& options) {
  return print_text(show_cases(options));
}

}  // namespace gweval
