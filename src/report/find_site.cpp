#include "report/find_site.hpp"

#include <string>
#include <vector>

#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "report/report_text.hpp"

namespace gweval {
namespace {

Error not_found(std::string_view what, std::string_view id, const std::vector<std::string>& known) {
  // Names come from a results file and go to a terminal.
  const std::string message = std::string(what) + std::string(id) + "'" + did_you_mean(id, known);
  return {ErrorCode::not_found, to_printable(message)};
}

/// Position of the item with this id, else of the only one with this name.
template <class T>
std::optional<std::size_t> position_of(const std::vector<T>& items, std::string_view id) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].id == id) return i;
  }
  std::optional<std::size_t> named;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].name != id) continue;
    if (named) return std::nullopt;
    named = i;
  }
  return named;
}

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& items) {
  std::vector<std::string> out;
  for (const T& item : items) out.push_back(item.id);
  return out;
}

/// Host of an address, or of what is typed for one.
std::string_view host_in(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  return address.substr(0, address.find_first_of("/:?#"));
}

/// Position of the only site of a host.
std::optional<std::size_t> position_by_host(const std::vector<SiteResult>& sites,
                                            std::string_view host) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (host.empty() || host_in(sites[i].url) != host) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

}  // namespace

const SiteResult* site_of(const Results& results, std::string_view id) {
  for (const SiteResult& site : results.sites) {
    if (site.id == id) return &site;
  }
  return nullptr;
}

Result<const SiteResult*> find_site(const Results& results, std::string_view id) {
  auto at = position_of(results.sites, id);
  if (!at) at = position_by_host(results.sites, host_in(id));
  if (!at) return not_found(phrase::kNoSuchSite, id, ids_of(results.sites));
  return &results.sites[*at];
}

Result<IndicatorRange> find_indicators(const SiteResult& site, std::string_view id) {
  if (id.empty()) return IndicatorRange{0, site.indicators.size()};
  const auto first = position_of(site.indicators, id);
  if (!first) return not_found(phrase::kNoSuchIndicator, id, ids_of(site.indicators));
  std::size_t last = *first + 1;
  while (last < site.indicators.size() &&
         site.indicators[last].level > site.indicators[*first].level) {
    ++last;
  }
  return IndicatorRange{*first, last};
}

}  // namespace gweval
