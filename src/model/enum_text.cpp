// The one spelling of every enum that is written to files: never rename.

#include <array>
#include <utility>

#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/results.hpp"

namespace gweval {
namespace {

template <class E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

template <class E, std::size_t N>
std::string_view name_of(const Names<E, N>& names, E value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return {};
}

template <class E, std::size_t N>
std::optional<E> value_of(const Names<E, N>& names, std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

constexpr Names<FetchOutcome, 11> kFetchOutcomes{{
    {FetchOutcome::response, "response"},
    {FetchOutcome::robots_refused, "robots_refused"},
    {FetchOutcome::address_refused, "address_refused"},
    {FetchOutcome::name_not_resolved, "name_not_resolved"},
    {FetchOutcome::connect_failed, "connect_failed"},
    {FetchOutcome::tls_failed, "tls_failed"},
    {FetchOutcome::timed_out, "timed_out"},
    {FetchOutcome::redirect_loop, "redirect_loop"},
    {FetchOutcome::too_many_redirects, "too_many_redirects"},
    {FetchOutcome::bad_redirect, "bad_redirect"},
    {FetchOutcome::protocol_error, "protocol_error"},
}};

constexpr Names<FetchPurpose, 9> kFetchPurposes{{
    {FetchPurpose::page, "page"},
    {FetchPurpose::robots, "robots"},
    {FetchPurpose::sitemap, "sitemap"},
    {FetchPurpose::http_probe, "http_probe"},
    {FetchPurpose::https_probe, "https_probe"},
    {FetchPurpose::link_check, "link_check"},
    {FetchPurpose::error_probe, "error_probe"},
    {FetchPurpose::recheck, "recheck"},
    {FetchPurpose::search_probe, "search_probe"},
}};

constexpr Names<PageKind, 10> kPageKinds{{
    {PageKind::home, "home"},
    {PageKind::list, "list"},
    {PageKind::article, "article"},
    {PageKind::policy, "policy"},
    {PageKind::guide, "guide"},
    {PageKind::mailbox, "mailbox"},
    {PageKind::sitemap, "sitemap"},
    {PageKind::search, "search"},
    {PageKind::error, "error"},
    {PageKind::other, "other"},
}};

constexpr Names<FactSource, 5> kFactSources{{
    {FactSource::visible_text, "visible_text"},
    {FactSource::label, "label"},
    {FactSource::script, "script"},
    {FactSource::url, "url"},
    {FactSource::none, "none"},
}};

constexpr Names<Hiding, 5> kHidings{{
    {Hiding::display_none, "display_none"},
    {Hiding::off_screen, "off_screen"},
    {Hiding::no_size, "no_size"},
    {Hiding::no_font_size, "no_font_size"},
    {Hiding::transparent, "transparent"},
}};

constexpr Names<BarrierKind, 4> kBarrierKinds{{
    {BarrierKind::tab_order, "tab_order"},
    {BarrierKind::trap, "trap"},
    {BarrierKind::blur, "blur"},
    {BarrierKind::no_keyboard, "no_keyboard"},
}};

constexpr Names<LinkKind, 9> kLinkKinds{{
    {LinkKind::anchor, "anchor"},
    {LinkKind::area, "area"},
    {LinkKind::frame, "frame"},
    {LinkKind::meta_refresh, "meta_refresh"},
    {LinkKind::canonical, "canonical"},
    {LinkKind::script, "script"},
    {LinkKind::option, "option"},
    {LinkKind::stylesheet, "stylesheet"},
    {LinkKind::media, "media"},
}};

constexpr Names<NodeState, 4> kNodeStates{{
    {NodeState::scored, "scored"},
    {NodeState::pending, "pending"},
    {NodeState::error, "error"},
    {NodeState::not_applicable, "na"},
}};

constexpr Names<CriterionState, 6> kCriterionStates{{
    {CriterionState::observed, "observed"},
    {CriterionState::cannot_tell, "cannot_tell"},
    {CriterionState::not_applicable, "not_applicable"},
    {CriterionState::rule_error, "rule_error"},
    {CriterionState::pending, "pending"},
    {CriterionState::rated, "rated"},
}};

constexpr Names<Agreement, 5> kAgreements{{
    {Agreement::none, "none"},
    {Agreement::single, "single"},
    {Agreement::agreed, "agreed"},
    {Agreement::disputed, "disputed"},
    {Agreement::adjudicated, "adjudicated"},
}};

constexpr Names<SiteStatus, 3> kSiteStatuses{{
    {SiteStatus::observed, "observed"},
    {SiteStatus::partial, "partial"},
    {SiteStatus::not_observed, "not_observed"},
}};

}  // namespace

std::string_view to_text(FetchOutcome outcome) {
  return name_of(kFetchOutcomes, outcome);
}
std::string_view to_text(FetchPurpose purpose) {
  return name_of(kFetchPurposes, purpose);
}
std::string_view to_text(PageKind kind) {
  return name_of(kPageKinds, kind);
}
std::string_view to_text(FactSource source) {
  return name_of(kFactSources, source);
}
std::string_view to_text(Hiding hiding) {
  return name_of(kHidings, hiding);
}
std::string_view to_text(BarrierKind kind) {
  return name_of(kBarrierKinds, kind);
}
std::string_view to_text(LinkKind kind) {
  return name_of(kLinkKinds, kind);
}
std::string_view to_text(NodeState state) {
  return name_of(kNodeStates, state);
}
std::string_view to_text(CriterionState state) {
  return name_of(kCriterionStates, state);
}
std::string_view to_text(Agreement agreement) {
  return name_of(kAgreements, agreement);
}
std::string_view to_text(SiteStatus status) {
  return name_of(kSiteStatuses, status);
}

std::optional<FetchOutcome> parse_fetch_outcome(std::string_view text) {
  return value_of(kFetchOutcomes, text);
}
std::optional<FetchPurpose> parse_fetch_purpose(std::string_view text) {
  return value_of(kFetchPurposes, text);
}
std::optional<PageKind> parse_page_kind(std::string_view text) {
  return value_of(kPageKinds, text);
}
std::optional<FactSource> parse_fact_source(std::string_view text) {
  return value_of(kFactSources, text);
}
std::optional<Hiding> parse_hiding(std::string_view text) {
  return value_of(kHidings, text);
}
std::optional<BarrierKind> parse_barrier_kind(std::string_view text) {
  return value_of(kBarrierKinds, text);
}
std::optional<LinkKind> parse_link_kind(std::string_view text) {
  return value_of(kLinkKinds, text);
}

}  // namespace gweval
