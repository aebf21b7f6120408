#pragma once
// The catalogue of matters for disclosure (主动公开事项目录): where it stands and what it is.

#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct DisclosureCatalogue {
  std::vector<const PageFacts*> pages;  // read, best first: with a table before without
  const Column* linked = nullptr;       // named, but not read or on another host
  const Link* document = nullptr;       // offered as a file
  const PageFacts* document_on = nullptr;
};

[[nodiscard]] DisclosureCatalogue disclosure_catalogue(const EvidenceView& evidence);

/// A table of at least that many rows below its header.
[[nodiscard]] bool has_catalogue_table(const PageFacts& page);

}  // namespace gweval::rules
