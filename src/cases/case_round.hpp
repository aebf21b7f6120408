#pragma once
// Innovation cases of a round: what units sent in, what the screening kept, what the experts said,
// and what follows from it. Pure but for load_cases().

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/hand_catalogue.hpp"
#include "gweval/judgement.hpp"
#include "gweval/result.hpp"
#include "gweval/site.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct InnovationCase {
  std::string id;
  std::string unit;  // site id
  std::string title;
  std::string category;
  std::string summary;
  std::vector<std::string> links;
  int line = 0;  // of cases.csv
};

struct Screening {
  bool is_kept = true;
  std::string reason, by;
  Diagnostic at{};  // place of the row, as faults name it
};

struct Ballot {
  std::string expert;
  std::string case_id;
  std::string criterion;        // empty: a vote
  std::optional<double> value;  // votes: 1 for, 0 against; scores: [0, 100]; nothing: stands aside
};

struct CaseRound {
  std::vector<InnovationCase> cases;            // in file order
  std::map<std::string, Screening> screenings;  // by case
  std::vector<Ballot> ballots;
  std::map<std::string, Screening> settled;  // cases at a tie that somebody decided
};

/// Whose units a scheme is about, and which categories they may name.
struct CaseUnits {
  std::map<std::string, std::vector<std::string>> categories;  // by site id
};
[[nodiscard]] CaseUnits units_of(const CaseScheme& scheme, const std::vector<Site>& sites,
                                 const Catalogue& catalogue);

struct CaseLoad {
  CaseRound round;
  Diagnostics faults;
};

/// A folder with cases.csv, and screening.csv, ballots.csv, ties.csv where they are (or .xlsx); see
/// docs/innovation-cases.md. All faults of all files at once.
[[nodiscard]] CaseLoad load_cases(const std::filesystem::path& folder, const CaseScheme& scheme,
                                  const CaseUnits& units);

/// Written to files: never rename.
enum class CaseOutcome { screened_out, chosen, not_chosen, tied, open };
[[nodiscard]] std::string_view to_text(CaseOutcome outcome);

struct CaseCount {
  const InnovationCase* of = nullptr;
  CaseOutcome outcome = CaseOutcome::open;
  std::size_t votes = 0;                // for
  std::size_t ballots = 0;              // of experts who did not stand aside
  std::optional<double> score;          // votes: their share, [0, 1]; criteria: [0, 100]
  std::map<std::string, double> means;  // by criterion
  int rank = 0;                         // 1224 among what competes for the same places; 0: none
  double points = 0;                    // bonus it gives its unit
};

/// Best first within each category or all together, the screened-out last.
[[nodiscard]] std::vector<CaseCount> count_cases(const CaseRound& round, const CaseScheme& scheme);

/// Rows of ties.csv that settle no tie, or choose more or fewer cases than there are places left.
[[nodiscard]] Diagnostics check_ties(const CaseRound& round, const CaseScheme& scheme);

/// Ratings of the scheme's bonus leaf: the points of a unit's chosen cases, up to `weight`. A unit
/// with a case at an open tie has none yet; one without a chosen case has 0.
[[nodiscard]] std::vector<ManualRating> bonus_ratings(const std::vector<CaseCount>& counts,
                                                      const CaseScheme& scheme,
                                                      const CaseUnits& units, double weight);

[[nodiscard]] std::string to_cases_text(const std::vector<CaseCount>& counts,
                                        const CaseScheme& scheme, Language language);
[[nodiscard]] std::string to_cases_csv(const std::vector<CaseCount>& counts,
                                       const CaseScheme& scheme);

}  // namespace gweval
