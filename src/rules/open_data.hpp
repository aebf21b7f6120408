#pragma once
// A site's open data: the entry, its list of data sets, their pages.

#include <cstddef>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct OpenData {
  std::vector<const PageFacts*> pages;      // lists: the entry and the columns below it
  std::vector<const PageFacts*> set_pages;  // of single data sets
  const Column* unread = nullptr;
  std::size_t sets = 0;
  bool is_scripted = false;  // a page may be filled by a script
};

[[nodiscard]] OpenData open_data(const EvidenceView& evidence);

}  // namespace gweval::rules
