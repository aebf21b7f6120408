#pragma once
// Pages about matters people have to settle: scenes of life, guides, 一件事 bundles; and which
// classes of content a page shows.

#include <string>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct MatterPage {
  const LexiconEntry* matter = nullptr;
  const PageFacts* page = nullptr;
};

struct MatterPages {
  std::vector<MatterPage> read;            // each page once, in the order of the matters
  std::vector<const LexiconEntry*> named;  // matters with any entry
  const Entry* unread = nullptr;           // the first entry that was not read or is elsewhere
};

[[nodiscard]] MatterPages pages_of_matters(const EvidenceView& evidence,
                                           const std::vector<const LexiconEntry*>& matters);

/// Guides; `one_thing_only`: pages of 一件事 bundles, guides or not.
[[nodiscard]] std::vector<const PageFacts*> guide_pages(const EvidenceView& evidence,
                                                        bool one_thing_only);

/// The page offers to start: a link in its content that says so, or a form of its own.
[[nodiscard]] bool offers_start(const EvidenceView& evidence, const PageFacts& page,
                                const std::vector<std::string>& words);

/// For each class whether the page's text, headings or content links carry one of its words. A
/// class called "online" is shown by a link or form only: words about it are none.
[[nodiscard]] std::vector<bool> shown_classes(const EvidenceView& evidence, const PageFacts& page,
                                              const std::vector<const LexiconEntry*>& classes);

/// Names of the classes not shown, joined by "、".
[[nodiscard]] std::string missing_names(const std::vector<bool>& shown,
                                        const std::vector<const LexiconEntry*>& classes);

[[nodiscard]] std::size_t count_shown(const std::vector<bool>& shown);

}  // namespace gweval::rules
