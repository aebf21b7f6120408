#pragma once
// Renderings of results. Views of the one ledger in Results: no number is computed here.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/page_facts.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// results.json, schema gweval-results/1 (docs/schemas/). Keys in fixed order; ends with a line
/// feed.
[[nodiscard]] std::string to_results_json(const Results& results);

/// ErrorCode::invalid_input with `where` for anything that is not such a document.
[[nodiscard]] Result<Results> parse_results_json(std::string_view text, const std::string& where);

/// CSV with UTF-8 BOM (RFC 4180); cells a spreadsheet would run are defused.
[[nodiscard]] std::string to_ranking_csv(const Results& results);
[[nodiscard]] std::string to_indicators_csv(const Results& results);
[[nodiscard]] std::string to_findings_csv(const Results& results, Language language);

/// A round of many sites in parts, so that no more than one site's findings are in memory: what
/// belongs to one site and does not depend on its rank.
struct SitePieces {
  std::string indicators_json;  // its value of "indicators" in results.json
  std::string indicator_rows;   // its rows of indicators.csv
  std::string finding_rows;     // its rows of findings.csv
};

/// `level_columns`: of indicators.csv; to be at least the deepest level of the site.
[[nodiscard]] SitePieces pieces_of(const SiteResult& site, std::size_t level_columns,
                                   Language language);

/// First lines of the CSV files, with the BOM.
[[nodiscard]] std::string indicators_csv_header(std::size_t level_columns);
[[nodiscard]] std::string findings_csv_header();

using TextSink = std::function<Result<void>(std::string_view)>;
using SitePieceSource = std::function<Result<std::string>(std::size_t site)>;

/// The bytes of to_results_json() in pieces; the indicators of every site come from `indicators`.
[[nodiscard]] Result<void> write_results_json(const Results& results,
                                              const SitePieceSource& indicators,
                                              const TextSink& sink);

struct TextStyle {
  std::size_t width = 80;  // terminal columns
  bool has_colour = false;
  Language language = Language::zh;
};

/// The ranking table of a terminal, one block a profile.
[[nodiscard]] std::string to_ranking_table(const Results& results, const TextStyle& style);

/// The ledger of one site: every criterion, its outcome, points, evidence. `indicator` narrows it
/// to a node and what is below it; empty means all.
[[nodiscard]] Result<std::string> to_explanation(const Results& results, std::string_view site_id,
                                                 std::string_view indicator,
                                                 const TextStyle& style);

/// What to fix first: findings of one site by the points they are worth.
[[nodiscard]] Result<std::string> to_fix_list(const Results& results, std::string_view site_id,
                                              const TextStyle& style);

/// Points to two decimals, half up, but never up over a tier's cut-off that was not reached (method
/// §2.0).
[[nodiscard]] std::string display_points(double points, const std::vector<double>& cut_offs);

/// One page's facts as `inspect` prints them: JSON (fields of DESIGN §7), or lines for people.
[[nodiscard]] std::string to_page_facts_json(const PageFacts& page);
[[nodiscard]] std::string to_page_facts_text(const PageFacts& page, Language language);

}  // namespace gweval
