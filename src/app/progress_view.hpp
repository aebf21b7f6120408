#pragma once
// What is told of a crawl's progress, to people and to machines: rates, time left, lines of text.
// Pure; progress.hpp writes it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/crawl.hpp"

namespace gweval {

/// Until the site, or the round, is done at the present pace; nothing while there is none yet.
[[nodiscard]] std::optional<double> seconds_left(const SiteProgress& site);
[[nodiscard]] std::optional<double> seconds_left(const CrawlProgress& round);

/// "40 s", "12 min", "3 h 05 min".
[[nodiscard]] std::string duration_text(double seconds);

/// The round, then as many of its sites as fit into `rows`, those that take longest, in the order
/// of the list. `seconds` since the round began; no line is wider than `columns`.
[[nodiscard]] std::vector<std::string> progress_lines(const CrawlProgress& round, double seconds,
                                                      std::size_t columns, std::size_t rows);

/// Lines of `--progress json` (docs/schemas/progress-1.schema.json), without the line's end.
/// `state` is written to the line; never rename its words.
[[nodiscard]] std::string round_line(const CrawlProgress& round, double seconds,
                                     std::string_view state);
[[nodiscard]] std::string site_line(const SiteProgress& site, std::string_view state);
[[nodiscard]] std::string scoring_line(std::size_t done, std::size_t total, double seconds,
                                       std::string_view state);
[[nodiscard]] std::string log_line(std::string_view level, std::string_view message);

}  // namespace gweval
