#pragma once
// What every report shows beyond the ledger itself: averages, counts, lists and survey tables. The
// only numbers that reports add, each computed here once (docs/reports.md). Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gweval/certainty.hpp"
#include "gweval/published.hpp"
#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// Mean over the sites where something is complete, and bounds of the mean over all sites it
/// applies to (method §2.6). Indices in [0, 1], or points.
struct MeanValue {
  std::optional<double> mean;
  std::size_t complete = 0;    // sites the mean is over
  std::size_t applicable = 0;  // sites the bounds are over
  std::optional<double> low;
  std::optional<double> high;
};

/// A node of a profile's tree, without any site's values.
struct ReportColumn {
  std::string id;
  std::string name;
  int level = 1;
  std::string parent;
  double weight = 0;
  bool is_leaf = false;
  bool is_bonus = false;
};

struct GroupAverages {
  std::string group;  // of the site list; empty: all sites of the profile
  std::size_t sites = 0;
  MeanValue total;                    // points
  MeanValue base;                     // points
  std::vector<MeanValue> indicators;  // one a column
};

struct TierCount {
  std::string tier;
  std::vector<const SiteResult*> sites;  // certain ones, by region code
  std::size_t possible = 0;              // sites whose tier is open and may be this one
  std::optional<std::size_t> previous;   // certain ones of the previous results
};

struct LeadingList {
  std::string indicator;                 // id of a level-1 node; empty: the score ranks are by
  std::vector<const SiteResult*> sites;  // best first; equal ones by region code
  std::vector<double> scores;            // index, or points
  std::size_t tied_more = 0;             // sites as good as the last one
};

struct ProfileReport {
  std::string id;
  LocalText title;
  std::vector<const SiteResult*> ranked;  // by rank
  std::vector<const SiteResult*> unranked;
  std::vector<const SiteResult*> left_out;  // of averages: not observed, or disqualified
  std::vector<ReportColumn> columns;
  std::vector<GroupAverages> averages;  // all sites, then the groups in the order they turn up
  std::vector<TierCount> tiers;         // best first
  std::vector<LeadingList> leading;
};

/// A row of the survey's tables: an index by group, beside what was published.
struct SurveyRow {
  std::string level;  // L0 the total index, L1, L2
  std::string indicator;
  std::string parent;
  MeanValue ours;
  std::string published;                // as printed; empty if not
  std::optional<double> published_low;  // what the printed digits stand for
  std::optional<double> published_high;
  std::optional<double> difference;  // our mean less the middle of an exact figure
};

struct SurveyGroup {
  std::string name;  // as in the published table, else the profile's title
  std::vector<std::string> profiles;
  std::size_t sites = 0;
  int year = 0;  // of the published figures; 0: none
  std::vector<SurveyRow> rows;
};

struct ReportModel {
  const Results* results = nullptr;
  std::optional<std::string> previous_round;  // as_of of the previous results
  std::vector<ProfileReport> profiles;        // in the order of their first site
  std::vector<SurveyGroup> survey;
  std::vector<ProfileCertainty> certainty;  // of the caller's rank_certainty(); may be empty
};

/// `results` must outlive the model. `previous` may be null. `published` may be empty.
[[nodiscard]] ReportModel make_report_model(const Results& results, const Results* previous,
                                            const std::vector<PublishedIndex>& published);

}  // namespace gweval
