#include "evidence/facts_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "evidence/facts_schema.hpp"
#include "gweval/date.hpp"

namespace gweval::evidence {
namespace {

std::string insert_sql(std::string_view table, int columns) {
  std::string marks = "?";
  for (int i = 1; i < columns; ++i) marks += ",?";
  return fmt::format("INSERT INTO {} VALUES ({})", table, marks);
}

std::optional<std::string> date_text(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return to_text(*date);
}

// Two certificates are one row only if every field agrees.
std::string certificate_digest(const Certificate& certificate) {
  Sha256 digest;
  const auto update = [&digest](std::string_view text) {
    digest.update(fmt::format("{}:", text.size()));
    digest.update(text);
  };
  for (const std::string* text :
       {&certificate.subject, &certificate.issuer, &certificate.not_before, &certificate.not_after,
        &certificate.protocol, &certificate.verify_error}) {
    update(*text);
  }
  for (const std::string& name : certificate.names) update(name);
  return digest.finish_hex();
}

}  // namespace

FactsWriter::FactsWriter(sqlite::Database& database) : database_(&database) {
  const auto insert = [&database](std::string_view table, int columns) {
    return database.prepare(insert_sql(table, columns));
  };
  find_ = database.prepare("SELECT id FROM fetches WHERE url=? AND purpose=?");
  find_certificate_ = database.prepare("SELECT id FROM certificates WHERE digest=?");
  fetch_ = insert("fetches", 25);
  redirect_ = insert("redirects", 5);
  header_ = insert("headers", 4);
  certificate_ = insert("certificates", 8);
  certificate_name_ = insert("certificate_names", 3);
  page_ = insert("pages", 37);
  label_ = insert("labels", 4);
  breadcrumb_ = insert("breadcrumbs", 4);
  date_reading_ = insert("date_readings", 5);
  list_item_ = insert("list_items", 5);
  link_ = insert("links", 8);
  form_ = insert("forms", 5);
  form_field_ = insert("form_fields", 6);
  image_ = insert("images", 5);
  heading_ = insert("headings", 4);
  script_ = insert("scripts", 3);
  iframe_ = insert("iframes", 3);
  table_ = insert("page_tables", 3);
  table_header_ = insert("table_headers", 4);
  hidden_link_ = insert("hidden_links", 5);
  colour_ = insert("colours", 7);
  barrier_ = insert("barriers", 5);
  meta_ = database.prepare("INSERT OR REPLACE INTO meta VALUES (?,?)");
  id_ = database.integer("SELECT max(id) FROM fetches").value_or(0);
  first_of_round_ = database.integer(kFirstOfRound).value_or(0);
}

std::optional<std::int64_t> FactsWriter::find(std::string_view url, FetchPurpose purpose) {
  find_.start(url, to_text(purpose));
  std::optional<std::int64_t> id;
  if (find_.step()) id = find_.integer(0);
  find_.reset();
  return id;
}

std::optional<warc::Extent> FactsWriter::find_extent(std::string_view url, FetchPurpose purpose) {
  const auto id = find(url, purpose);
  if (!id) return std::nullopt;
  sqlite::Statement row =
      database_->prepare("SELECT archive_offset, archive_length FROM fetches WHERE id=?");
  row.start(*id);
  if (!row.step()) return std::nullopt;
  return warc::Extent{static_cast<std::uint64_t>(row.integer(0)),
                      static_cast<std::uint64_t>(row.integer(1))};
}

void FactsWriter::add(const Fetch& fetch, const std::optional<PageFacts>& page,
                      const warc::Extent& extent) {
  if (const auto older = find(fetch.url, fetch.purpose)) remove(*older);
  ++id_;
  add_fetch(fetch, extent);
  if (!page) return;
  add_page(*page);
  add_lists(*page);
  add_forms_and_tables(*page);
  add_markup(*page);
}

void FactsWriter::begin_round(int round) {
  first_of_round_ = id_ + 1;
  set_meta("round", round);
  set_meta("round_first_fetch", first_of_round_);
  set_crawl({});
}

void FactsWriter::end_round() {
  database_->execute(fmt::format("DELETE FROM fetches WHERE id<{}", first_of_round_).c_str());
  for (const std::string_view table : kFetchTables) {
    database_->execute(
        fmt::format("DELETE FROM {} WHERE fetch<{}", table, first_of_round_).c_str());
  }
}

void FactsWriter::remove(std::int64_t id) {
  database_->execute(fmt::format("DELETE FROM fetches WHERE id={}", id).c_str());
  for (const std::string_view table : kFetchTables) {
    database_->execute(fmt::format("DELETE FROM {} WHERE fetch={}", table, id).c_str());
  }
}

std::optional<std::int64_t> FactsWriter::certificate_id(
    const std::optional<Certificate>& certificate) {
  if (!certificate) return std::nullopt;
  const std::string digest = certificate_digest(*certificate);
  find_certificate_.start(digest);
  std::optional<std::int64_t> id;
  if (find_certificate_.step()) id = find_certificate_.integer(0);
  find_certificate_.reset();
  if (id) return id;
  id = database_->integer("SELECT max(id) FROM certificates").value_or(0) + 1;
  certificate_.run(*id, digest, certificate->subject, certificate->issuer, certificate->not_before,
                   certificate->not_after, certificate->protocol, certificate->verify_error);
  int seq = 0;
  for (const std::string& name : certificate->names) certificate_name_.run(*id, seq++, name);
  return id;
}

void FactsWriter::add_fetch(const Fetch& fetch, const warc::Extent& extent) {
  const Timings& t = fetch.timings;
  fetch_.run(id_, fetch.url, fetch.final_url, to_text(fetch.purpose), to_text(fetch.outcome),
             fetch.detail, fetch.status, fetch.http_version, fetch.media_type, fetch.body_bytes,
             fetch.body_sha256, fetch.truncated, t.name_lookup_ms, t.connect_ms, t.tls_ms,
             t.first_byte_ms, t.total_ms, certificate_id(fetch.certificate), fetch.remote_address,
             fetch.fetched_at, fetch.depth, fetch.attempts, fetch.found_on, extent.offset,
             extent.length);
  int seq = 0;
  for (const Redirect& hop : fetch.redirects) {
    redirect_.run(id_, seq++, hop.url, hop.status, hop.location);
  }
  seq = 0;
  for (const auto& [name, value] : fetch.headers) header_.run(id_, seq++, name, value);
}

void FactsWriter::add_page(const PageFacts& page) {
  const FooterMarks& f = page.footer;
  page_.run(id_, page.url, page.final_url, page.status, page.media_type, page.title,
            page.document_title, page.charset.declared, page.charset.declared_source,
            page.charset.used, page.charset.malformed, page.lang, page.site_id_code, page.column,
            to_text(page.kind), date_text(page.pub_date.value), to_text(page.pub_date.source),
            page.content_source.value, to_text(page.content_source.source), f.site_id_code, f.icp,
            f.police_filing, f.has_party_government_mark, f.organiser, f.contact, f.site_map_url,
            f.error_report_url, f.privacy_policy_url, f.accessibility_url, f.accessibility_text,
            page.viewport, page.redirect_target, page.dom_depth, page.cut, page.text_length,
            page.text_sha256, page.text);
}

void FactsWriter::add_lists(const PageFacts& page) {
  int seq = 0;
  for (const auto& [name, value] : page.labels) label_.run(id_, seq++, name, value);
  const std::size_t crumbs = std::max(page.breadcrumb.size(), page.breadcrumb_urls.size());
  for (std::size_t i = 0; i < crumbs; ++i) {
    const auto at = [i](const std::vector<std::string>& list) {
      return i < list.size() ? std::optional<std::string_view>(list[i]) : std::nullopt;
    };
    breadcrumb_.run(id_, i, at(page.breadcrumb), at(page.breadcrumb_urls));
  }
  seq = 0;
  for (const DateReading& reading : page.pub_date.readings) {
    date_reading_.run(id_, seq++, to_text(reading.date), to_text(reading.source), reading.quote);
  }
  seq = 0;
  for (const ListItem& item : page.list_items) {
    list_item_.run(id_, seq++, item.title, item.url, date_text(item.date));
  }
  seq = 0;
  for (const Link& link : page.links) {
    link_.run(id_, seq++, link.url, link.text, to_text(link.kind), link.is_internal,
              link.is_attachment, link.in_navigation);
  }
  seq = 0;
  for (const Image& image : page.images) {
    image_.run(id_, seq++, image.url, image.alt, image.is_linked);
  }
  seq = 0;
  for (const Heading& heading : page.headings) {
    heading_.run(id_, seq++, heading.level, heading.text);
  }
  seq = 0;
  for (const std::string& url : page.scripts) script_.run(id_, seq++, url);
  seq = 0;
  for (const std::string& url : page.iframes) iframe_.run(id_, seq++, url);
}

void FactsWriter::add_forms_and_tables(const PageFacts& page) {
  int form_seq = 0;
  for (const Form& form : page.forms) {
    form_.run(id_, form_seq, form.action, form.method, form.charset);
    int seq = 0;
    for (const FormField& field : form.fields) {
      form_field_.run(id_, form_seq, seq++, field.name, field.type, field.label);
    }
    ++form_seq;
  }
  int table_seq = 0;
  for (const TableFacts& table : page.tables) {
    table_.run(id_, table_seq, table.rows);
    int seq = 0;
    for (const std::string& cell : table.header_cells) {
      table_header_.run(id_, table_seq, seq++, cell);
    }
    ++table_seq;
  }
}

void FactsWriter::add_markup(const PageFacts& page) {
  int seq = 0;
  for (const HiddenLink& link : page.hidden_links) {
    hidden_link_.run(id_, seq++, link.url, link.text, to_text(link.hiding));
  }
  seq = 0;
  for (const ColourPair& pair : page.colours) {
    colour_.run(id_, seq++, pair.colour, pair.background, pair.size, pair.is_bold, pair.text);
  }
  seq = 0;
  for (const KeyboardBarrier& barrier : page.barriers) {
    barrier_.run(id_, seq++, to_text(barrier.kind), barrier.element, barrier.text);
  }
}

void FactsWriter::set_site(const SiteRecord& site) {
  sqlite::Statement upsert = database_->prepare(
      "INSERT INTO site (id, robots_was_fetched, robots_status, robots_disallows_all,"
      " sitemap_was_fetched, sitemap_status, sitemap_url_count, has_ipv6)"
      " VALUES (1,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
      " robots_was_fetched=excluded.robots_was_fetched, robots_status=excluded.robots_status,"
      " robots_disallows_all=excluded.robots_disallows_all,"
      " sitemap_was_fetched=excluded.sitemap_was_fetched,"
      " sitemap_status=excluded.sitemap_status, sitemap_url_count=excluded.sitemap_url_count,"
      " has_ipv6=excluded.has_ipv6");
  upsert.run(site.robots.was_fetched, site.robots.status, site.robots.disallows_all,
             site.sitemap.was_fetched, site.sitemap.status, site.sitemap.url_count, site.has_ipv6);
  database_->execute("DELETE FROM robots_sitemaps");
  sqlite::Statement insert = database_->prepare("INSERT INTO robots_sitemaps VALUES (?,?)");
  int seq = 0;
  for (const std::string& url : site.robots.sitemaps) insert.run(seq++, url);
}

void FactsWriter::set_crawl(const CrawlFacts& crawl) {
  sqlite::Statement upsert = database_->prepare(
      "INSERT INTO site (id, crawl_is_complete, crawl_limit_reached, crawl_pages_known,"
      " crawl_started_at, crawl_finished_at) VALUES (1,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
      " crawl_is_complete=excluded.crawl_is_complete,"
      " crawl_limit_reached=excluded.crawl_limit_reached,"
      " crawl_pages_known=excluded.crawl_pages_known,"
      " crawl_started_at=excluded.crawl_started_at,"
      " crawl_finished_at=excluded.crawl_finished_at");
  upsert.run(crawl.is_complete, crawl.limit_reached, crawl.pages_known, crawl.started_at,
             crawl.finished_at);
}

void FactsWriter::set_meta(std::string_view key, std::string_view value) {
  meta_.run(key, value);
}

void FactsWriter::set_meta(std::string_view key, std::int64_t value) {
  meta_.run(key, value);
}

}  // namespace gweval::evidence
