#include "report/veto_text.hpp"

#include "gweval/report.hpp"
#include "report/report_text.hpp"
#include "report/text_layout.hpp"

namespace gweval {
namespace {

constexpr std::size_t kNameWidth = 40;

const IndicatorResult* indicator_of(const SiteResult& site, const std::string& id) {
  for (const IndicatorResult& node : site.indicators) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

std::string indicator_name(const SiteResult& site, const std::string& id) {
  const IndicatorResult* node = indicator_of(site, id);
  return one_line(node == nullptr || node->name.empty() ? id : node->name, kNameWidth);
}

std::string criterion_text(const SiteResult& site, const VetoResult& veto, Language language) {
  const IndicatorResult* node = indicator_of(site, veto.indicator);
  if (node != nullptr) {
    for (const CriterionResult& criterion : node->criteria) {
      if (criterion.id != veto.criterion) continue;
      const std::string& title = criterion.title.in(language);
      std::string out = one_line(title.empty() ? criterion.id : title, kNameWidth);
      const std::string& outcome = criterion.outcome_title.in(language);
      if (!outcome.empty() && veto.state == "fired") out += " — " + one_line(outcome, kNameWidth);
      return out;
    }
  }
  return one_line(veto.criterion, kNameWidth);
}

}  // namespace

std::string veto_criterion(const SiteResult& site, const VetoResult& veto, Language language) {
  return indicator_name(site, veto.indicator) + " / " + criterion_text(site, veto, language);
}

std::string veto_sentence(const SiteResult& site, const VetoResult& veto, Language language,
                          const std::vector<double>& cut_offs) {
  const std::string where = indicator_name(site, veto.indicator);
  const std::string what = criterion_text(site, veto, language);
  std::string sentence;
  if (veto.effect == "zero_node") {
    sentence = say(phrase::kVetoZero, language, {where, what, indicator_name(site, veto.node)});
  } else if (veto.effect == "cap") {
    const std::string cap = display_points(veto.cap.value_or(0), cut_offs);
    sentence = say(phrase::kVetoCap, language, {where, what, cap});
  } else {
    sentence = say(phrase::kVetoDisqualify, language, {where, what});
  }
  const bool is_fired = veto.state == "fired";
  return say(is_fired ? phrase::kVetoFired : phrase::kVetoPossible, language, {sentence});
}

}  // namespace gweval
