#include "rules/evidence_view.hpp"

#include <algorithm>
#include <unordered_set>

#include "gweval/link_verdict.hpp"

namespace gweval {
namespace {

/// A home page with fewer links is drawn by scripts; nothing can be concluded from it.
constexpr std::size_t kFewestHomeLinks = 5;

constexpr int kMaxRedirectPages = 3;

/// What more than half of that many pages have in common is the site's frame, or a wall before it.
constexpr std::size_t kFewestForMost = 10;

bool is_page_link(const Link& link) {
  const bool leads_to_page = link.kind == LinkKind::anchor || link.kind == LinkKind::area ||
                             link.kind == LinkKind::frame || link.kind == LinkKind::meta_refresh;
  return leads_to_page && link.is_internal && link.url.starts_with("http");
}

/// The same text at the same place is one page: "/" and "/index.html", http and https. Pages of a
/// list share their place, not their text.
class SeenPages {
 public:
  bool is_new(const PageFacts& page) {
    if (page.text_sha256.empty()) return true;
    return seen_.insert(column_key(page.final_url) + ' ' + page.text_sha256).second;
  }

 private:
  std::unordered_set<std::string> seen_;
};

}  // namespace

EvidenceView::EvidenceView(const SiteFacts& site, Date as_of) : site_(&site), as_of_(as_of) {
  index_pages();
  find_home();
  read_error_signs();
  collect_link_targets();
  check_completeness();
  check_navigation();
  columns_ = build_columns(*this);
  entries_ = build_entries(*this);
  letters_ = rules::published_letters(*this);
}

void EvidenceView::index_pages() {
  for (const Fetch& fetch : site_->fetches) {
    if (fetch.purpose == FetchPurpose::search_probe) {
      search_probes_.push_back(&fetch);
      answer_by_url_.try_emplace(fetch.url, nullptr);
      continue;
    }
    if (fetch.purpose == FetchPurpose::error_probe) error_probe_ = &fetch;
    if (fetch.purpose == FetchPurpose::recheck) recheck_by_url_.insert_or_assign(fetch.url, &fetch);
    if (fetch.purpose == FetchPurpose::error_probe || fetch.purpose == FetchPurpose::recheck) {
      continue;
    }
    const auto [found, is_new] = fetch_by_url_.try_emplace(fetch.url, &fetch);
    // A page fetched says more than a mere check of the link.
    if (!is_new && fetch.purpose == FetchPurpose::page) found->second = &fetch;
  }
  SeenPages seen;
  for (const PageFacts& page : site_->pages) {
    if (!is_answer_to_page(page)) continue;
    page_by_url_.try_emplace(page.url, &page);
    page_by_url_.try_emplace(page.final_url, &page);
    page_by_key_.try_emplace(column_key(page.final_url), &page);
    const bool is_good = page.status >= 200 && page.status < 300 && page.kind != PageKind::error;
    if (is_good && seen.is_new(page)) pages_.push_back(&page);
  }
}

// Facts of probes and of second looks are kept apart: they are no pages of the site's own. A second
// look reads a page only where the first did, and comes after it.
bool EvidenceView::is_answer_to_page(const PageFacts& page) {
  if (const auto answer = answer_by_url_.find(page.url); answer != answer_by_url_.end()) {
    answer->second = &page;
    return false;
  }
  if (error_probe_ != nullptr && page.url == error_probe_->url &&
      !fetch_by_url_.contains(page.url)) {
    error_page_ = &page;
    return false;
  }
  const bool is_second = !asked_pages_.insert(page.url).second;
  if (!is_second || !recheck_by_url_.contains(page.url)) return true;
  recheck_page_by_url_.insert_or_assign(page.url, &page);
  return false;
}

void EvidenceView::read_error_signs() {
  const auto look = [](const PageFacts* page) {
    return page == nullptr ? AnswerLook{} : look_of(*page);
  };
  if (site_->home) error_signs_.set_home(*site_->home, look(find_page(site_->home->url)));
  if (error_probe_ != nullptr) error_signs_.set_probe(*error_probe_, look(error_page_));
  std::size_t pages = 0;
  std::size_t like_probe = 0;
  std::size_t led_home = 0;
  for (const auto& [url, fetch] : fetch_by_url_) {
    if (fetch->purpose != FetchPurpose::page || verdict_of(*fetch) != LinkVerdict::ok) continue;
    ++pages;
    const AnswerLook answer = look_at(*fetch);
    if (!answer.is_error_page && error_signs_.is_like_probe(*fetch, answer)) ++like_probe;
    if (is_led_home(*fetch, error_signs_.home_url())) ++led_home;
  }
  if (pages < kFewestForMost) return;
  if (like_probe * 2 > pages) error_signs_.distrust_probe();
  if (led_home * 2 > pages) error_signs_.distrust_home();
}

AnswerLook EvidenceView::look_at(const Fetch& fetch) const {
  const PageFacts* page = nullptr;
  if (fetch.purpose == FetchPurpose::recheck) {
    const auto found = recheck_page_by_url_.find(fetch.url);
    if (found != recheck_page_by_url_.end()) page = found->second;
  } else {
    page = find_page(fetch.url);
  }
  if (page == nullptr) return {};
  if (!error_signs_.reads_notices()) return {true, page->kind == PageKind::error, {}};
  return look_of(*page);
}

void EvidenceView::find_home() {
  const PageFacts* page = nullptr;
  if (site_->home) page = find_page(site_->home->url);
  if (page == nullptr) page = find_page(site_->start_url);
  if (page == nullptr && !pages_.empty() && pages_.front()->kind == PageKind::home) {
    page = pages_.front();
  }
  for (int hop = 0; page != nullptr && !page->redirect_target.empty() && hop < kMaxRedirectPages;
       ++hop) {
    const PageFacts* target = find_page(page->redirect_target);
    if (target == nullptr || target == page) break;
    page = target;
  }
  if (page != nullptr && page->status >= 200 && page->status < 300 &&
      page->kind != PageKind::error) {
    home_ = page;
  }
}

const PageFacts* EvidenceView::find_page(std::string_view url) const {
  if (const auto found = page_by_url_.find(url); found != page_by_url_.end()) return found->second;
  const auto fetch = fetch_by_url_.find(url);
  if (fetch != fetch_by_url_.end()) {
    const auto found = page_by_url_.find(fetch->second->final_url);
    if (found != page_by_url_.end()) return found->second;
    // It was asked for itself and is no page: "/a/" may exist where "/a/index.html" does not.
    return nullptr;
  }
  const auto found = page_by_key_.find(column_key(url));
  return found == page_by_key_.end() ? nullptr : found->second;
}

const PageFacts* EvidenceView::find_answer(const Fetch& probe) const {
  const auto found = answer_by_url_.find(probe.url);
  return found == answer_by_url_.end() ? nullptr : found->second;
}

const Fetch* EvidenceView::find_fetch(std::string_view url) const {
  const auto found = fetch_by_url_.find(url);
  return found == fetch_by_url_.end() ? nullptr : found->second;
}

const Fetch* EvidenceView::find_recheck(std::string_view url) const {
  const auto found = recheck_by_url_.find(url);
  return found == recheck_by_url_.end() ? nullptr : found->second;
}

void EvidenceView::collect_link_targets() {
  std::unordered_set<std::string_view> seen;
  const auto collect = [&](const PageFacts& page) {
    for (const Link& link : page.links) {
      if (!is_page_link(link) || !seen.insert(link.url).second) continue;
      link_targets_.push_back({link.url, &link, &page, &page == home_});
    }
  };
  if (home_ != nullptr) collect(*home_);
  for (const PageFacts* page : pages_) {
    if (page != home_) collect(*page);
  }
}

void EvidenceView::check_completeness() {
  is_complete_ = site_->crawl.is_complete && !reading_of(*site_).is_partial();
}

void EvidenceView::check_navigation() {
  std::size_t links = 0;
  std::size_t unread = 0;
  for (const LinkTarget& target : link_targets_) {
    if (!target.is_on_home) break;  // the home page's come first
    ++links;
    if (target.link->is_attachment) continue;
    const Fetch* fetch = find_fetch(target.url);
    const bool was_read = fetch != nullptr ? !is_unread(*fetch) : find_page(target.url) != nullptr;
    if (!was_read) ++unread;
  }
  is_navigation_observed_ =
      is_complete() || (home_ != nullptr && links >= kFewestHomeLinks && unread * 20 <= links);
}

}  // namespace gweval
