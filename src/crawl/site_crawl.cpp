#include "crawl/site_crawl.hpp"

#include <algorithm>
#include <utility>

#include "crawl/clock_text.hpp"
#include "web/search_form.hpp"

namespace gweval {
namespace {

// Pages chosen at once, and batches on their way at once: enough to keep several connections busy,
// little enough that each choice knows most of what came before.
constexpr std::size_t kBatchPages = 32;
constexpr std::size_t kBatchesInFlight = 2;

// House rules, per site: attachments checked, words asked of its search, sitemaps read of
// robots.txt and of an index.
constexpr std::size_t kMaxLinkChecks = 200;
constexpr std::size_t kMaxSitemaps = 3;
constexpr std::size_t kMaxSearchProbes = 10;
constexpr std::size_t kMaxChildSitemaps = 5;

Url root_of(const Url& start, const std::string& scheme) {
  Url root;
  root.scheme = scheme;
  root.host = start.host;
  root.port = scheme == start.scheme ? start.port : 0;
  root.path = "/";
  return root;
}

CrawlPlanRecord plan_record(const Site& site, const CrawlOptions& options) {
  CrawlPlanRecord plan;
  plan.start_url = site.url;
  plan.user_agent = options.user_agent;
  plan.scope = options.scope == CrawlScope::host ? "host" : "domain";
  plan.delay_ms = options.delay.count();
  plan.connections_per_host = options.connections_per_host;
  plan.max_pages = options.max_pages;
  plan.max_depth = options.max_depth;
  plan.max_time_ms = options.max_time.count();
  plan.begins_round = options.is_refresh;
  return plan;
}

}  // namespace

SiteCrawl::SiteCrawl(CrawlRuntime& runtime, const Site& site)
    : runtime_(runtime),
      site_(site),
      start_url_(parse_url(site.url).value_or(Url{})),
      scope_(runtime.options().scope, start_url_.host),
      frontier_({runtime.options().max_pages, runtime.options().max_depth}) {
  outcome_.site_id = site.id;
}

void SiteCrawl::start() {
  started_ = std::chrono::steady_clock::now();
  started_at_ = utc_now_text();
  is_started_ = true;
  if (!is_http(start_url_)) {
    return fail(
        {ErrorCode::invalid_argument, "the start address is no http or https URL", site_.url});
  }
  ++outstanding_;
  const CrawlPlanRecord plan_made = plan_record(site_, runtime_.options());
  runtime_.run_on_worker([this, plan_made]() -> WorkerPool::Continuation {
    auto opened = std::make_shared<Result<std::unique_ptr<CaptureStore>>>(
        runtime_.parts().open_store(site_, plan_made));
    return [this, opened] {
      --outstanding_;
      if (!*opened) return fail(std::move(*opened).error());
      store_ = std::move(**opened);
      frontier_.add({to_text(start_url_), 0, ""});
      // First of all, also of a run that finds its pages in the store: it names delay and sitemaps.
      if (!is_stopping_) return ask_robots(to_text(root_of(start_url_, start_url_.scheme)));
      pump();
    };
  });
}

std::optional<std::chrono::steady_clock::time_point> SiteCrawl::deadline() const {
  const auto limit = runtime_.options().max_time;
  if (limit.count() <= 0 || !is_started_ || is_stopping_) return std::nullopt;
  return started_ + limit;
}

void SiteCrawl::stop(const std::string& reason) {
  if (is_stopping_ || is_done_) return;
  is_stopping_ = true;
  stop_reason_ = reason;
  runtime_.cancel(*this);
  planned_.clear();
  if (is_in_doubt_) batches_.clear();  // what was not believed is not kept
  is_in_doubt_ = false;
  cancel_unfinished();
  pump();
}

void SiteCrawl::give_up_for_network() {
  fail({ErrorCode::network,
        "no host could be reached in this run, so nothing was recorded; check this machine's "
        "network "
        "and name resolution",
        site_.url});
}

void SiteCrawl::wake() {
  if (is_in_doubt_ && runtime_.is_network_proven()) is_in_doubt_ = false;
  pump();
}

// One batch is committed, then the next is chosen, then the next committed: what a choice knows
// does not depend on how many batches happen to be complete.
void SiteCrawl::pump() {
  if (is_done_ || store_ == nullptr) return;
  store_ready();
  plan_more();
  while (!batches_.empty() && !is_in_doubt_) {
    const auto& items = batches_.front().items;
    if (!std::all_of(items.begin(), items.end(), [](const auto& item) { return item->is_done; })) {
      break;
    }
    const Batch batch = std::move(batches_.front());
    batches_.pop_front();
    commit(batch);
    plan_more();
  }
  unpark();
  finish_if_done();
}

void SiteCrawl::plan_more() {
  if (!is_start_known_) return;
  while (!is_stopping_ && !is_in_doubt_ && batches_.size() < kBatchesInFlight) {
    auto requests = next_requests();
    if (requests.empty()) return;
    plan(std::move(requests));
  }
}

std::vector<FetchRequest> SiteCrawl::next_requests() {
  if (planned_.empty()) {
    std::vector<FetchRequest> pages;
    for (auto& page : frontier_.next_batch(kBatchPages)) {
      const bool is_start = page.depth == 0;
      pages.push_back({std::move(page.url), FetchPurpose::page, page.depth,
                       std::move(page.found_on), is_start});
    }
    if (!pages.empty()) return pages;
    if (batches_.empty() && !are_links_planned_) plan_link_checks();
  }
  if (planned_.empty()) return {};
  auto requests = std::move(planned_.front());
  planned_.pop_front();
  return requests;
}

void SiteCrawl::plan_link_checks() {
  are_links_planned_ = true;
  if (!search_probes_.empty()) planned_.push_back(std::move(search_probes_));
  search_probes_.clear();
  for (FetchRequest& request : attachments_) {
    if (planned_.empty() || planned_.back().size() >= kBatchPages) planned_.emplace_back();
    planned_.back().push_back(std::move(request));
  }
  attachments_.clear();
}

void SiteCrawl::plan(std::vector<FetchRequest> requests) {
  Batch batch;
  for (FetchRequest& request : requests) {
    batch.items.push_back(std::make_shared<FetchItem>(
        *this, FetchChain(std::move(request), runtime_.options().max_redirects,
                          runtime_.options().delay)));
  }
  batches_.push_back(batch);
  look_in_store(batch.items);
}

void SiteCrawl::commit(const Batch& batch) {
  for (const FetchItemPtr& item : batch.items) {
    if (item->is_cancelled) continue;
    const FetchRequest& request = item->chain.request();
    if (request.is_start) commit_start(*item);
    if (request.purpose == FetchPurpose::page) commit_page(*item);
    if (request.purpose == FetchPurpose::sitemap) commit_sitemap(*item);
  }
}

// Probes and sitemaps share a batch, so that a port that does not answer holds up no page.
void SiteCrawl::commit_start(const FetchItem& start) {
  if (is_stopping_) return;
  planned_.push_back({
      {to_text(root_of(start_url_, "https")), FetchPurpose::https_probe},
      {to_text(root_of(start_url_, "http")), FetchPurpose::http_probe},
  });
  if (start.fetch.outcome != FetchOutcome::response) return;
  if (const auto end = parse_url(start.fetch.final_url)) scope_.add_host(end->host);
  plan_sitemaps(planned_.back());
  if (start.was_asked) look_up_ipv6();
}

void SiteCrawl::plan_sitemaps(std::vector<FetchRequest>& requests) {
  std::size_t left = kMaxSitemaps;
  for (const std::string& text : robots_facts_.sitemaps) {
    const auto url = parse_url(text);
    if (left == 0 || !url || !scope_.contains(url->host) || !known_.insert(text).second) continue;
    --left;
    requests.push_back({text, FetchPurpose::sitemap});
  }
  if (left == kMaxSitemaps) {
    Url url = root_of(start_url_, start_url_.scheme);
    url.path = "/sitemap.xml";
    known_.insert(to_text(url));
    requests.push_back({to_text(url), FetchPurpose::sitemap});
  }
  child_sitemaps_left_ = kMaxChildSitemaps;
}

void SiteCrawl::commit_sitemap(const FetchItem& item) {
  if (item.fetch.outcome == FetchOutcome::response && sitemap_facts_.status != 200) {
    sitemap_facts_.was_fetched = true;
    sitemap_facts_.status = item.fetch.status;
  }
  if (!item.sitemap) return;
  if (!item.sitemap->is_index) {
    sitemap_facts_.url_count += item.sitemap->entries.size();
    return;
  }
  std::vector<FetchRequest> children;
  for (const SitemapEntry& entry : item.sitemap->entries) {
    const auto url = parse_url(entry.url);
    if (child_sitemaps_left_ == 0) break;
    if (!url || !scope_.contains(url->host) || !known_.insert(entry.url).second) continue;
    --child_sitemaps_left_;
    children.push_back({entry.url, FetchPurpose::sitemap, 1, item.fetch.url});
  }
  if (!children.empty() && !is_stopping_) planned_.push_back(std::move(children));
}

void SiteCrawl::commit_page(const FetchItem& item) {
  if (item.fetch.outcome != FetchOutcome::response) return;
  const auto end = parse_url(item.fetch.final_url);
  if (!end || !scope_.contains(end->host)) return;
  frontier_.mark_seen(item.fetch.final_url);
  plan_search_probes(item);
  for (const FoundLink& link : item.links) {
    if (!scope_.contains(link.host)) continue;
    const int depth = item.fetch.depth + 1;
    if (!link.is_attachment) {
      frontier_.add({link.url, depth, item.fetch.url});
    } else if (attachments_.size() < kMaxLinkChecks && known_.insert(link.url).second) {
      attachments_.push_back({link.url, FetchPurpose::link_check, depth, item.fetch.url});
    }
  }
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
    if (!known_.insert(*text).second) continue;
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

CrawlFacts SiteCrawl::crawl_facts() const {
  CrawlFacts facts;
  facts.limit_reached = !stop_reason_.empty()           ? stop_reason_
                        : frontier_.has_hit_max_pages() ? "max-pages"
                        : frontier_.has_hit_max_depth() ? "max-depth"
                        : has_gaps_                     ? "not-archived"
                                                        : "";
  facts.is_complete = facts.limit_reached.empty();
  facts.pages_known = frontier_.pages_known();
  facts.started_at = started_at_;
  facts.finished_at = utc_now_text();
  return facts;
}

void SiteCrawl::finish_if_done() {
  const bool is_idle = batches_.empty() && planned_.empty() && store_work_.empty() &&
                       !is_store_busy_ && outstanding_ == 0;
  const bool is_waiting = is_in_doubt_ || (!is_start_known_ && !is_stopping_);
  if (!is_idle || is_finishing_ || is_waiting) return;
  is_finishing_ = true;
  outcome_.facts = crawl_facts();
  const bool has_news = outcome_.fetched > 0;
  run_on_store(
      [has_news, robots = robots_facts_, sitemap = sitemap_facts_, ipv6 = has_ipv6_,
       facts = outcome_.facts](CaptureStore& store) -> Result<void> {
        // A run that asked nothing has nothing to say of what an earlier one found.
        if (has_news) GWEVAL_CHECK(store.set_site_facts(robots, sitemap, ipv6));
        return store.finish(facts);
      },
      [this] { end(); });
}

}  // namespace gweval
