#include "crawl/trap_watch.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <utility>

namespace gweval {
namespace {

// House rules. Real portals nest 8 folders at most; a list's page that brings nothing new may
// happen, five in a row do not. Of pages that count by nothing but a number, and of those that look
// like articles, 15: such may be the chapters of a text.
constexpr std::size_t kMaxFolders = 20;
constexpr std::size_t kMaxRepeats = 3;  // of the same folders in a row
constexpr int kMaxBarren = 15;
constexpr int kSureBarren = 3;  // the weight of a barren page of a list or calendar
constexpr int kWeakBarren = 1;
constexpr long kNear = 10;             // numbers that the links of one list's page reach on
constexpr int kMaxFollowedCopies = 3;  // a frame set may stand in several folders
constexpr int kMirroredPages = 3;
constexpr std::size_t kMaxRemembered = 100'000;

// The last `length` folders stand kMaxRepeats times in a row at the end.
bool ends_repeating(const std::vector<std::string_view>& folders, std::size_t length) {
  const std::size_t needed = length * kMaxRepeats;
  if (folders.size() < needed) return false;
  const std::size_t start = folders.size() - needed;
  for (std::size_t i = start + length; i < folders.size(); ++i) {
    if (folders[i] != folders[i - length]) return false;
  }
  return true;
}

std::string server_of(const Url& url) {
  return url.scheme + "://" + url.host + ":" + std::to_string(effective_port(url));
}

std::string path_and_query(const Url& url) {
  return url.query ? url.path + "?" + *url.query : url.path;
}

}  // namespace

bool is_growing_path(std::string_view path) {
  auto folders = folders_of(path);
  if (folders.size() > kMaxFolders) return true;
  while (folders.size() >= kMaxRepeats) {
    for (std::size_t length = 1; length * kMaxRepeats <= folders.size(); ++length) {
      if (ends_repeating(folders, length)) return true;
    }
    folders.pop_back();
  }
  return false;
}

void TrapWatch::count(const std::string& kind, const std::string& example) {
  if (counted_.size() < kMaxRemembered && !counted_.insert(kind + ' ' + example).second) return;
  CrawlTrap& trap = found_[kind];
  if (trap.pages++ == 0) {
    trap.kind = kind;
    trap.example = example;
  }
}

bool TrapWatch::refuses(const Url& url, const std::string& found_on) {
  if (is_growing_path(url.path)) {
    count("growing-path", to_text(url));
    return true;
  }
  return refuses_series(url, found_on, false);
}

bool TrapWatch::refuses_waiting(const Url& url, const std::string& found_on) {
  return refuses_series(url, found_on, true);
}

bool TrapWatch::refuses_series(const Url& url, const std::string& found_on, bool is_waiting) {
  if (closed_ == 0) return false;
  const AddressSeries series = series_of(url);
  const auto found = series_.find(series.key);
  if (found == series_.end() || !found->second.is_closed) return false;
  if (is_waiting && !found->second.is_sure) return false;  // few, and a list may name them too
  if (found_on != last_found_on_) {
    const auto from = parse_url(found_on);
    last_series_ = from ? series_of(*from) : AddressSeries{};
    last_found_on_ = found_on;
  }
  const bool is_calendar = series.kind == SeriesKind::calendar;
  const bool leads_on =
      last_series_.key == series.key || (is_calendar && last_series_.kind == SeriesKind::calendar);
  if (!leads_on) return false;
  count(is_calendar ? "calendar" : "endless-list", to_text(url));
  return true;
}

Url TrapWatch::without_mirror(Url url) {
  if (mirrors_.empty()) return url;
  const auto mirror = mirrors_.find(server_of(url));
  if (mirror == mirrors_.end()) return url;
  if (mirror->second.differs || mirror->second.same < kMirroredPages) return url;
  const auto target = parse_url(mirror->second.origin + "/");
  if (!target) return url;
  count("mirrored-host", to_text(url));
  url.scheme = target->scheme;
  url.host = target->host;
  url.port = target->port;
  return url;
}

bool TrapWatch::note_content(const Url& url, const std::string& digest) {
  if (digest.empty()) return true;
  compare_with_copy(url, digest);
  if (pages_by_digest_.size() >= kMaxRemembered && !pages_by_digest_.contains(digest)) return true;
  const int copies = ++pages_by_digest_[digest];
  if (copies > 1) count("duplicate", to_text(url));
  return copies <= kMaxFollowedCopies;
}

void TrapWatch::compare_with_copy(const Url& url, const std::string& digest) {
  if (first_at_path_.size() >= kMaxRemembered) return;
  const std::string origin = server_of(url);
  const auto [found, is_first] =
      first_at_path_.try_emplace(path_and_query(url), Copy{origin, digest});
  if (is_first || found->second.origin == origin) return;
  Mirror& mirror = mirrors_[origin];
  if (mirror.origin.empty()) mirror.origin = found->second.origin;
  if (mirror.origin != found->second.origin || found->second.digest != digest) {
    mirror.differs = true;
  } else {
    ++mirror.same;
  }
}

TrapWatch::Yield TrapWatch::begin_yield(const Url& page, bool is_article) {
  Yield yield;
  yield.series = series_of(page);
  yield.is_article = is_article;
  // Articles that name the one before and the one after have numbers, too.
  if (is_article && yield.series.kind != SeriesKind::calendar) yield.series = {};
  return yield;
}

void TrapWatch::add_to_yield(Yield& yield, const std::string& link, PageClass kind, bool is_new) {
  const SeriesKind page_kind = yield.series.kind;
  if (page_kind == SeriesKind::none) return;
  const auto url = parse_url(link);
  const AddressSeries series = url ? series_of(*url) : AddressSeries{};
  const bool is_own = series.key == yield.series.key;
  // Months lead to days, and days to months: nothing new. What a list dates or titles is.
  const bool is_same_kind = page_kind == SeriesKind::calendar && series.kind == page_kind;
  if ((is_own || is_same_kind) && kind != PageClass::article) {
    // "Previous month" and the numbers of pages seen before lead nowhere either.
    if (!is_new) return;
    ++yield.own;
    if (is_own && kind == PageClass::more) yield.is_paged = true;
    if (std::abs(series.number - yield.series.number) > kNear) yield.is_near = false;
    return;
  }
  // An honest list shows items that a sitemap or the home page named before; an empty one shows
  // the same links on every page.
  const bool is_remembered = page_kind != SeriesKind::numbers && shown_.size() < kMaxRemembered;
  if (!is_remembered) {
    if (is_new) ++yield.others;
    return;
  }
  const std::size_t digest = std::hash<std::string>{}(yield.series.key + ' ' + link);
  if (shown_.insert(digest).second) ++yield.others;
}

void TrapWatch::end_yield(const Yield& yield) {
  if (yield.series.kind == SeriesKind::none) return;
  const bool is_numbers = yield.series.kind == SeriesKind::numbers;
  const bool is_sure = (!is_numbers || yield.is_paged) && !yield.is_article;
  const bool is_barren =
      yield.own > 0 && yield.others == 0 && (!is_numbers || yield.is_paged || yield.is_near);
  const bool is_known = series_.contains(yield.series.key);
  if (!is_known && (!is_barren || series_.size() >= kMaxRemembered)) return;
  Series& series = series_[yield.series.key];
  if (!is_barren) {
    // Where nothing was left to lead to, the page says nothing.
    if (yield.others > 0 || yield.own > 0) series.barren = 0;
    return;
  }
  series.is_sure = series.is_sure || is_sure;
  series.barren += is_sure ? kSureBarren : kWeakBarren;
  if (series.barren < kMaxBarren || series.is_closed) return;
  series.is_closed = true;
  ++closed_;
}

std::vector<CrawlTrap> TrapWatch::report() const {
  std::vector<CrawlTrap> out;
  for (const auto& [kind, trap] : found_) out.push_back(trap);
  return out;
}

}  // namespace gweval
