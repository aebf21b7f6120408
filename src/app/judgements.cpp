#include "app/judgements.hpp"

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "app/cases_command.hpp"
#include "app/catalogue_finder.hpp"
#include "app/log.hpp"
#include "cases/case_round.hpp"
#include "gweval/inputs.hpp"
#include "handscore/store_judgements.hpp"

namespace gweval {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Result<void> add_sheets(const RoundOptions& options, const Catalogue& catalogue,
                        const std::vector<Site>& sites, Judgements& out) {
  ManualSheetLoad sheets = load_manual_sheets(options.manual_sheets, sites, catalogue);
  log::notices(sheets.notices);
  log::errors(sheets.faults);
  if (!sheets.faults.empty()) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{} fault(s) in the manual sheets; nothing was crawled", sheets.faults.size()),
        "--manual"};
  }
  for (ManualRating& rating : sheets.ratings) {
    out[rating.site_id].ratings.push_back(std::move(rating));
  }
  return {};
}

Result<void> add_store(const RoundOptions& options, const Catalogue& catalogue,
                       const std::vector<Site>& sites, LoadedJudgements& out) {
  if (options.ratings.empty()) return {};
  const std::string where = options.ratings.string();
  GWEVAL_TRY(const RatingStore store, load_rating_store(options.ratings));
  if (store.batches.empty()) {
    return Error{ErrorCode::not_found,
                 "there are no ratings in this folder; `gweval worksheet export` starts it", where};
  }
  out.head = store.head();
  StoreJudgements found = judgements_from(store, sites, catalogue, where);
  log::notices(found.notices);
  log::errors(found.faults);
  if (!found.faults.empty()) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{} fault(s) in the ratings; nothing was crawled", found.faults.size()), where};
  }
  for (auto& [site, said] : found.judgements) {
    SiteJudgements& all = out.said[site];
    append(all.ratings, said.ratings);
    append(all.decisions, said.decisions);
    append(all.overrides, said.overrides);
  }
  return {};
}

/// The bonus leaf's weight at a site; 0 if its profile has none.
double bonus_weight(const Catalogue& catalogue, const Site& site, const CaseScheme& scheme) {
  const Profile* profile = catalogue.find_profile(site.profile);
  const Indicator* leaf = profile == nullptr ? nullptr : find_leaf(*profile, scheme.indicator);
  return leaf == nullptr ? 0 : leaf->weight.points();
}

Result<void> add_cases(const RoundOptions& options, const Catalogue& catalogue,
                       const std::vector<Site>& sites, Judgements& out) {
  if (options.cases.empty()) return {};
  GWEVAL_TRY(const HandCatalogue hand, open_hand_catalogue(options.catalogue));
  GWEVAL_TRY(const auto folders, case_folders(options.cases, hand));
  for (const auto& [scheme, folder] : folders) {
    GWEVAL_TRY(const CountedCases counted, read_cases(folder, *scheme, sites, catalogue));
    if (scheme->indicator.empty()) continue;  // it only ranks
    for (const Site& site : sites) {
      if (!counted.units.categories.contains(site.id)) continue;
      const CaseUnits one{{{site.id, {}}}};
      for (ManualRating& rating :
           bonus_ratings(counted.counts, *scheme, one, bonus_weight(catalogue, site, *scheme))) {
        out[site.id].ratings.push_back(std::move(rating));
      }
    }
  }
  return {};
}

}  // namespace

Result<LoadedJudgements> load_judgements(const RoundOptions& options, const Catalogue& catalogue,
                                         const std::vector<Site>& sites) {
  LoadedJudgements out;
  GWEVAL_CHECK(add_sheets(options, catalogue, sites, out.said));
  GWEVAL_CHECK(add_store(options, catalogue, sites, out));
  GWEVAL_CHECK(add_cases(options, catalogue, sites, out.said));
  return out;
}

}  // namespace gweval
