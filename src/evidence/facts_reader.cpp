#include "evidence/facts_reader.hpp"

#include <utility>

#include <fmt/format.h>

#include "gweval/date.hpp"

namespace gweval::evidence {
namespace {

// A file that names an enum value this build does not know is read as if it said nothing.
template <class T>
T known_or(std::optional<T> value, T fallback) {
  return value.value_or(fallback);
}

FactSource source_of(sqlite::Statement& row, int column) {
  return known_or(parse_fact_source(row.bytes(column)), FactSource::none);
}

std::optional<Date> date_of(sqlite::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return parse_iso_date(row.bytes(column));
}

template <class T>
T number(sqlite::Statement& row, int column) {
  return static_cast<T>(row.integer(column));
}

bool flag(sqlite::Statement& row, int column) {
  return row.integer(column) != 0;
}

// Columns in the order of the schema.
Fetch read_fetch(sqlite::Statement& row) {
  Fetch fetch;
  fetch.url = row.text(1);
  fetch.final_url = row.text(2);
  fetch.purpose = known_or(parse_fetch_purpose(row.bytes(3)), FetchPurpose::page);
  fetch.outcome = known_or(parse_fetch_outcome(row.bytes(4)), FetchOutcome::protocol_error);
  fetch.detail = row.text(5);
  fetch.status = number<int>(row, 6);
  fetch.http_version = row.text(7);
  fetch.media_type = row.text(8);
  fetch.body_bytes = row.integer(9);
  fetch.body_sha256 = row.text(10);
  fetch.truncated = flag(row, 11);
  fetch.timings = {number<long>(row, 12), number<long>(row, 13), number<long>(row, 14),
                   number<long>(row, 15), number<long>(row, 16)};
  fetch.remote_address = row.text(18);
  fetch.fetched_at = row.text(19);
  fetch.depth = number<int>(row, 20);
  fetch.attempts = number<int>(row, 21);
  fetch.found_on = row.text(22);
  return fetch;
}

FooterMarks read_footer(sqlite::Statement& row) {
  FooterMarks footer;
  footer.site_id_code = row.text(19);
  footer.icp = row.text(20);
  footer.police_filing = row.text(21);
  footer.has_party_government_mark = flag(row, 22);
  footer.organiser = row.text(23);
  footer.contact = row.text(24);
  footer.site_map_url = row.text(25);
  footer.error_report_url = row.text(26);
  footer.privacy_policy_url = row.text(27);
  footer.accessibility_url = row.text(28);
  footer.accessibility_text = row.text(29);
  return footer;
}

PageFacts read_page(sqlite::Statement& row) {
  PageFacts page;
  page.url = row.text(1);
  page.final_url = row.text(2);
  page.status = number<int>(row, 3);
  page.media_type = row.text(4);
  page.title = row.text(5);
  page.document_title = row.text(6);
  page.charset = {row.text(7), row.text(8), row.text(9), flag(row, 10)};
  page.lang = row.text(11);
  page.site_id_code = row.text(12);
  page.column = row.text(13);
  page.kind = known_or(parse_page_kind(row.bytes(14)), PageKind::other);
  page.pub_date.value = date_of(row, 15);
  page.pub_date.source = source_of(row, 16);
  page.content_source = {row.text(17), source_of(row, 18)};
  page.footer = read_footer(row);
  page.viewport = row.text(30);
  page.redirect_target = row.text(31);
  page.dom_depth = number<std::size_t>(row, 32);
  page.cut = flag(row, 33);
  page.text_length = number<std::size_t>(row, 34);
  page.text_sha256 = row.text(35);
  page.text = row.text(36);
  return page;
}

}  // namespace

void FactsReader::Cursor::open(sqlite::Database& database, std::string_view table,
                               std::string_view order) {
  const std::string_view key = order.substr(0, order.find(','));
  statement_ = database.prepare(
      fmt::format("SELECT * FROM {} WHERE {} BETWEEN ?1 AND ?2 ORDER BY {}", table, key, order));
}

void FactsReader::Cursor::start(IdRange range) {
  statement_.start(range.first, range.last);
  next();
}

void FactsReader::Cursor::next() {
  has_row_ = statement_.step();
  fetch_ = has_row_ ? statement_.integer(0) : 0;
}

bool FactsReader::Cursor::is_at(std::int64_t id) {
  while (has_row_ && fetch_ < id) next();
  return has_row_ && fetch_ == id;
}

FactsReader::FactsReader(sqlite::Database& database) {
  fetches_.open(database, "fetches", "id");
  pages_.open(database, "pages", "fetch");
  const std::initializer_list<std::pair<Cursor*, std::string_view>> lists = {
      {&redirects_, "redirects"},
      {&headers_, "headers"},
      {&labels_, "labels"},
      {&breadcrumbs_, "breadcrumbs"},
      {&date_readings_, "date_readings"},
      {&list_items_, "list_items"},
      {&links_, "links"},
      {&forms_, "forms"},
      {&images_, "images"},
      {&headings_, "headings"},
      {&scripts_, "scripts"},
      {&iframes_, "iframes"},
      {&tables_, "page_tables"},
      {&hidden_links_, "hidden_links"},
      {&colours_, "colours"},
      {&barriers_, "barriers"}};
  for (const auto& [cursor, table] : lists) cursor->open(database, table, "fetch, seq");
  form_fields_.open(database, "form_fields", "fetch, form, seq");
  table_headers_.open(database, "table_headers", "fetch, page_table, seq");
  certificate_ = database.prepare("SELECT * FROM certificates WHERE id=?");
  certificate_names_ =
      database.prepare("SELECT name FROM certificate_names WHERE certificate=? ORDER BY seq");
}

std::vector<Fetch> FactsReader::fetches(IdRange range) {
  std::vector<Fetch> out;
  for (Cursor* cursor : {&fetches_, &redirects_, &headers_}) cursor->start(range);
  std::pair<std::int64_t, std::optional<Certificate>> last{0, {}};  // most fetches share one
  for (; !fetches_.is_done(); fetches_.next()) {
    sqlite::Statement& row = fetches_.row();
    Fetch& fetch = out.emplace_back(read_fetch(row));
    if (!row.is_null(17)) {
      if (const std::int64_t id = row.integer(17); id != last.first) last = {id, certificate(id)};
      fetch.certificate = last.second;
    }
    for (; redirects_.is_at(fetches_.id()); redirects_.next()) {
      sqlite::Statement& hop = redirects_.row();
      fetch.redirects.push_back({hop.text(2), number<int>(hop, 3), hop.text(4)});
    }
    for (; headers_.is_at(fetches_.id()); headers_.next()) {
      fetch.headers.emplace_back(headers_.row().text(2), headers_.row().text(3));
    }
  }
  for (Cursor* cursor : {&fetches_, &redirects_, &headers_}) cursor->finish();
  return out;
}

std::optional<Certificate> FactsReader::certificate(std::int64_t id) {
  certificate_.start(id);
  if (!certificate_.step()) return std::nullopt;
  Certificate out;
  out.subject = certificate_.text(2);
  out.issuer = certificate_.text(3);
  out.not_before = certificate_.text(4);
  out.not_after = certificate_.text(5);
  out.protocol = certificate_.text(6);
  out.verify_error = certificate_.text(7);
  certificate_.reset();
  certificate_names_.start(id);
  while (certificate_names_.step()) out.names.push_back(certificate_names_.text(0));
  certificate_names_.reset();
  return out;
}

std::vector<PageFacts> FactsReader::pages(IdRange range) {
  const std::initializer_list<Cursor*> cursors = {
      &pages_,  &labels_,        &breadcrumbs_,  &date_readings_, &list_items_, &links_,
      &forms_,  &images_,        &headings_,     &scripts_,       &iframes_,    &form_fields_,
      &tables_, &table_headers_, &hidden_links_, &colours_,       &barriers_};
  std::vector<PageFacts> out;
  for (Cursor* cursor : cursors) cursor->start(range);
  for (; !pages_.is_done(); pages_.next()) {
    PageFacts& page = out.emplace_back(read_page(pages_.row()));
    read_texts(pages_.id(), page);
    read_lists(pages_.id(), page);
    read_forms_and_tables(pages_.id(), page);
    read_markup(pages_.id(), page);
  }
  for (Cursor* cursor : cursors) cursor->finish();
  return out;
}

void FactsReader::read_texts(std::int64_t id, PageFacts& page) {
  for (; labels_.is_at(id); labels_.next()) {
    page.labels.emplace_back(labels_.row().text(2), labels_.row().text(3));
  }
  for (; breadcrumbs_.is_at(id); breadcrumbs_.next()) {
    sqlite::Statement& row = breadcrumbs_.row();
    if (!row.is_null(2)) page.breadcrumb.push_back(row.text(2));
    if (!row.is_null(3)) page.breadcrumb_urls.push_back(row.text(3));
  }
  for (; date_readings_.is_at(id); date_readings_.next()) {
    sqlite::Statement& row = date_readings_.row();
    page.pub_date.readings.push_back(
        {date_of(row, 2).value_or(Date{}), source_of(row, 3), row.text(4)});
  }
  for (; headings_.is_at(id); headings_.next()) {
    page.headings.push_back({number<int>(headings_.row(), 2), headings_.row().text(3)});
  }
}

void FactsReader::read_lists(std::int64_t id, PageFacts& page) {
  for (; list_items_.is_at(id); list_items_.next()) {
    sqlite::Statement& row = list_items_.row();
    page.list_items.push_back({row.text(2), row.text(3), date_of(row, 4)});
  }
  for (; links_.is_at(id); links_.next()) {
    sqlite::Statement& row = links_.row();
    page.links.push_back({row.text(2), row.text(3),
                          known_or(parse_link_kind(row.bytes(4)), LinkKind::anchor), flag(row, 5),
                          flag(row, 6), flag(row, 7)});
    if (page.links.back().is_attachment) page.attachments.push_back(page.links.back());
  }
  for (; images_.is_at(id); images_.next()) {
    sqlite::Statement& row = images_.row();
    std::optional<std::string> alt;
    if (!row.is_null(3)) alt = row.text(3);
    page.images.push_back({row.text(2), std::move(alt), flag(row, 4)});
  }
  for (; scripts_.is_at(id); scripts_.next()) page.scripts.push_back(scripts_.row().text(2));
  for (; iframes_.is_at(id); iframes_.next()) page.iframes.push_back(iframes_.row().text(2));
}

void FactsReader::read_forms_and_tables(std::int64_t id, PageFacts& page) {
  for (; forms_.is_at(id); forms_.next()) {
    page.forms.push_back({forms_.row().text(2), forms_.row().text(3), {}, forms_.row().text(4)});
  }
  for (; form_fields_.is_at(id); form_fields_.next()) {
    sqlite::Statement& row = form_fields_.row();
    const auto form = number<std::size_t>(row, 1);
    if (form >= page.forms.size()) continue;
    page.forms[form].fields.push_back({row.text(3), row.text(4), row.text(5)});
  }
  for (; tables_.is_at(id); tables_.next()) {
    page.tables.push_back({{}, number<std::size_t>(tables_.row(), 2)});
  }
  for (; table_headers_.is_at(id); table_headers_.next()) {
    sqlite::Statement& row = table_headers_.row();
    const auto table = number<std::size_t>(row, 1);
    if (table >= page.tables.size()) continue;
    page.tables[table].header_cells.push_back(row.text(3));
  }
}

void FactsReader::read_markup(std::int64_t id, PageFacts& page) {
  for (; hidden_links_.is_at(id); hidden_links_.next()) {
    sqlite::Statement& row = hidden_links_.row();
    page.hidden_links.push_back(
        {row.text(2), row.text(3), known_or(parse_hiding(row.bytes(4)), Hiding::display_none)});
  }
  for (; colours_.is_at(id); colours_.next()) {
    sqlite::Statement& row = colours_.row();
    page.colours.push_back(
        {row.text(2), row.text(3), number<int>(row, 4), flag(row, 5), row.text(6)});
  }
  for (; barriers_.is_at(id); barriers_.next()) {
    sqlite::Statement& row = barriers_.row();
    page.barriers.push_back({known_or(parse_barrier_kind(row.bytes(2)), BarrierKind::tab_order),
                             row.text(3), row.text(4)});
  }
}

SiteRecord read_site(sqlite::Database& database) {
  SiteRecord out;
  sqlite::Statement row = database.prepare(
      "SELECT robots_was_fetched, robots_status, robots_disallows_all, sitemap_was_fetched,"
      " sitemap_status, sitemap_url_count, has_ipv6 FROM site");
  if (row.step()) {
    out.robots = {flag(row, 0), number<int>(row, 1), flag(row, 2), {}};
    out.sitemap = {flag(row, 3), number<int>(row, 4), number<std::size_t>(row, 5)};
    if (!row.is_null(6)) out.has_ipv6 = flag(row, 6);
  }
  sqlite::Statement url = database.prepare("SELECT url FROM robots_sitemaps ORDER BY seq");
  while (url.step()) out.robots.sitemaps.push_back(url.text(0));
  return out;
}

CrawlFacts read_crawl(sqlite::Database& database) {
  CrawlFacts out;
  sqlite::Statement row = database.prepare(
      "SELECT crawl_is_complete, crawl_limit_reached, crawl_pages_known, crawl_started_at,"
      " crawl_finished_at FROM site");
  if (row.step()) {
    out = {flag(row, 0), row.text(1), number<std::size_t>(row, 2), row.text(3), row.text(4)};
  }
  return out;
}

std::optional<std::string> read_meta(sqlite::Database& database, std::string_view key) {
  sqlite::Statement row = database.prepare("SELECT value FROM meta WHERE key=?");
  row.start(key);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

}  // namespace gweval::evidence
