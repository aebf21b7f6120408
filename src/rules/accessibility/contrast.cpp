#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "web/percent_encoding.hpp"

namespace gweval::rules {
namespace {

// WCAG 2.1, success criterion 1.4.3 and the definitions it refers to.
constexpr double kNormalText = 4.5;
constexpr double kLargeText = 3;
constexpr int kLargeSize = 240;      // tenths of a CSS pixel: 18 pt
constexpr int kLargeBoldSize = 187;  // 14 pt

/// Relative luminance of "#rrggbb" (sRGB); nothing for another text.
std::optional<double> luminance(std::string_view colour) {
  if (colour.size() != 7 || colour.front() != '#') return std::nullopt;
  constexpr std::array<double, 3> kWeights = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const int high = hex_value(colour[1 + 2 * i]);
    const int low = hex_value(colour[2 + 2 * i]);
    if (high < 0 || low < 0) return std::nullopt;
    const double part = (high * 16 + low) / 255.0;
    sum += kWeights[i] * (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

std::optional<double> contrast_of(const ColourPair& pair) {
  const auto front = luminance(pair.colour);
  const auto back = luminance(pair.background);
  if (!front || !back) return std::nullopt;
  return (std::max(*front, *back) + 0.05) / (std::min(*front, *back) + 0.05);
}

/// What the contrast has to be; nothing where style sheets may make the text large or not, and that
/// decides.
std::optional<double> wanted_for(const ColourPair& pair, double ratio) {
  if (ratio >= kNormalText || ratio < kLargeText)
    return ratio < kLargeText ? kLargeText : kNormalText;
  if (pair.size >= kLargeSize || (pair.is_bold && pair.size >= kLargeBoldSize)) return kLargeText;
  if (pair.size > 0 && pair.size < kLargeBoldSize) return kNormalText;
  return std::nullopt;
}

/// Colours that every page uses count once: one mistake is no hundred.
Observation check(const EvidenceView& evidence, const Params&) {
  std::set<std::tuple<std::string_view, std::string_view, int, bool>> seen;
  std::size_t judged = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    for (const ColourPair& pair : page->colours) {
      if (pair.colour == pair.background) continue;  // hidden, which is another rule's matter
      if (!seen.emplace(pair.colour, pair.background, pair.size, pair.is_bold).second) continue;
      const auto ratio = contrast_of(pair);
      const auto wanted = ratio ? wanted_for(pair, *ratio) : std::nullopt;
      if (!wanted) continue;
      ++judged;
      if (*ratio >= *wanted) {
        ++good;
        continue;
      }
      findings.push_back(finding("low", page->final_url,
                                 {{"colour", pair.colour},
                                  {"background", pair.background},
                                  {"ratio", fmt::format("{:.2f}", std::floor(*ratio * 100) / 100)},
                                  {"wanted", fmt::format("{:g}", *wanted)}},
                                 "style", pair.text));
    }
  }
  if (judged == 0)
    return cannot_tell({"没有只由标记决定的颜色，样式表没有读",
                        "no colours are set by markup alone, and style sheets are not read"});
  return share_within_sample(evidence, good, judged, std::move(findings));
}

}  // namespace

Rule accessibility_contrast() {
  RuleSchema schema;
  schema.id = "accessibility.contrast";
  schema.title = {"文字与背景对比度", "Contrast of text"};
  schema.source = "WCAG 2.1 success criterion 1.4.3 (4.5:1, large text 3:1)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = share_outcomes();
  schema.messages = {
      {"low",
       {"文字 {colour} 与背景 {background} 的对比度是 {ratio}:1，应不低于 {wanted}:1",
        "text in {colour} on {background} has a contrast of {ratio}:1; {wanted}:1 is "
        "the least"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
