#pragma once
// The entries of a site's navigation and of its site map.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct NavigationEntry {
  std::string name;  // normal
  std::string_view url;
};

/// By column_key().
using NavigationEntries = std::map<std::string, NavigationEntry>;

/// With fewer entries a navigation was not recognised.
inline constexpr std::size_t kFewestNavigationEntries = 3;

/// The menu a visitor sees on the home page; without a menu block, its links to columns. Links to
/// functions (login, languages, the map itself) and dead ones are left out. Needs the home page.
[[nodiscard]] NavigationEntries home_navigation(const EvidenceView& evidence);

/// Address of the site map: the mark at the home page's foot, a link that names it, a page of that
/// kind. Empty if there is none. Needs the home page.
[[nodiscard]] std::string_view site_map_url(const EvidenceView& evidence);

/// What the map adds to the header, menu and foot that inner pages share.
[[nodiscard]] NavigationEntries site_map_entries(const EvidenceView& evidence,
                                                 const PageFacts& map);

}  // namespace gweval::rules
