#include "crawl/site_crawl.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "crawl/clock_text.hpp"
#include "web/search_form.hpp"

namespace gweval {
namespace {

// Pages chosen at once, and batches on their way at once: enough to keep several connections busy,
// little enough that each choice knows most of what came before.
constexpr std::size_t kBatchPages = 32;
constexpr std::size_t kBatchesInFlight = 2;

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
  const auto open = [this, plan_made]() -> WorkerPool::Continuation {
    auto opened = std::make_shared<Result<std::unique_ptr<CaptureStore>>>(
        runtime_.parts().open_store(site_, plan_made));
    return [this, opened] {
      --outstanding_;
      if (!*opened) return fail(std::move(*opened).error());
      store_ = std::move(**opened);
      frontier_.add({to_text(start_url_), 0, ""});
      // First of all, also of a run that finds its pages in the store: it names delay and sitemaps.
      if (!is_stopping_) return ask_robots(origin_of(start_url_));
      pump();
    };
  };
  runtime_.run_on_storer(open);
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
  if (is_in_doubt_) {  // what was not believed is not kept
    batches_.clear();
    scheme_probes_.clear();
  }
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
  if (runtime_.is_network_proven()) is_in_doubt_ = is_reach_in_doubt_ = false;
  pump();
}

// One batch is committed, then the next is chosen, then the next committed: what a choice knows
// does not depend on how many batches happen to be complete.
void SiteCrawl::pump() {
  if (is_done_ || store_ == nullptr) return;
  store_ready();
  if (!is_store_behind()) plan_more();
  while (!batches_.empty() && !is_in_doubt_ && !is_store_behind()) {
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
    auto pages = next_pages();
    if (!pages.empty()) return pages;
    if (batches_.empty()) plan_checks();
  }
  if (planned_.empty()) return {};
  auto requests = std::move(planned_.front());
  planned_.pop_front();
  return requests;
}

std::vector<FetchRequest> SiteCrawl::next_pages() {
  std::vector<FetchRequest> pages;
  while (pages.empty()) {
    auto batch = frontier_.next_batch(kBatchPages);
    if (batch.empty()) break;
    for (FrontierPage& page : batch) {
      const auto url = parse_url(page.url);
      const bool is_start = page.depth == 0;
      // A trap may have been recognised since the page was added.
      if (!is_start && url && traps_.refuses_waiting(*url, page.found_on)) {
        frontier_.give_back(page.url);
        continue;
      }
      // And pages of its kind may have turned out to be articles.
      if (!is_start && url && page.kind == PageClass::hub &&
          patterns_.judge(*url, page.kind, page.is_in_menu) == PageClass::article) {
        frontier_.put_back_as_item(page.url);
        continue;
      }
      pages.push_back({std::move(page.url), FetchPurpose::page, page.depth,
                       std::move(page.found_on), is_start});
    }
  }
  return pages;
}

// Links once no page is left, failures once no link is: by then some time has passed.
void SiteCrawl::plan_checks() {
  std::vector<FetchRequest> requests;
  if (check_phase_ == CheckPhase::none) {
    if (!search_probes_.empty()) planned_.push_back(std::exchange(search_probes_, {}));
    check_phase_ = CheckPhase::links;
    requests = checks_.take_links();
  }
  if (requests.empty() && check_phase_ == CheckPhase::links) {
    check_phase_ = CheckPhase::rechecks;
    requests = checks_.take_rechecks();
  }
  for (FetchRequest& request : requests) {
    if (planned_.empty() || planned_.back().size() >= kBatchPages) planned_.emplace_back();
    planned_.back().push_back(std::move(request));
  }
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
  facts.traps = traps_.report();
  for (CrawlTrap& left_out : checks_.left_out()) facts.traps.push_back(std::move(left_out));
  return facts;
}

SiteProgress SiteCrawl::progress() const {
  SiteProgress out;
  out.site_id = site_.id;
  out.pages_done = pages_done_;
  out.pages_expected = pages_done_;
  out.requests_done = requests_done_;
  if (is_started_) {
    out.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }
  out.limit_reached = outcome_.facts.limit_reached;
  out.has_failed = outcome_.error.has_value();
  if (is_stopping_ || is_done_) return out;
  if (check_phase_ == CheckPhase::none) {
    const auto known = static_cast<std::int64_t>(frontier_.pages_known());
    out.pages_expected = std::max(pages_done_, std::min(known, runtime_.options().max_pages));
    out.requests_left = out.pages_expected - pages_done_;
  } else {  // nothing but links and failures to look at is left
    for (const auto& requests : planned_) out.requests_left += std::ssize(requests);
    for (const Batch& batch : batches_) {
      out.requests_left += std::count_if(batch.items.begin(), batch.items.end(),
                                         [](const FetchItemPtr& item) { return !item->is_done; });
    }
  }
  out.requests_left += static_cast<std::int64_t>(checks_.waiting());
  return out;
}

void SiteCrawl::finish_if_done() {
  const bool is_idle = batches_.empty() && planned_.empty() && store_work_.empty() &&
                       to_store_.empty() && !is_store_busy_ && outstanding_ == 0;
  const bool is_waiting = is_in_doubt_ || (!is_start_known_ && !is_stopping_);
  if (!is_idle || is_finishing_ || is_waiting || !has_stored_probes()) return;
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
