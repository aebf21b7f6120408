#pragma once
// The area of special topics (专题专栏) and what it lists.

#include <optional>
#include <string_view>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct SpecialTopic {
  std::string_view url;
  std::string_view name;            // may be empty
  std::optional<Date> newest;       // of what was read of it, not after as_of
  const PageFacts* page = nullptr;  // its first page, if it was read
  bool is_dated = false;            // the area gives a date beside it
};

struct SpecialArea {
  const Column* area = nullptr;  // the one with the most topics; null if none was read
  bool is_linked = false;        // a column of such a name is linked
  std::vector<SpecialTopic> topics;
};

/// Topics are what the area's page lists: columns below it, pages of other folders, other hosts;
/// dead ones and single articles are left out.
[[nodiscard]] SpecialArea special_area(const EvidenceView& evidence);

}  // namespace gweval::rules
