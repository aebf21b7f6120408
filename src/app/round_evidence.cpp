#include "app/round_evidence.hpp"

#include <fmt/format.h>

#include "app/log.hpp"
#include "gweval/evidence_store.hpp"
#include "web/url.hpp"

namespace gweval {

bool is_evidence_of(const std::string& start_url, const Site& site) {
  const auto stored_at = parse_url(start_url);
  const auto listed_at = parse_url(site.url);
  return !stored_at || !listed_at || is_same_host(*stored_at, *listed_at);
}

/// Evidence of another place under a site's id would be scored as the site's own.
Result<void> check_evidence_is_theirs(const std::filesystem::path& evidence,
                                      const std::vector<Site>& sites) {
  std::size_t foreign = 0;
  for (const Site& site : sites) {
    const auto stored = stored_start_url(evidence, site.id);
    // What cannot be read is told when it is needed, and costs no other site.
    if (!stored || is_evidence_of(*stored, site)) continue;
    ++foreign;
    log::error(Error{ErrorCode::invalid_input,
                     fmt::format("the evidence is of {}, but the list says {}; correct the list, "
                                 "or name another --evidence folder",
                                 *stored, site.url),
                     (evidence / site.id).string()});
  }
  if (foreign == 0) return {};
  return Error{ErrorCode::invalid_input,
               fmt::format("{} site(s) have evidence of another address; nothing was crawled or "
                           "scored",
                           foreign),
               evidence.string()};
}

/// One damaged folder must not cost the round; the first ones are told one by one.
void tell_unreadable(const std::vector<Site>& sites,
                     const std::vector<std::optional<Error>>& unreadable) {
  constexpr std::size_t kToldEach = 20;
  std::size_t count = 0;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (!unreadable[i] || ++count > kToldEach) continue;
    log::error(
        Error{unreadable[i]->code,
              fmt::format("{}; {} counts as not observed", unreadable[i]->message, sites[i].id),
              unreadable[i]->where});
  }
  if (count > kToldEach) {
    log::warning(
        fmt::format("{} more site(s) have evidence that cannot be read, and count as not "
                    "observed",
                    count - kToldEach));
  }
}

/// Names the sites whose start address gave no page; how many they are.
std::size_t tell_unanswered(const std::filesystem::path& evidence, const std::vector<Site>& sites) {
  std::size_t count = 0;
  for (const Site& site : sites) {
    const auto start = start_fetch(evidence, site.id);
    if (start && *start && (*start)->outcome == FetchOutcome::response && (*start)->status < 400) {
      continue;
    }
    ++count;
    const std::string seen = !start || !*start ? "it was not asked for"
                             : (*start)->outcome == FetchOutcome::response
                                 ? "answered " + std::to_string((*start)->status)
                                 : in_words((*start)->outcome).en;
    log::warning(fmt::format("{}: not observed; start address {}: {}", site.id, site.url, seen));
  }
  return count;
}

}  // namespace gweval
