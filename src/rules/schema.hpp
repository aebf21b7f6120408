#pragma once
// Short spellings for a rule's declaration.

#include <cstdint>
#include <string>
#include <vector>

#include "gweval/rule.hpp"

namespace gweval::rules {

[[nodiscard]] ParamSpec integer_param(std::string id, std::int64_t fallback, double low,
                                      double high, LocalText about);
[[nodiscard]] ParamSpec number_param(std::string id, double fallback, double low, double high,
                                     LocalText about);
/// At least one entry.
[[nodiscard]] ParamSpec words_param(std::string id, std::vector<std::string> fallback,
                                    LocalText about);
/// A list the rubric must give.
[[nodiscard]] ParamSpec required_words_param(std::string id, LocalText about);
[[nodiscard]] ParamSpec choice_param(std::string id, std::string fallback,
                                     std::vector<std::string> choices, LocalText about);
[[nodiscard]] ParamSpec text_param(std::string id, std::string fallback, LocalText about);
[[nodiscard]] ParamSpec lexicon_param(std::string id, LocalText about);

}  // namespace gweval::rules
