#pragma once
// What the site's own search answered to the catalogue's words.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct SearchResult {
  std::string_view title;
  std::string_view url;
  std::optional<Date> date;
};

struct SearchAnswer {
  const LexiconEntry* query = nullptr;  // its first word was asked, one of all is hoped for
  const Fetch* probe = nullptr;
  std::vector<SearchResult> results;  // in order
  bool is_clear = false;              // the page shows its results, or says that there are none
};

struct SiteSearch {
  bool has_form = false;
  std::vector<SearchAnswer> answers;  // of the queries that were asked
  bool ignores_words = false;         // different words get the same results
  std::optional<LocalText> unknown;   // why nothing can be said
};

/// `nonsense` is a word no page has; what is found for it does not depend on the words.
[[nodiscard]] SiteSearch site_search(const EvidenceView& evidence,
                                     const std::vector<const LexiconEntry*>& queries,
                                     std::string_view nonsense);

}  // namespace gweval::rules
