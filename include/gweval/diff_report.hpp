#pragma once
// Renderings of comparisons (docs/diff.md). Views of ResultsDiff and PublishedCheckResult: no
// number is computed here.

#include <string>

#include "gweval/diff.hpp"
#include "gweval/published.hpp"
#include "gweval/report.hpp"

namespace gweval {

/// Schema gweval-diff/1 (docs/schemas/). Keys in fixed order; ends with a line feed.
[[nodiscard]] std::string to_diff_json(const ResultsDiff& diff);

/// One row a site, then its indicators and its adjustment; their effects add up to the site's.
[[nodiscard]] std::string to_diff_csv(const ResultsDiff& diff);

/// One page that needs nothing else, in both languages; beside the HTML report.
[[nodiscard]] Result<std::string> to_diff_html(const ResultsDiff& diff, Language language);

[[nodiscard]] std::string to_diff_markdown(const ResultsDiff& diff, Language language);

/// A table of the sites, what moved at each as long as they are few, and the groups.
[[nodiscard]] std::string to_diff_text(const ResultsDiff& diff, const TextStyle& style);

[[nodiscard]] std::string to_published_check_csv(const PublishedCheckResult& result);
[[nodiscard]] std::string to_published_check_text(const PublishedCheckResult& result,
                                                  const TextStyle& style);

}  // namespace gweval
