#include "rules/sample.hpp"

#include <algorithm>

#include "rules/observe.hpp"

namespace gweval::rules {

bool has_sample(const EvidenceView& evidence) {
  return evidence.is_complete() || evidence.pages().size() >= kSamplePages;
}

Observation within_sample(const EvidenceView& evidence, Observation seen, std::string_view worst) {
  if (has_sample(evidence) || seen.state != ObservationState::observed) return seen;
  if (!worst.empty() && seen.outcome == worst) return seen;
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

bool has_cut_text(const EvidenceView& evidence) {
  return std::any_of(evidence.pages().begin(), evidence.pages().end(), [](const PageFacts* page) {
    // Cut between characters, so up to three bytes short.
    return page->text.size() + 3 >= PageFacts::kMaxTextBytes;
  });
}

}  // namespace gweval::rules
