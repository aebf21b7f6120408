// SiteCrawl: what complete results lead to, in the order of the plan.
#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.hpp"
#include "base/utf8.hpp"
#include "crawl/site_crawl.hpp"
#include "web/search_form.hpp"

namespace gweval {
namespace {

// House rules, per site: sitemaps read of robots.txt and of an index, and pages taken from them.
constexpr std::size_t kMaxSitemaps = 3;
constexpr std::size_t kMaxChildSitemaps = 5;
constexpr std::size_t kMaxSitemapPages = 20'000;
constexpr std::size_t kMaxSearchProbes = 10;  // words asked of its search

Url root_of(const Url& start, const std::string& scheme) {
  Url root;
  root.scheme = scheme;
  root.host = start.host;
  root.port = scheme == start.scheme ? start.port : 0;
  root.path = "/";
  return root;
}

// An address no site has: the same in every run, so that a run can be resumed.
std::string made_up_address(const Url& start) {
  Url url = root_of(start, start.scheme);
  url.path = "/" + sha256_hex("gweval error probe " + start.host).substr(0, 16) + ".html";
  return to_text(url);
}

bool is_page_address(const Url& url) {
  constexpr std::array<std::string_view, 12> kExtensions = {"html", "htm",  "shtml", "xhtml",
                                                            "jsp",  "jspx", "jhtml", "asp",
                                                            "aspx", "php",  "do",    "action"};
  const std::string_view file = std::string_view(url.path).substr(url.path.rfind('/') + 1);
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos) return true;
  const std::string extension = to_lower_ascii(file.substr(dot + 1));
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

}  // namespace

std::string origin_of(const Url& url) {
  Url origin;
  origin.scheme = url.scheme;
  origin.host = url.host;
  origin.port = url.port;
  origin.path = "/";
  return to_text(origin);
}

void SiteCrawl::commit(const Batch& batch) {
  for (const FetchItemPtr& item : batch.items) {
    const FetchRequest& request = item->chain.request();
    const bool is_page = request.purpose == FetchPurpose::page;
    if (!item->is_cancelled) {
      if (request.is_start) {
        checks_.add_home(item->fetch, item->look);
        commit_start(*item);
      }
      if (request.purpose == FetchPurpose::error_probe) {
        checks_.add_error_probe(item->fetch, item->look);
      }
      if (is_page) commit_page(*item);
      if (request.purpose == FetchPurpose::sitemap) commit_sitemap(*item);
      const auto url = parse_url(request.url);
      const bool is_link = is_page || request.purpose == FetchPurpose::link_check;
      if (is_link && url && scope_.contains(url->host)) {
        checks_.add_result(item->fetch, item->look);
      }
    }
    if (is_page) frontier_.finish(request.url);
  }
}

void SiteCrawl::commit_start(const FetchItem& start) {
  if (is_stopping_) return;
  ask_scheme_probes();
  if (start.fetch.outcome != FetchOutcome::response) return;
  if (const auto end = parse_url(start.fetch.final_url)) scope_.add_host(end->host);
  planned_.push_back({{made_up_address(start_url_), FetchPurpose::error_probe}});
  plan_sitemaps(planned_.back());
  if (start.was_asked) look_up_ipv6();
}

// In no batch: a port that does not answer keeps no result waiting for its place in the store.
void SiteCrawl::ask_scheme_probes() {
  const std::array<FetchRequest, 2> requests = {
      FetchRequest{to_text(root_of(start_url_, "https")), FetchPurpose::https_probe},
      FetchRequest{to_text(root_of(start_url_, "http")), FetchPurpose::http_probe}};
  for (const FetchRequest& request : requests) {
    scheme_probes_.push_back(std::make_shared<FetchItem>(
        *this, FetchChain(request, runtime_.options().max_redirects, runtime_.options().delay)));
  }
  look_in_store(scheme_probes_);
}

void SiteCrawl::plan_sitemaps(std::vector<FetchRequest>& requests) {
  std::size_t left = kMaxSitemaps;
  for (const std::string& text : robots_facts_.sitemaps) {
    const auto url = parse_url(text);
    if (!url || !scope_.contains(url->host) || !known_sitemaps_.insert(text).second) continue;
    if (left == 0) {
      checks_.note_left_out("unread-sitemaps", text);
      continue;
    }
    --left;
    requests.push_back({text, FetchPurpose::sitemap});
  }
  if (left == kMaxSitemaps) {
    Url url = root_of(start_url_, start_url_.scheme);
    url.path = "/sitemap.xml";
    known_sitemaps_.insert(to_text(url));
    requests.push_back({to_text(url), FetchPurpose::sitemap});
  }
  child_sitemaps_left_ = kMaxChildSitemaps;
  sitemap_pages_left_ = kMaxSitemapPages;
}

void SiteCrawl::commit_sitemap(const FetchItem& item) {
  if (item.fetch.outcome == FetchOutcome::response && sitemap_facts_.status != 200) {
    sitemap_facts_.was_fetched = true;
    sitemap_facts_.status = item.fetch.status;
  }
  if (!item.sitemap) return;
  if (!item.sitemap->is_index) {
    sitemap_facts_.url_count += item.sitemap->entries.size();
    return visit_entries(*item.sitemap, item.fetch.url);
  }
  std::vector<FetchRequest> children;
  for (const SitemapEntry& entry : item.sitemap->entries) {
    const auto url = parse_url(entry.url);
    if (!url || !scope_.contains(url->host)) continue;
    if (!known_sitemaps_.insert(entry.url).second) continue;
    if (child_sitemaps_left_ == 0) {
      checks_.note_left_out("unread-sitemaps", entry.url);
      continue;
    }
    --child_sitemaps_left_;
    children.push_back({entry.url, FetchPurpose::sitemap, 1, item.fetch.url});
  }
  if (!children.empty() && !is_stopping_) planned_.push_back(std::move(children));
}

void SiteCrawl::visit_entries(const Sitemap& sitemap, const std::string& found_on) {
  const auto kinds = patterns_.classify(sitemap.entries);
  Fetch from;
  from.url = found_on;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const SitemapEntry& entry = sitemap.entries[i];
    const auto url = parse_url(entry.url);
    if (!url || !scope_.contains(url->host) || !is_page_address(*url)) continue;
    if (sitemap_pages_left_ == 0) {
      checks_.note_left_out("unread-sitemap-pages", entry.url);
      continue;
    }
    --sitemap_pages_left_;
    FoundLink link;
    link.url = entry.url;
    link.host = url->host;
    link.kind = kinds[i];
    link.date = parse_iso_date(std::string_view(entry.lastmod).substr(0, 10));
    follow(link, from);
  }
}

