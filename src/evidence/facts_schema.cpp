#include "evidence/facts_schema.hpp"

#include <fmt/format.h>

#include "gweval/evidence_store.hpp"

namespace gweval::evidence {
namespace {

// Lists are kept in the order of their primary key, so that one pass over every table, side by
// side, reads a site's facts without a single search.
constexpr const char* kFetchTablesSql = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE fetches (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, purpose TEXT NOT NULL,
  outcome TEXT NOT NULL, detail TEXT NOT NULL, status INTEGER NOT NULL,
  http_version TEXT NOT NULL, media_type TEXT NOT NULL, body_bytes INTEGER NOT NULL,
  body_sha256 TEXT NOT NULL, truncated INTEGER NOT NULL, name_lookup_ms INTEGER NOT NULL,
  connect_ms INTEGER NOT NULL, tls_ms INTEGER NOT NULL, first_byte_ms INTEGER NOT NULL,
  total_ms INTEGER NOT NULL, certificate INTEGER, remote_address TEXT NOT NULL,
  fetched_at TEXT NOT NULL, depth INTEGER NOT NULL, attempts INTEGER NOT NULL,
  found_on TEXT NOT NULL, archive_offset INTEGER NOT NULL, archive_length INTEGER NOT NULL);
CREATE UNIQUE INDEX fetches_by_url ON fetches (url, purpose);
CREATE TABLE redirects (fetch INTEGER, seq INTEGER, url TEXT NOT NULL, status INTEGER NOT NULL,
  location TEXT NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE headers (fetch INTEGER, seq INTEGER, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE certificates (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, subject TEXT NOT NULL,
  issuer TEXT NOT NULL, not_before TEXT NOT NULL, not_after TEXT NOT NULL,
  protocol TEXT NOT NULL, verify_error TEXT NOT NULL);
CREATE TABLE certificate_names (certificate INTEGER, seq INTEGER, name TEXT NOT NULL,
  PRIMARY KEY (certificate, seq)) WITHOUT ROWID;
CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1), robots_was_fetched INTEGER, robots_status INTEGER,
  robots_disallows_all INTEGER, sitemap_was_fetched INTEGER, sitemap_status INTEGER,
  sitemap_url_count INTEGER, has_ipv6 INTEGER, crawl_is_complete INTEGER,
  crawl_limit_reached TEXT, crawl_pages_known INTEGER, crawl_started_at TEXT,
  crawl_finished_at TEXT);
CREATE TABLE robots_sitemaps (seq INTEGER PRIMARY KEY, url TEXT NOT NULL);
)sql";

constexpr const char* kPageTablesSql = R"sql(
CREATE TABLE pages (
  fetch INTEGER PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL,
  media_type TEXT NOT NULL, title TEXT NOT NULL, document_title TEXT NOT NULL,
  charset_declared TEXT NOT NULL, charset_declared_source TEXT NOT NULL,
  charset_used TEXT NOT NULL, charset_malformed INTEGER NOT NULL, lang TEXT NOT NULL,
  site_id_code TEXT NOT NULL, column_name TEXT NOT NULL, kind TEXT NOT NULL, pub_date TEXT,
  pub_date_source TEXT NOT NULL, content_source TEXT NOT NULL,
  content_source_source TEXT NOT NULL, footer_site_id_code TEXT NOT NULL,
  footer_icp TEXT NOT NULL, footer_police_filing TEXT NOT NULL,
  footer_has_party_government_mark INTEGER NOT NULL, footer_organiser TEXT NOT NULL,
  footer_contact TEXT NOT NULL, footer_site_map_url TEXT NOT NULL,
  footer_error_report_url TEXT NOT NULL, footer_privacy_policy_url TEXT NOT NULL,
  footer_accessibility_url TEXT NOT NULL, footer_accessibility_text TEXT NOT NULL,
  viewport TEXT NOT NULL, redirect_target TEXT NOT NULL, dom_depth INTEGER NOT NULL,
  cut INTEGER NOT NULL, text_length INTEGER NOT NULL, text_sha256 TEXT NOT NULL,
  text TEXT NOT NULL);
CREATE TABLE labels (fetch INTEGER, seq INTEGER, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE breadcrumbs (fetch INTEGER, seq INTEGER, text TEXT, url TEXT,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE date_readings (fetch INTEGER, seq INTEGER, date TEXT NOT NULL,
  source TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE list_items (fetch INTEGER, seq INTEGER, title TEXT NOT NULL, url TEXT NOT NULL,
  date TEXT, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE links (fetch INTEGER, seq INTEGER, url TEXT NOT NULL, text TEXT NOT NULL,
  kind TEXT NOT NULL, is_internal INTEGER NOT NULL, is_attachment INTEGER NOT NULL,
  in_navigation INTEGER NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE forms (fetch INTEGER, seq INTEGER, action TEXT NOT NULL, method TEXT NOT NULL,
  charset TEXT NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE form_fields (fetch INTEGER, form INTEGER, seq INTEGER, name TEXT NOT NULL,
  type TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (fetch, form, seq)) WITHOUT ROWID;
CREATE TABLE images (fetch INTEGER, seq INTEGER, url TEXT NOT NULL, alt TEXT,
  is_linked INTEGER NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE headings (fetch INTEGER, seq INTEGER, level INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE scripts (fetch INTEGER, seq INTEGER, url TEXT NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE iframes (fetch INTEGER, seq INTEGER, url TEXT NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE hidden_links (fetch INTEGER, seq INTEGER, url TEXT NOT NULL, text TEXT NOT NULL,
  hiding TEXT NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE colours (fetch INTEGER, seq INTEGER, colour TEXT NOT NULL,
  background TEXT NOT NULL, size INTEGER NOT NULL, is_bold INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE barriers (fetch INTEGER, seq INTEGER, kind TEXT NOT NULL, element TEXT NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE page_tables (fetch INTEGER, seq INTEGER, rows INTEGER NOT NULL,
  PRIMARY KEY (fetch, seq)) WITHOUT ROWID;
CREATE TABLE table_headers (fetch INTEGER, page_table INTEGER, seq INTEGER, text TEXT NOT NULL,
  PRIMARY KEY (fetch, page_table, seq)) WITHOUT ROWID;
)sql";

}  // namespace

void create_schema(sqlite::Database& database) {
  database.execute("BEGIN");
  database.execute(kFetchTablesSql);
  database.execute(kPageTablesSql);
  database.execute(fmt::format("PRAGMA application_id={}; PRAGMA user_version={}; COMMIT",
                               kApplicationId, kFactsSchemaVersion)
                       .c_str());
}

Result<void> check_schema(sqlite::Database& database) {
  const auto application = database.integer("PRAGMA application_id");
  const auto version = database.integer("PRAGMA user_version");
  GWEVAL_CHECK(database.check());
  if (application != kApplicationId) {
    return Error{ErrorCode::invalid_input,
                 "is not a facts file of gweval; rebuild the facts from the archive",
                 database.path().string()};
  }
  // A query over a view may compute for ever; the files this program writes hold tables only.
  const auto strangers = database.integer(
      "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR "
      "sql LIKE 'CREATE VIRTUAL%'");
  GWEVAL_CHECK(database.check());
  if (strangers.value_or(1) != 0) {
    return Error{ErrorCode::invalid_input,
                 "holds views, triggers or virtual tables, which gweval does not write; rebuild "
                 "the facts from the archive with `gweval extract`",
                 database.path().string()};
  }
  if (version.value_or(0) > kFactsSchemaVersion) {
    return Error{ErrorCode::unsupported,
                 fmt::format("has facts of schema version {}, this build reads {}; use the newer "
                             "build that wrote them, or remove the file to have them made again "
                             "from the archive",
                             version.value_or(0), kFactsSchemaVersion),
                 database.path().string()};
  }
  if (version != kFactsSchemaVersion) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("has facts of schema version {}, this build reads {}; rebuild them "
                             "from the archive with `gweval extract`",
                             version.value_or(0), kFactsSchemaVersion),
                 database.path().string()};
  }
  return {};
}

}  // namespace gweval::evidence
