#include "crawl/check_list.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gweval {
namespace {

// House rules, per site.
constexpr std::size_t kMaxDocuments = 200;
constexpr std::size_t kMaxOffSite = 100;
constexpr std::size_t kMaxAssets = 100;
constexpr std::array<std::size_t, 3> kMaxOfKind = {kMaxDocuments, kMaxOffSite, kMaxAssets};
constexpr std::size_t kMaxRechecks = 200;
// Addresses remembered, so that each is asked for and counted once; beyond, none is counted.
constexpr std::size_t kMaxKnown = 50'000;
constexpr std::array<const char*, 3> kLeftOut = {"unchecked-documents", "unchecked-off-site",
                                                 "unchecked-assets"};

std::size_t kind_of(const FoundLink& link, bool is_in_scope) {
  if (link.use == LinkUse::asset) return 2;
  return is_in_scope ? 0 : 1;
}

}  // namespace

void CheckList::add_link(const FoundLink& link, bool is_in_scope, int depth,
                         const std::string& found_on) {
  if (!link.is_named) return;
  const std::size_t kind = kind_of(link, is_in_scope);
  if (known_.size() >= kMaxKnown || !known_.insert(link.url).second) return;
  if (taken_[kind] >= kMaxOfKind[kind]) return note_left_out(kLeftOut[kind], link.url);
  ++taken_[kind];
  links_[kind].push_back({link.url, FetchPurpose::link_check, depth, found_on});
}

void CheckList::add_result(const Fetch& fetch, const AnswerLook& look) {
  const bool is_soft_404 = signs_.is_soft_404(fetch, look);
  if (!is_soft_404 && !needs_confirmation(fetch)) return;
  if (rechecks_.size() >= kMaxRechecks) return note_left_out("unconfirmed-failures", fetch.url);
  FetchRequest request{fetch.url, FetchPurpose::recheck, fetch.depth, fetch.found_on};
  // What an error page says is read again; whether something is there, one byte tells.
  request.is_whole = is_soft_404 && fetch.purpose == FetchPurpose::page;
  rechecks_.push_back(std::move(request));
}

std::vector<FetchRequest> CheckList::take_links() {
  std::vector<FetchRequest> out;
  for (auto& links : links_) {
    std::move(links.begin(), links.end(), std::back_inserter(out));
    links.clear();
  }
  return out;
}

std::vector<FetchRequest> CheckList::take_rechecks() {
  return std::exchange(rechecks_, {});
}

void CheckList::note_left_out(const std::string& kind, const std::string& example) {
  CrawlTrap& trap = left_out_[kind];
  if (trap.pages++ > 0) return;
  trap.kind = kind;
  trap.example = example;
}

std::vector<CrawlTrap> CheckList::left_out() const {
  std::vector<CrawlTrap> out;
  for (const auto& [kind, trap] : left_out_) out.push_back(trap);
  return out;
}

std::size_t CheckList::waiting() const {
  std::size_t count = rechecks_.size();
  for (const auto& links : links_) count += links.size();
  return count;
}

bool needs_confirmation(const Fetch& fetch) {
  switch (fetch.outcome) {
    case FetchOutcome::response:
      return fetch.status == 404 || fetch.status == 410;
    case FetchOutcome::name_not_resolved:
    case FetchOutcome::connect_failed:
    case FetchOutcome::redirect_loop:
    case FetchOutcome::too_many_redirects:
    case FetchOutcome::bad_redirect:
    case FetchOutcome::protocol_error:
      return true;
    case FetchOutcome::robots_refused:
    case FetchOutcome::address_refused:
    case FetchOutcome::tls_failed:
    case FetchOutcome::timed_out:
      return false;  // counts against no link
  }
  return false;
}

}  // namespace gweval
