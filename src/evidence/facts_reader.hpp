#pragma once
// Reads facts.sqlite back: one pass over every table, side by side.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/facts_writer.hpp"
#include "evidence/sqlite.hpp"
#include "gweval/result.hpp"
#include "gweval/site_facts.hpp"

namespace gweval::evidence {

/// Fetches by id, both ends included.
struct IdRange {
  std::int64_t first = 0;
  std::int64_t last = INT64_MAX;
};

class FactsReader {
 public:
  /// The database has been checked by check_schema() and outlives the reader.
  explicit FactsReader(sqlite::Database& database);

  [[nodiscard]] std::vector<Fetch> fetches(IdRange range);
  [[nodiscard]] std::vector<PageFacts> pages(IdRange range);

 private:
  void read_texts(std::int64_t id, PageFacts& page);
  void read_lists(std::int64_t id, PageFacts& page);
  void read_forms_and_tables(std::int64_t id, PageFacts& page);
  void read_markup(std::int64_t id, PageFacts& page);
  [[nodiscard]] std::optional<Certificate> certificate(std::int64_t id);

  // A statement over a table ordered by fetch, standing on the row to be read next.
  class Cursor {
   public:
    void open(sqlite::Database& database, std::string_view table, std::string_view order);
    void start(IdRange range);
    /// Skips to the rows of fetch `id`; true while there is one, which next() leaves.
    [[nodiscard]] bool is_at(std::int64_t id);
    void next();
    [[nodiscard]] bool is_done() const { return !has_row_; }
    [[nodiscard]] std::int64_t id() const { return fetch_; }
    [[nodiscard]] sqlite::Statement& row() { return statement_; }
    void finish() { statement_.reset(); }

   private:
    sqlite::Statement statement_;
    bool has_row_ = false;
    std::int64_t fetch_ = 0;
  };

  sqlite::Statement certificate_, certificate_names_;
  Cursor fetches_, redirects_, headers_, pages_, labels_, breadcrumbs_, date_readings_, list_items_,
      links_, forms_, form_fields_, images_, headings_, scripts_, iframes_, tables_, table_headers_,
      hidden_links_, colours_, barriers_;
};

[[nodiscard]] SiteRecord read_site(sqlite::Database& database);
[[nodiscard]] CrawlFacts read_crawl(sqlite::Database& database);

/// All of the present round, as load_site_facts() gives it.
[[nodiscard]] Result<SiteFacts> read_site_facts(sqlite::Database& database,
                                                const std::string& site_id);

/// A value of the table meta; nothing if it is not there.
[[nodiscard]] std::optional<std::string> read_meta(sqlite::Database& database,
                                                   std::string_view key);

}  // namespace gweval::evidence
