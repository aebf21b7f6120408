#pragma once
// Topics of a lexicon against the columns of a site.

#include <string_view>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/rule.hpp"
#include "rules/evidence_view.hpp"

namespace gweval::rules {

struct TopicColumns {
  const LexiconEntry* topic = nullptr;
  std::vector<const Column*> columns;  // whose name is one of the topic's
};

/// The parameters `lexicon` and `topics`, shared by the rules on topic columns.
[[nodiscard]] std::vector<ParamSpec> topic_params();

/// One entry for each id of parameter `topics`, in that order. Throws if the lexicon lacks one: the
/// rubric is wrong then, and no site may be scored by it.
[[nodiscard]] std::vector<TopicColumns> columns_of_topics(const EvidenceView& evidence,
                                                          const Params& params);

/// The same choice of entries without looking for columns; for rules on services and scenes.
[[nodiscard]] std::vector<const LexiconEntry*> wanted_entries(const Params& params);

/// Every entry of a lexicon.
[[nodiscard]] std::vector<const LexiconEntry*> all_entries(const Lexicon& lexicon);

/// A page without a link of its own that a script or a frame may fill: what it holds was not seen.
[[nodiscard]] bool may_be_filled_elsewhere(const EvidenceView& evidence, const PageFacts& page);

/// Services or entries to them lead to another host, to a document, to a script, or to a page of
/// this host that was not read.
[[nodiscard]] bool has_services_elsewhere(const EvidenceView& evidence);

/// Whether the pages on services have been seen: everything was, or what the home page links to and
/// every page that names the area; and no service leads elsewhere.
[[nodiscard]] bool is_service_area_observed(const EvidenceView& evidence);

/// Why `what` is not said to be missing though none was found.
[[nodiscard]] LocalText no_service_reason(const EvidenceView& evidence, const LocalText& what);

/// Where a reader would look for a service: the area's page, else the home page.
[[nodiscard]] std::string_view service_area_url(const EvidenceView& evidence);

/// Whether the columns of the disclosure area have been seen: everything was, or the pages the home
/// page links to and every page that names the area.
[[nodiscard]] bool is_disclosure_area_observed(const EvidenceView& evidence);

/// Where a reader would look for a disclosure column: the area's page, else the home page.
[[nodiscard]] std::string_view disclosure_area_url(const EvidenceView& evidence);

}  // namespace gweval::rules
