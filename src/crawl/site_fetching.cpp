// SiteCrawl: items on their way from the plan over robots.txt and the network to their facts.
#include <algorithm>
#include <array>
#include <utility>

#include "crawl/clock_text.hpp"
#include "crawl/site_crawl.hpp"

namespace gweval {
namespace {

constexpr int kRobotsRedirects = 5;  // RFC 9309 §2.3.1.2
constexpr std::chrono::seconds kMaxCrawlDelay{60};
constexpr std::string_view kUnreadableRobots = "robots.txt cannot be read";

// A start page of a common size is kept to answer the probe of its own address, which is stored at
// the end of the site; a larger one is asked for again, or hundreds of sites would each keep
// theirs.
constexpr std::size_t kCopyBytes = 256 * 1024;

// The failure says that nothing of the origin can be reached, not just robots.txt.
bool is_failure_of_origin(const Fetch& robots) {
  if (!robots.redirects.empty()) return false;
  switch (robots.outcome) {
    case FetchOutcome::name_not_resolved:
    case FetchOutcome::address_refused:
    case FetchOutcome::tls_failed:
      return true;
    case FetchOutcome::connect_failed:
    case FetchOutcome::timed_out:
      return robots.timings.connect_ms < 0;
    default:
      return false;
  }
}

bool is_unreachable(const Fetch& fetch) {
  return fetch.outcome == FetchOutcome::name_not_resolved ||
         fetch.outcome == FetchOutcome::connect_failed || fetch.outcome == FetchOutcome::timed_out;
}

// An answer that may be another one tomorrow; what it says about a site is not kept for ever.
bool is_passing_failure(const Fetch& fetch) {
  if (fetch.outcome == FetchOutcome::robots_refused) {
    return fetch.detail.starts_with(kUnreadableRobots);
  }
  if (fetch.outcome != FetchOutcome::response) return is_unreachable(fetch);
  return fetch.status == 403 || fetch.status == 412 || fetch.status == 429 || fetch.status >= 500;
}

// Of the site's own pages: an answer for now only (RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4,
// RFC 9110 §15.6.3 to §15.6.5), or none. A 500 may be for good, and links that are only checked
// are not pursued.
bool is_worth_asking_again(const StoredFetch& stored) {
  const Fetch& fetch = stored.fetch;
  if (!stored.is_of_ended_run) return false;
  if (fetch.purpose != FetchPurpose::page && fetch.purpose != FetchPurpose::sitemap &&
      fetch.purpose != FetchPurpose::search_probe) {
    return false;
  }
  if (fetch.outcome != FetchOutcome::response) return is_unreachable(fetch);
  constexpr std::array<int, 6> kForNow = {408, 425, 429, 502, 503, 504};
  return std::find(kForNow.begin(), kForNow.end(), fetch.status) != kForNow.end();
}

// A failure is asked for again after half a minute at the default delay of a second.
std::chrono::milliseconds recheck_pause(std::chrono::milliseconds delay) {
  using std::chrono::milliseconds;
  return std::clamp<milliseconds>(30 * delay, milliseconds(100), milliseconds(30'000));
}

// What an earlier run stored is taken, but for pages that failed for now, once that run has ended,
// and for a site it could not reach: its start page, its robots.txt, and then whatever failed, are
// asked for again.
Result<void> find_stored(CaptureStore& store, FetchItem& item, const CrawlOptions& options,
                         bool may_reask) {
  const FetchRequest& request = item.chain.request();
  GWEVAL_TRY(auto stored, store.find(request.url, request.purpose));
  if (!stored) {
    GWEVAL_TRY(item.previous, store.find_previous(request.url, request.purpose));
    if (item.previous) item.chain.set_validators(validators_of(*item.previous));
    return {};
  }
  if ((may_reask && is_passing_failure(stored->fetch)) || is_worth_asking_again(*stored)) {
    item.is_asked_again = true;
    return {};
  }
  // An address refused by an earlier run's options says nothing under these.
  const bool was_refused = stored->fetch.outcome == FetchOutcome::address_refused;
  if (was_refused && options.allow_private) return {};
  item.fetch = std::move(stored->fetch);
  if (stored->page) item.look = look_of(*stored->page);
  if (stored->page && request.purpose == FetchPurpose::page) note_page(item, *stored->page);
  const bool has_body = item.fetch.outcome == FetchOutcome::response && item.fetch.status == 200;
  std::string body;
  const bool needs_body =
      request.purpose == FetchPurpose::robots || request.purpose == FetchPurpose::sitemap;
  if (has_body && needs_body) {
    GWEVAL_TRY(body, store.read_body(request.url, request.purpose));
  }
  if (request.purpose == FetchPurpose::robots) item.robots = rules_of(item.fetch, body);
  if (request.purpose == FetchPurpose::sitemap && has_body) {
    item.sitemap = sitemap_of(body, options.max_body_bytes);
  }
  item.is_resumed = true;
  return {};
}

}  // namespace

void SiteCrawl::look_in_store(const std::vector<FetchItemPtr>& items) {
  run_on_store(
      [items, &options = runtime_.options(), reasks = reasks_failures_,
       origin = origin_of(start_url_)](CaptureStore& store) -> Result<void> {
        for (const FetchItemPtr& item : items) {
          const FetchRequest& request = item->chain.request();
          const bool decides = request.is_start || (request.purpose == FetchPurpose::robots &&
                                                    item->origins.front() == origin);
          GWEVAL_CHECK(find_stored(store, *item, options, reasks || decides));
        }
        return {};
      },
      [this, items] {
        for (const FetchItemPtr& item : items) {
          const bool is_start = item->chain.request().is_start;
          if (is_start && item->is_asked_again) reasks_failures_ = true;
          if (item->is_done) continue;
          if (item->is_resumed) {
            complete(item);
          } else {
            step(item);
          }
        }
      });
}

void SiteCrawl::step(const FetchItemPtr& item) {
  if (is_done_ || item->is_done) return;
  if (is_stopping_) return give_up_item(item);
  const FetchRequest& request = item->chain.request();
  if (is_scheme_probe(request.purpose) && start_copy_ && start_copy_->fetch.url == request.url) {
    item->capture = *std::exchange(start_copy_, std::nullopt);
    item->capture.fetch.purpose = request.purpose;
    item->fetch = item->capture.fetch;
    return complete(item);
  }
  const auto url = parse_url(item->chain.hop().url);
  if (!url) return give_up_item(item);  // hops are canonical URLs
  if (request.purpose != FetchPurpose::robots && !check_robots(item, *url)) return;
  if (runtime_.is_memory_tight() && !is_first_unfinished(item)) {
    parked_.push_back(item);
    return;
  }
  item->was_asked = true;
  const bool is_recheck = request.purpose == FetchPurpose::recheck;
  runtime_.ask(item,
               is_recheck ? recheck_pause(runtime_.options().delay) : std::chrono::milliseconds(0));
}

bool SiteCrawl::check_robots(const FetchItemPtr& item, const Url& url) {
  const std::string origin = origin_of(url);
  if (std::find(item->origins.begin(), item->origins.end(), origin) == item->origins.end()) {
    item->origins.push_back(origin);
  }
  if (!robots_.contains(origin)) ask_robots(origin);
  RobotsState& state = robots_.at(origin);
  if (!state.is_known) {
    state.waiting.push_back(item);
    return false;
  }
  if (state.rules.allows(url)) return true;
  refuse_by_robots(item, state);
  return false;
}

void SiteCrawl::refuse_by_robots(const FetchItemPtr& item, const RobotsState& robots) {
  const Fetch& fetch = robots.item->fetch;
  if (is_failure_of_origin(fetch)) {
    item->chain.refuse_like(fetch);
    item->is_network_in_doubt = robots.item->is_network_in_doubt;
  } else if (fetch.outcome == FetchOutcome::response && fetch.status < 500) {
    item->chain.refuse(FetchOutcome::robots_refused, "robots.txt disallows it");
  } else {
    const std::string why = fetch.outcome == FetchOutcome::response
                                ? "status " + std::to_string(fetch.status)
                                : std::string(to_text(fetch.outcome));
    item->chain.refuse(FetchOutcome::robots_refused, std::string(kUnreadableRobots) + " (" + why +
                                                         "), so nothing may be fetched");
  }
  item->capture = item->chain.finish();
  if (item->capture.fetch.fetched_at.empty()) item->capture.fetch.fetched_at = utc_now_text();
  item->fetch = item->capture.fetch;
  complete(item);
}

void SiteCrawl::ask_robots(const std::string& origin) {
  FetchRequest request{origin + "robots.txt", FetchPurpose::robots};
  auto item = std::make_shared<FetchItem>(
      *this, FetchChain(std::move(request), kRobotsRedirects, runtime_.options().delay));
  item->origins.push_back(origin);
  robots_[origin].item = item;
  look_in_store({item});
}

void SiteCrawl::take_robots(const FetchItemPtr& item) {
  const std::string origin = item->origins.front();
  RobotsState& state = robots_[origin];
  state.is_known = true;
  state.rules = item->robots.value_or(RobotsTxt::disallow_all());
  const auto url = parse_url(origin);
  if (const auto delay = state.rules.crawl_delay(); delay && url) {
    runtime_.raise_delay(url->host, std::min<std::chrono::milliseconds>(*delay, kMaxCrawlDelay));
  }
  if (origin == origin_of(start_url_)) {
    robots_facts_.was_fetched = item->fetch.outcome == FetchOutcome::response;
    robots_facts_.status = item->fetch.status;
    robots_facts_.disallows_all = robots_facts_.was_fetched && state.rules.disallows_all();
    robots_facts_.sitemaps = state.rules.sitemaps();
    is_start_known_ = true;
  }
  for (const FetchItemPtr& waiting : std::exchange(state.waiting, {})) step(waiting);
  pump();
}

void SiteCrawl::take_hop(const FetchItemPtr& item, HopResult result) {
  if (is_done_ || item->is_done) return;
  ++requests_done_;
  if (result.is_absent) return take_absence(item);
  const FetchChain::Next next = item->chain.take(std::move(result));
  item->is_network_in_doubt = item->chain.is_network_in_doubt();
  if (next == FetchChain::Next::ask) return step(item);
  if (next == FetchChain::Next::ask_later) return runtime_.ask(item, item->chain.pause());
  if (item->previous && item->chain.is_not_modified()) return restore(item);
  digest(item);
}

// The answer is that the page is as it was: its body is the archive's.
void SiteCrawl::restore(const FetchItemPtr& item) {
  item->capture = item->chain.finish();
  run_on_store(
      [item](CaptureStore& store) -> Result<void> {
        const FetchRequest& request = item->chain.request();
        Exchange& answer = item->capture.exchanges.back();
        GWEVAL_TRY(answer.body, store.read_previous_body(request.url, request.purpose));
        answer.is_not_modified = true;
        item->capture.fetch.status = item->previous->status;
        item->capture.fetch.headers = item->previous->headers;
        return {};
      },
      [this, item] { digest(item); });
}

// What another crawler did not capture is not known, which is no failure of the site.
void SiteCrawl::take_absence(const FetchItemPtr& item) {
  const FetchRequest& request = item->chain.request();
  item->was_asked = false;
  if (request.purpose == FetchPurpose::page) has_gaps_ = true;
  if (request.purpose != FetchPurpose::robots) return give_up_item(item);
  item->is_done = true;
  item->is_cancelled = true;
  item->fetch.outcome = FetchOutcome::connect_failed;
  item->robots = RobotsTxt::allow_all();  // whoever captured the site has been there already
  take_robots(item);
}

void SiteCrawl::digest(const FetchItemPtr& item) {
  if (item->capture.exchanges.empty()) item->capture = item->chain.finish();
  // Of the scheme probes little is asked, and they wait for the end: they would fill the room of
  // all.
  if (!is_scheme_probe(item->chain.request().purpose)) item->held_bytes += body_bytes(*item);
  held_bytes_ += item->held_bytes;
  runtime_.hold_bytes(static_cast<std::ptrdiff_t>(item->held_bytes));
  item->is_digesting = true;
  ++outstanding_;
  const auto task = [this, item]() -> WorkerPool::Continuation {
    digest_item(*item, runtime_.parts().extract, runtime_.options().max_body_bytes,
                runtime_.reading());
    return [this, item] {
      --outstanding_;
      item->is_digesting = false;
      if (!is_done_) {
        const std::size_t bytes = facts_bytes(*item);
        item->held_bytes += bytes;
        held_bytes_ += bytes;
        runtime_.hold_bytes(static_cast<std::ptrdiff_t>(bytes));
      }
      complete(item);
    };
  };
  runtime_.run_on_worker(task);
}

void SiteCrawl::complete(const FetchItemPtr& item) {
  if (is_done_) return;
  item->is_done = true;
  if (item->was_asked) ++outcome_.fetched;
  if (item->is_resumed) ++outcome_.resumed;
  if (item->chain.request().purpose == FetchPurpose::page) ++pages_done_;
  runtime_.report(*this, *item);
  if (item->chain.request().purpose == FetchPurpose::robots) return take_robots(item);
  const bool is_start = item->chain.request().is_start && !item->is_resumed;
  was_start_stored_ = was_start_stored_ || (item->chain.request().is_start && item->is_resumed);
  if (is_start && item->fetch.url == origin_of(start_url_) && body_bytes(*item) <= kCopyBytes) {
    start_copy_ = item->capture;
  }
  const bool is_failure = !item->is_resumed && item->fetch.outcome != FetchOutcome::response;
  const bool is_unproven = was_start_stored_ && is_unreachable(item->fetch);
  if (is_failure && ((is_start && item->is_network_in_doubt) || is_unproven)) doubt(item->fetch);
  if (is_failure && is_unreachable(item->fetch) && runtime_.is_network_suspicious()) {
    is_in_doubt_ = is_in_doubt_ || !is_stopping_;  // until a control has answered
  }
  pump();
}

// A host that cannot be found or reached before any was: is it the host, or are we offline?
void SiteCrawl::doubt(const Fetch& failure) {
  if (runtime_.is_network_proven() || is_stopping_) return;
  is_in_doubt_ = true;
  if (failure.outcome == FetchOutcome::name_not_resolved) return look_up_doubted(failure);
  is_reach_in_doubt_ = true;
}

void SiteCrawl::look_up_doubted(const Fetch& failure) {
  const auto url = parse_url(failure.final_url);
  if (!url || std::exchange(is_looking_up_, true)) return;
  ++outstanding_;
  runtime_.run_lookup([this, host = url->host]() -> WorkerPool::Continuation {
    const NameAnswer answer = runtime_.parts().look_up(host, AddressKind::any);
    return [this, answer] {
      --outstanding_;
      is_looking_up_ = false;
      // A resolver that says "no such name" works.
      if (answer == NameAnswer::absent && !is_reach_in_doubt_) is_in_doubt_ = false;
      wake();
    };
  });
}

std::string SiteCrawl::control_url() const {
  return was_start_stored_ ? origin_of(start_url_) + "robots.txt" : std::string();
}

void SiteCrawl::take_refusal(const FetchItemPtr& item) {
  if (is_done_ || item->is_done) return;
  const auto url = parse_url(item->chain.hop().url);
  if (url && scope_.contains(url->host)) stop("host-gave-up");
  if (item->is_done) return;
  if (item->chain.request().purpose == FetchPurpose::robots) {
    item->chain.refuse(FetchOutcome::connect_failed, "the host was given up");
    item->capture = item->chain.finish();
    item->fetch = item->capture.fetch;
    item->is_cancelled = true;  // nothing was asked, nothing is kept
    return complete(item);
  }
  give_up_item(item);
}

void SiteCrawl::give_up_item(const FetchItemPtr& item) {
  item->is_done = true;
  item->is_cancelled = true;
  pump();
}

void SiteCrawl::cancel_unfinished() {
  for (Batch& batch : batches_) {
    for (const FetchItemPtr& item : batch.items) {
      if (item->is_done || item->is_digesting) continue;
      item->is_done = true;
      item->is_cancelled = true;
    }
  }
  for (const FetchItemPtr& item : scheme_probes_) {
    if (!item->is_done && !item->is_digesting) item->is_done = item->is_cancelled = true;
  }
  for (auto& [origin, state] : robots_) state.waiting.clear();
  parked_.clear();
}

void SiteCrawl::unpark() {
  if (parked_.empty()) return;
  for (const FetchItemPtr& item : std::exchange(parked_, {})) step(item);
}

bool SiteCrawl::is_first_unfinished(const FetchItemPtr& item) const {
  for (const Batch& batch : batches_) {
    for (const FetchItemPtr& other : batch.items) {
      if (!other->is_done) return other == item;
    }
  }
  return true;  // robots.txt: others wait for it
}

}  // namespace gweval
