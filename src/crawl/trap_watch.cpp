#include "crawl/trap_watch.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"
#include "crawl/page_class.hpp"

namespace gweval {
namespace {

// House rules. Real portals nest 8 folders at most; a list's page that brings nothing new may
// happen, five in a row do not.
constexpr std::size_t kMaxFolders = 20;
constexpr std::size_t kMaxRepeats = 3;  // of the same folders in a row
constexpr int kMaxBarrenPages = 5;
constexpr int kMaxFollowedCopies = 3;  // a frame set may stand in several folders
constexpr int kMirroredPages = 3;
constexpr std::size_t kMaxRemembered = 100'000;

std::vector<std::string_view> folders_of(std::string_view path) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return out;  // the file is no folder
    if (slash > 0) out.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
}

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

bool has_calendar_word(const Url& url) {
  const std::string text = to_lower_ascii(path_and_query(url));
  constexpr std::array<std::string_view, 6> kWords = {"month", "year",     "date",
                                                      "day",   "calendar", "rili"};
  return std::any_of(kWords.begin(), kWords.end(), [&text](std::string_view word) {
    return text.find(word) != std::string::npos;
  });
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

bool TrapWatch::refuses(const Url& url) {
  if (is_growing_path(url.path)) {
    count("growing-path", to_text(url));
    return true;
  }
  const auto pattern = patterns_.find(address_pattern(url));
  if (pattern == patterns_.end() || !pattern->second.is_closed) return false;
  count(has_calendar_word(url) ? "calendar" : "endless-list", to_text(url));
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

void TrapWatch::note_yield(const Url& url, std::size_t own, std::size_t others) {
  // Only where an address says that it counts on: elsewhere a whole site may share one pattern.
  if (classify_address(url) != PageClass::more && !has_calendar_word(url)) return;
  const std::string key = address_pattern(url);
  if (patterns_.size() >= kMaxRemembered && !patterns_.contains(key)) return;
  Pattern& pattern = patterns_[key];
  if (others > 0) pattern.barren = 0;
  if (own > 0 && others == 0) ++pattern.barren;
  if (pattern.barren >= kMaxBarrenPages) pattern.is_closed = true;
}

std::vector<CrawlTrap> TrapWatch::report() const {
  std::vector<CrawlTrap> out;
  for (const auto& [kind, trap] : found_) out.push_back(trap);
  return out;
}

}  // namespace gweval
