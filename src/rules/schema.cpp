#include "rules/schema.hpp"

#include <utility>

namespace gweval::rules {
namespace {

constexpr double kMostWords = 200;

ParamSpec make(std::string id, ParamType type, LocalText about) {
  ParamSpec spec;
  spec.id = std::move(id);
  spec.type = type;
  spec.about = std::move(about);
  return spec;
}

}  // namespace

ParamSpec integer_param(std::string id, std::int64_t fallback, double low, double high,
                        LocalText about) {
  ParamSpec spec = make(std::move(id), ParamType::integer, std::move(about));
  spec.fallback = fallback;
  spec.low = low;
  spec.high = high;
  return spec;
}

ParamSpec number_param(std::string id, double fallback, double low, double high, LocalText about) {
  ParamSpec spec = make(std::move(id), ParamType::number, std::move(about));
  spec.fallback = fallback;
  spec.low = low;
  spec.high = high;
  return spec;
}

ParamSpec required_words_param(std::string id, LocalText about) {
  ParamSpec spec = make(std::move(id), ParamType::text_list, std::move(about));
  spec.low = 1;
  spec.high = kMostWords;
  return spec;
}

ParamSpec words_param(std::string id, std::vector<std::string> fallback, LocalText about) {
  ParamSpec spec = required_words_param(std::move(id), std::move(about));
  spec.fallback = std::move(fallback);
  return spec;
}

ParamSpec choice_param(std::string id, std::string fallback, std::vector<std::string> choices,
                       LocalText about) {
  ParamSpec spec = make(std::move(id), ParamType::text, std::move(about));
  spec.fallback = std::move(fallback);
  spec.choices = std::move(choices);
  return spec;
}

ParamSpec lexicon_param(std::string id, LocalText about) {
  return make(std::move(id), ParamType::lexicon, std::move(about));
}

ParamSpec text_param(std::string id, std::string fallback, LocalText about) {
  ParamSpec spec;
  spec.id = std::move(id);
  spec.type = ParamType::text;
  spec.fallback = std::move(fallback);
  spec.about = std::move(about);
  return spec;
}

}  // namespace gweval::rules
