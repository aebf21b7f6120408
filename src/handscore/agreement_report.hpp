#pragma once
// Agreement of a round's raters: by criterion, by indicator, by rater (docs/agreement.md). Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gweval/agreement.hpp"
#include "gweval/text.hpp"
#include "handscore/store.hpp"

namespace gweval {

struct AgreementOptions {
  double tolerance = 0.25;  // answers further apart go to a third person
  std::uint64_t seed = 1;
  std::size_t draws = 1000;
};

/// What to do about a criterion. Written to files: never rename.
enum class Advice { keep, tentative, reword, rare, few, alike, unscored };
[[nodiscard]] std::string_view to_text(Advice advice);

struct AgreementRow {
  std::string indicator;
  std::string criterion;  // empty: all criteria of the indicator together
  std::string indicator_name;
  LocalText title;
  std::size_t units = 0;  // scored by two or more with a number
  std::size_t apart = 0;  // beyond the tolerance, or a number against n/a
  std::size_t mixed = 0;  // of them, a number against n/a
  std::optional<double> raw;
  std::optional<double> kappa, kappa_linear, kappa_quadratic;
  std::optional<double> alpha_nominal, alpha_ordinal, alpha_interval;
  std::optional<double> ac1;
  std::optional<AgreementInterval> interval;  // of the alpha that decides
  bool is_binary = false;                     // the nominal alpha decides, else the interval one
  std::optional<double> points;               // mean |difference| x what full marks are worth
  Advice advice = Advice::unscored;
};

struct RaterRow {
  std::string rater;
  std::size_t ratings = 0;
  std::size_t units = 0;                   // shared with another
  std::optional<double> difference;        // mean of own minus the others' mean, in points
  std::optional<double> points;            // mean |own - others' mean|, in points
  std::optional<double> index_difference;  // the first, as a share of full marks
  double minutes = 0;                      // all that were given
};

struct AgreementReport {
  std::vector<AgreementRow> indicators;
  std::vector<AgreementRow> criteria;  // in the plan's order
  std::vector<RaterRow> raters;        // in the order of their first rating
  std::size_t units = 0;               // shared by two or more
  std::size_t disputes = 0;            // undecided
};

[[nodiscard]] AgreementReport agreement_of(const RatingStore& store,
                                           const AgreementOptions& options);

/// `store` is what the report was made of: its head is named, so that it can be told from another.
[[nodiscard]] std::string to_agreement_text(const AgreementReport& report, const RatingStore& store,
                                            Language language);
[[nodiscard]] std::string to_agreement_csv(const AgreementReport& report);
[[nodiscard]] std::string to_agreement_json(const AgreementReport& report,
                                            const AgreementOptions& options,
                                            const RatingStore& store);

}  // namespace gweval
