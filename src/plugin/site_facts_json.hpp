#pragma once
// One site's facts as JSON, for rules that are no part of this program.

#include <string>
#include <vector>

#include "gweval/date.hpp"
#include "gweval/rule.hpp"
#include "gweval/site_facts.hpp"

namespace gweval::plugin {

inline constexpr const char* kFactsSchema = "gweval-facts/1";

/// `needs` chooses the parts; the site's names, its dates and how its crawl ended always come.
/// Pages are as `gweval inspect --json` prints them.
[[nodiscard]] std::string to_json(const SiteFacts& facts, Date as_of,
                                  const std::vector<FactKind>& needs);

}  // namespace gweval::plugin
