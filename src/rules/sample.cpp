#include "rules/sample.hpp"

#include <algorithm>

#include "rules/observe.hpp"

namespace gweval::rules {

bool has_sample(const EvidenceView& evidence) {
  return evidence.is_complete() || evidence.pages().size() >= kSamplePages;
}

Observation within_sample(const EvidenceView& evidence, Observation seen,
                          std::string_view settled) {
  if (has_sample(evidence) || seen.state != ObservationState::observed) return seen;
  if (!settled.empty() && seen.outcome == settled) return seen;
  const std::string read = std::to_string(evidence.pages().size());
  const std::string wanted = std::to_string(kSamplePages);
  Observation result =
      cannot_tell({"网站没有全部读到，读到的 " + read + " 个页面不足抽样要求的 " + wanted + " 个",
                   "not all of the site was read, and " + read + " pages are fewer than the " +
                       wanted + " of a sample"});
  result.findings = std::move(seen.findings);
  result.findings_omitted = seen.findings_omitted;
  return result;
}

Observation share_within_sample(const EvidenceView& evidence, std::size_t good, std::size_t all,
                                std::vector<Finding> findings) {
  const double value = share(good, all);
  Observation seen =
      observed(outcome_of(value, {{1, "all"}, {0.9, "most"}, {1e-9, "some"}, {0, "none"}}), value);
  seen.findings = std::move(findings);
  return within_sample(evidence, std::move(seen));
}

std::vector<OutcomeSpec> share_outcomes() {
  return {{"all", {"都有", "all do"}},
          {"most", {"九成以上有", "nine tenths or more"}},
          {"some", {"部分有", "some do"}},
          {"none", {"没有", "none does"}}};
}

bool has_cut_text(const EvidenceView& evidence) {
  return std::any_of(evidence.pages().begin(), evidence.pages().end(), [](const PageFacts* page) {
    // Cut between characters, so up to three bytes short.
    return page->text.size() + 3 >= PageFacts::kMaxTextBytes;
  });
}

}  // namespace gweval::rules
