#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "evidence/facts_reader.hpp"
#include "evidence/facts_schema.hpp"
#include "evidence/folder.hpp"
#include "evidence/sqlite.hpp"
#include "gweval/date.hpp"
#include "gweval/evidence_store.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// Read through the page cache, without a copy; one snapshot for all tables.
constexpr const char* kReadSettings = "PRAGMA mmap_size=2147418112; BEGIN";

std::optional<Fetch> last_of(const std::vector<Fetch>& fetches, FetchPurpose purpose) {
  std::optional<Fetch> found;
  for (const Fetch& fetch : fetches) {
    if (fetch.purpose == purpose) found = fetch;
  }
  return found;
}

Date newest_date(const std::vector<Fetch>& fetches) {
  Date newest;
  for (const Fetch& fetch : fetches) {
    const auto date = parse_iso_date(std::string_view(fetch.fetched_at).substr(0, 10));
    if (date && *date > newest) newest = *date;
  }
  return newest;
}

void set_home(SiteFacts& facts) {
  const std::string start = canonical_url(facts.start_url).value_or(facts.start_url);
  for (const Fetch& fetch : facts.fetches) {
    if (fetch.purpose == FetchPurpose::page && fetch.url == start) facts.home = fetch;
  }
  const auto home = std::find_if(facts.pages.begin(), facts.pages.end(),
                                 [&start](const PageFacts& page) { return page.url == start; });
  if (home != facts.pages.end()) std::rotate(facts.pages.begin(), home, home + 1);
}

/// Facts whose archive is gone, or was cut, cannot be looked up by anybody any more.
Result<void> check_archive_is_there(const evidence::Folder& folder, std::int64_t facts_stand_for) {
  std::error_code error;
  const auto size = std::filesystem::file_size(folder.archive, error);
  if (!error && size >= static_cast<std::uint64_t>(facts_stand_for)) return {};
  return Error{ErrorCode::invalid_input,
               error ? "the facts beside it were read from it, but it cannot be opened: " +
                           error.message() + "; restore it from a copy"
                     : fmt::format("has {} bytes, but the facts beside it were read from {}; "
                                   "restore it from a copy",
                                   size, facts_stand_for),
               folder.archive.string()};
}

}  // namespace

namespace evidence {

Result<SiteFacts> read_site_facts(sqlite::Database& database, const std::string& site_id) {
  FactsReader reader(database);
  SiteFacts facts;
  facts.site_id = site_id;
  facts.start_url = read_meta(database, "start_url").value_or("");
  const IdRange round{database.integer(kFirstOfRound).value_or(0)};
  facts.fetches = reader.fetches(round);
  facts.pages = reader.pages(round);
  SiteRecord site = read_site(database);
  facts.robots = std::move(site.robots);
  facts.sitemap = site.sitemap;
  facts.has_ipv6 = site.has_ipv6;
  facts.crawl = read_crawl(database);
  GWEVAL_CHECK(database.check());
  facts.newest_capture = newest_date(facts.fetches);
  facts.https_probe = last_of(facts.fetches, FetchPurpose::https_probe);
  facts.http_probe = last_of(facts.fetches, FetchPurpose::http_probe);
  set_home(facts);
  return facts;
}

}  // namespace evidence

Result<SiteFacts> load_site_facts(const std::filesystem::path& root, const std::string& site_id) {
  GWEVAL_TRY(const evidence::Folder folder, evidence::folder_of(root, site_id));
  GWEVAL_TRY(sqlite::Database database,
             sqlite::Database::open(folder.facts, sqlite::Database::Mode::read));
  GWEVAL_CHECK(evidence::check_schema(database));
  database.execute(kReadSettings);
  auto facts = evidence::read_site_facts(database, site_id);
  if (!facts) return facts;
  const auto read_from = database.integer(evidence::kArchiveBytesOfFacts);
  GWEVAL_CHECK(database.check());
  GWEVAL_CHECK(check_archive_is_there(folder, read_from.value_or(0)));
  return facts;
}

Result<std::optional<Fetch>> start_fetch(const std::filesystem::path& root,
                                         const std::string& site_id) {
  GWEVAL_TRY(const evidence::Folder folder, evidence::folder_of(root, site_id));
  GWEVAL_TRY(sqlite::Database database,
             sqlite::Database::open(folder.facts, sqlite::Database::Mode::read));
  GWEVAL_CHECK(evidence::check_schema(database));
  const std::string listed = evidence::read_meta(database, "start_url").value_or("");
  const std::string start = canonical_url(listed).value_or(listed);
  const std::int64_t first = database.integer(evidence::kFirstOfRound).value_or(0);
  sqlite::Statement row =
      database.prepare("SELECT id FROM fetches WHERE url=? AND purpose='page' AND id>=?");
  row.start(start, first);
  std::optional<std::int64_t> id;
  if (row.step()) id = row.integer(0);
  row.reset();
  GWEVAL_CHECK(database.check());
  if (!id) return std::optional<Fetch>{};
  std::vector<Fetch> found = evidence::FactsReader(database).fetches({*id, *id});
  GWEVAL_CHECK(database.check());
  if (found.empty()) return std::optional<Fetch>{};
  return std::optional<Fetch>(std::move(found.front()));
}

Result<std::optional<Date>> newest_capture(const std::filesystem::path& root,
                                           const std::string& site_id) {
  GWEVAL_TRY(const evidence::Folder folder, evidence::folder_of(root, site_id));
  GWEVAL_TRY(sqlite::Database database,
             sqlite::Database::open(folder.facts, sqlite::Database::Mode::read));
  GWEVAL_CHECK(evidence::check_schema(database));
  const std::int64_t first = database.integer(evidence::kFirstOfRound).value_or(0);
  sqlite::Statement newest = database.prepare("SELECT max(fetched_at) FROM fetches WHERE id>=?");
  newest.start(first);
  std::optional<Date> date;
  if (newest.step()) date = parse_iso_date(newest.bytes(0).substr(0, 10));
  newest.reset();
  GWEVAL_CHECK(database.check());
  return date;
}

Result<std::string> stored_start_url(const std::filesystem::path& root,
                                     const std::string& site_id) {
  GWEVAL_TRY(const evidence::Folder folder, evidence::folder_of(root, site_id));
  std::error_code ignored;
  if (!std::filesystem::exists(folder.facts, ignored)) return std::string();
  auto database = sqlite::Database::open(folder.facts, sqlite::Database::Mode::read);
  // What cannot be read is made again from the archive, or reported, when it is needed.
  if (!database || !evidence::check_schema(*database)) return std::string();
  return evidence::read_meta(*database, "start_url").value_or("");
}

}  // namespace gweval
