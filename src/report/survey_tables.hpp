#pragma once
// The survey's own tables: average indices by group, beside the published ones where groups match.

#include <vector>

#include "gweval/report_model.hpp"

namespace gweval {

/// Groups of the published table that have a site in the results, in the table's order; profiles it
/// does not name follow, each as a group of its own.
[[nodiscard]] std::vector<SurveyGroup> survey_tables(const Results& results,
                                                     const std::vector<ProfileReport>& profiles,
                                                     const std::vector<PublishedIndex>& published);

}  // namespace gweval
