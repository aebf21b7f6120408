#include "diff/notes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gweval {
namespace {

/// Counts that decide which notes are needed.
struct Tally {
  std::size_t total = 0;
  std::size_t scored_part = 0;
  std::size_t none = 0;
  std::size_t site_and_rules = 0;  // rows
  std::size_t adjusted = 0;
  std::size_t merged = 0;
  std::size_t without_factors = 0;
  std::size_t with_factors = 0;
};

Tally tally_of(const ResultsDiff& diff) {
  constexpr double kVisible = 5e-7;  // half of the step scores are rounded to
  Tally out;
  for (const SiteDiff& site : diff.sites) {
    out.total += site.basis == DiffBasis::total ? 1 : 0;
    out.scored_part += site.basis == DiffBasis::scored_part ? 1 : 0;
    out.none += site.basis == DiffBasis::none ? 1 : 0;
    out.adjusted += std::abs(site.adjustment) > kVisible ? 1 : 0;
    out.merged += site.old_ids.size() > 1 ? 1 : 0;
    out.without_factors += site.basis != DiffBasis::none && !site.factors ? 1 : 0;
    out.with_factors += site.factors ? 1 : 0;
    for (const IndicatorDiff& row : site.indicators) {
      out.site_and_rules += row.effect && row.is_site_and_rules ? 1 : 0;
    }
  }
  return out;
}

void note_sides(const ResultsDiff& diff, std::vector<LocalText>& out) {
  const DiffSide& a = diff.old_side;
  const DiffSide& b = diff.new_side;
  if (a.engine_version != b.engine_version) {
    out.push_back(
        {fmt::format("gweval 版本由 {} 变为 {}。", a.engine_version, b.engine_version),
         fmt::format("gweval itself changed from {} to {}.", a.engine_version, b.engine_version)});
  }
  if (a.catalogue_id == b.catalogue_id && a.catalogue_digest != b.catalogue_digest) {
    out.push_back(
        {fmt::format("两次使用的指标体系 {} 名称相同而内容不同：没有提高版本号的参数变化无法看出。",
                     b.catalogue_id),
         fmt::format("Both use the catalogue {}, but its content differs: a parameter changed "
                     "without a new rubric version cannot be seen.",
                     b.catalogue_id)});
  }
  if (!a.as_of.empty() && !b.as_of.empty() && b.as_of < a.as_of) {
    out.push_back(
        {fmt::format("新结果的基准日 {} 早于旧结果的 {}：次序可能颠倒了。", b.as_of, a.as_of),
         fmt::format("The new results are as of {}, before the old ones ({}): the order "
                     "may be wrong.",
                     b.as_of, a.as_of)});
  }
}

void note_basis(const Tally& tally, std::vector<LocalText>& out) {
  if (tally.scored_part > 0) {
    out.push_back(
        {fmt::format("{} 个网站未评完：只比较两次都已评的部分，折成百分，不含加分。它们的变化不是"
                     "总分的变化；总分变化的范围另列。",
                     tally.scored_part),
         fmt::format("Unfinished sites: {}. They are compared by the part scored in both, per 100 "
                     "points, without bonus. Their change is not that of the total, whose bounds "
                     "are given beside it.",
                     tally.scored_part)});
  }
  if (tally.none > 0) {
    out.push_back(
        {fmt::format("{} 个网站无法比较，原因见各行。", tally.none),
         fmt::format("Sites that cannot be compared: {}; each row says why.", tally.none)});
  }
}

void note_factors(const Tally& tally, const DiffOptions& options, std::vector<LocalText>& out) {
  const bool has_new = options.new_evidence_old_rules != nullptr;
  const bool has_old = options.old_evidence_new_rules != nullptr;
  if (!has_new && !has_old) return;
  if (tally.without_factors > 0) {
    out.push_back(
        {fmt::format("{} 个网站的证据、规则、权重三者分不开：有的指标规则变了，又不能用另一次的证据"
                     "重评（人工评分，或规则的旧版本已不在本程序中）。",
                     tally.without_factors),
         fmt::format("For {} sites evidence, rules and weights cannot be told apart: the ruler of "
                     "some indicator changed, and it cannot be scored the other way round (by "
                     "hand, or by a rule version this program no longer has).",
                     tally.without_factors)});
  }
  if (tally.with_factors > 0 && has_new != has_old) {
    out.push_back(
        {has_new ? "只有新证据按旧规则重评：证据、规则、权重按这一条两步路径分开。"
                 : "只有旧证据按新规则重评：证据、规则、权重按这一条两步路径分开。",
         has_new ? "Only the new evidence was scored by the old rules: evidence, rules and weights "
                   "are split along that one path of two steps."
                 : "Only the old evidence was scored by the new rules: evidence, rules and weights "
                   "are split along that one path of two steps."});
  }
}

void note_causes(const ResultsDiff& diff, const Tally& tally, const DiffOptions& options,
                 std::vector<LocalText>& out) {
  const bool has_cross =
      options.new_evidence_old_rules != nullptr || options.old_evidence_new_rules != nullptr;
  if (tally.site_and_rules > 0 && !has_cross) {
    out.push_back(
        {fmt::format("{} 行的规则、评分细则或评分方式变了：其“网站”一栏是网站与规则两者之和。",
                     tally.site_and_rules),
         fmt::format("In {} rows the rule, rubric or method changed: their site effect is of site "
                     "and rules together.",
                     tally.site_and_rules)});
  }
  note_factors(tally, options, out);
  const bool is_same_catalogue = diff.old_side.catalogue_digest == diff.new_side.catalogue_digest;
  if (tally.adjusted > 0 && !is_same_catalogue) {
    out.push_back(
        {fmt::format("{} 个网站的加分上限、门槛或否决作用有变化，计入网站；指标体系若改了这些规定，"
                     "其中一部分属于指标体系。",
                     tally.adjusted),
         fmt::format("For {} sites the effect of bonus cap, gate or vetoes changed. It is counted "
                     "to the site; part of it is the catalogue's if these provisions changed.",
                     tally.adjusted)});
  }
  if (tally.merged > 0) {
    out.push_back({fmt::format("{} 个网站由几个合并而成，与它们的平均相比。", tally.merged),
                   fmt::format("Merged sites: {}. They are compared with the mean of their "
                               "predecessors.",
                               tally.merged)});
  }
}

}  // namespace

std::vector<LocalText> notes_of(const ResultsDiff& diff, const DiffOptions& options) {
  std::vector<LocalText> out;
  note_sides(diff, out);
  if (diff.old_side.catalogue_id != diff.new_side.catalogue_id && options.crosswalk == nullptr) {
    out.push_back(
        {"两次的指标体系不同，又没有对照表：指标按编号对应。",
         "The catalogues differ and there is no crosswalk: indicators are matched by id."});
  }
  const Tally tally = tally_of(diff);
  note_basis(tally, out);
  note_causes(diff, tally, options, out);
  return out;
}

}  // namespace gweval
