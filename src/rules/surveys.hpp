#pragma once
// Surveys and calls for opinions a site has held.

#include <optional>
#include <string_view>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

enum class Feedback { given, missing, unknown };

struct Activity {
  std::string_view title;
  std::string_view url;
  std::optional<Date> begun;
  bool is_over = false;  // said to be over, its end has passed, or it began long ago
  Feedback feedback = Feedback::unknown;
};

[[nodiscard]] std::vector<const Column*> survey_columns(const EvidenceView& evidence);
/// Each activity once; entries that are results of others are left out.
[[nodiscard]] std::vector<Activity> activities(const EvidenceView& evidence);

}  // namespace gweval::rules
