#pragma once
// The tables of facts.sqlite (docs/evidence-format.md says what every column means).

#include <array>
#include <string_view>

#include "evidence/sqlite.hpp"

namespace gweval::evidence {

/// "GWEV": tells our files from other SQLite files.
inline constexpr std::int64_t kApplicationId = 0x47574556;

/// Id that the fetches of the present round start from; no row in the first round.
/// Length of the archive that the facts stand for.
inline constexpr std::string_view kArchiveBytesOfFacts =
    "SELECT value FROM meta WHERE key='archive_bytes'";

inline constexpr std::string_view kFirstOfRound =
    "SELECT value FROM meta WHERE key='round_first_fetch'";

/// Tables whose rows belong to one fetch by their column "fetch".
inline constexpr std::array<std::string_view, 19> kFetchTables = {
    "redirects",     "headers",      "pages",      "labels",      "breadcrumbs",
    "date_readings", "links",        "list_items", "forms",       "headings",
    "form_fields",   "images",       "scripts",    "page_tables", "iframes",
    "table_headers", "hidden_links", "colours",    "barriers"};

/// Makes all tables in an empty database.
void create_schema(sqlite::Database& database);

/// ErrorCode::unsupported if the file is of a later schema version, ::invalid_input if it is of an
/// older one or no file of ours: those are made again from the archive.
[[nodiscard]] Result<void> check_schema(sqlite::Database& database);

}  // namespace gweval::evidence