void SiteCrawl::commit_page(const FetchItem& item) {
  if (item.fetch.outcome != FetchOutcome::response) return;
  const auto end = parse_url(item.fetch.final_url);
  if (!end || !scope_.contains(end->host)) return;
  frontier_.mark_seen(item.fetch.final_url);
  plan_search_probes(item);
  const bool is_good = item.fetch.status == 200;
  if (is_good && !traps_.note_content(*end, item.fetch.body_sha256)) return;
  if (is_good) patterns_.note_page(*end, item.is_article, item.is_list);
  TrapWatch::Yield yield = TrapWatch::begin_yield(*end, item.is_article);
  item.links.for_each([&](const FoundLink& link) {
    const bool is_in_scope = scope_.contains(link.host);
    if (!is_in_scope || link.use != LinkUse::page) {
      return checks_.add_link(link, is_in_scope, item.fetch.depth + 1, item.fetch.url);
    }
    const bool is_new = follow(link, item.fetch);
    traps_.add_to_yield(yield, link.url, link.kind, is_new);
  });
  traps_.end_yield(yield);
}

// Returns whether the link led to something new.
bool SiteCrawl::follow(const FoundLink& link, const Fetch& from) {
  // Most links of a page lead to where the crawl has been.
  if (!traps_.knows_mirrors() && frontier_.is_taken(link.url)) return false;
  auto url = parse_url(link.url);
  if (!url || traps_.refuses(*url, from.url)) return false;
  if (link.is_in_menu) patterns_.note_menu(*url);
  url = traps_.without_mirror(*url);
  FrontierPage page;
  page.url = to_text(*url);
  page.depth = from.depth + 1;
  page.found_on = from.url;
  page.kind = patterns_.judge(*url, link.kind, link.is_in_menu);
  page.is_in_menu = link.is_in_menu;
  page.date = link.date;
  page.is_item_of_column = link.is_list_item && from.depth > 0;
  return frontier_.add(page);
}

// The first page with a search of this site's decides; the others show the same box.
void SiteCrawl::plan_search_probes(const FetchItem& page) {
  if (!search_probes_.empty() || !page.search_form || is_stopping_) return;
  const auto& by_profile = runtime_.options().search_queries;
  const auto queries = by_profile.find(site_.profile);
  if (queries == by_profile.end()) return;
  for (const std::string& words : queries->second) {
    const auto text = search_url(*page.search_form, words);
    const auto url = text ? parse_url(*text) : std::nullopt;
    if (!url || !scope_.contains(url->host) || search_probes_.size() >= kMaxSearchProbes) continue;
    if (!known_sitemaps_.insert(*text).second) continue;
    search_probes_.push_back(
        {*text, FetchPurpose::search_probe, page.fetch.depth + 1, page.fetch.final_url});
  }
}

void SiteCrawl::look_up_ipv6() {
  const bool is_name = start_url_.host.find_first_not_of("0123456789.") != std::string::npos &&
                       !start_url_.host.starts_with('[');
  // With addresses given by the operator, the resolver's answer says nothing about the site.
  if (!is_name || !runtime_.options().connect_to.empty()) return;
  ++outstanding_;
  runtime_.run_lookup([this, host = start_url_.host]() -> WorkerPool::Continuation {
    const NameAnswer answer = runtime_.parts().look_up(host, AddressKind::ipv6);
    return [this, answer] {
      --outstanding_;
      if (answer != NameAnswer::unavailable) has_ipv6_ = answer == NameAnswer::found;
      pump();
    };
  });
}

}  // namespace gweval
