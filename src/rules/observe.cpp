#include "rules/observe.hpp"

#include <cmath>

#include "base/numbers.hpp"

namespace gweval::rules {

Observation observed(std::string outcome, std::optional<double> value) {
  Observation result;
  result.outcome = std::move(outcome);
  result.value = value;
  return result;
}

Observation cannot_tell(LocalText reason) {
  Observation result;
  result.state = ObservationState::cannot_tell;
  result.reason = std::move(reason);
  return result;
}

Observation not_applicable(LocalText reason) {
  Observation result;
  result.state = ObservationState::not_applicable;
  result.reason = std::move(reason);
  return result;
}

Finding finding(std::string message, std::string_view url, MessageArgs args,
                std::string_view pointer, std::string_view quote) {
  Finding result;
  result.message = std::move(message);
  result.args = std::move(args);
  result.url = url;
  result.pointer = pointer;
  result.quote = quote;
  return result;
}

std::string outcome_of(double value, std::initializer_list<OutcomeStep> steps) {
  for (const OutcomeStep& step : steps) {
    if (value >= step.at_least) return std::string(step.outcome);
  }
  return std::string((steps.end() - 1)->outcome);
}

std::string half_outcome(double share) {
  return outcome_of(share, {{1, "all"}, {0.5, "most"}, {1e-9, "few"}, {0, "none"}});
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string percent(double share) {
  return shortest_decimal(std::round(share * 1000) / 10) + "%";
}

LocalText not_observed_reason(const LocalText& what) {
  return {"已采集的页面中没有" + what.zh + "，而网站没有全部读到",
          "no " + what.en + " among the pages observed, and not all of the site was read"};
}

}  // namespace gweval::rules
