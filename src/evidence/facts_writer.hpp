#pragma once
// Writes captures' facts into facts.sqlite. Adding again what is stored for a URL and purpose puts
// the newer in its place, at the end of the crawl order.

#include <cstdint>
#include <optional>
#include <string_view>

#include "evidence/sqlite.hpp"
#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/result.hpp"
#include "gweval/site_facts.hpp"
#include "warc/record.hpp"

namespace gweval::evidence {

/// Site-level facts that are found beside the captures.
struct SiteRecord {
  RobotsFacts robots;
  SitemapFacts sitemap;
  std::optional<bool> has_ipv6;
};

class FactsWriter {
 public:
  /// The database has the schema of create_schema() and outlives the writer.
  explicit FactsWriter(sqlite::Database& database);

  /// Fetch stored for a canonical URL and purpose, and where its records lie.
  [[nodiscard]] std::optional<std::int64_t> find(std::string_view url, FetchPurpose purpose);
  [[nodiscard]] std::optional<warc::Extent> find_extent(std::string_view url, FetchPurpose purpose);

  /// Later fetches belong to a new round; readers see that round alone.
  void begin_round(int round);
  /// Removes what earlier rounds found and this one did not ask for.
  void end_round();
  [[nodiscard]] std::int64_t first_of_round() const { return first_of_round_; }

  void add(const Fetch& fetch, const std::optional<PageFacts>& page, const warc::Extent& extent);
  void set_site(const SiteRecord& site);
  void set_crawl(const CrawlFacts& crawl);
  void set_meta(std::string_view key, std::string_view value);
  void set_meta(std::string_view key, std::int64_t value);

 private:
  void remove(std::int64_t id);
  std::optional<std::int64_t> certificate_id(const std::optional<Certificate>& certificate);
  void add_fetch(const Fetch& fetch, const warc::Extent& extent);
  void add_page(const PageFacts& page);
  void add_lists(const PageFacts& page);
  void add_forms_and_tables(const PageFacts& page);
  void add_markup(const PageFacts& page);

  sqlite::Database* database_;
  std::int64_t id_ = 0;  // of the fetch added last
  std::int64_t first_of_round_ = 0;
  sqlite::Statement find_, fetch_, redirect_, header_, find_certificate_, certificate_,
      certificate_name_, page_, label_, breadcrumb_, date_reading_, list_item_, link_, form_,
      form_field_, image_, heading_, script_, iframe_, table_, table_header_, hidden_link_, colour_,
      barrier_, meta_;
};

}  // namespace gweval::evidence
