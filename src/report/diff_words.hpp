#pragma once
// What comparisons say on a terminal and in Markdown, in both languages. {} stands for an argument.

#include <string>

#include "gweval/diff.hpp"
#include "gweval/published.hpp"
#include "report/report_text.hpp"

namespace gweval {

/// Changes in points above it are shown: half of the step scores are rounded to.
inline constexpr double kVisibleChange = 5e-7;

[[nodiscard]] Phrase verdict_phrase(Verdict verdict);
[[nodiscard]] Phrase reason_phrase(DiffReason reason);
[[nodiscard]] Phrase obstacle_phrase(Obstacle obstacle);
[[nodiscard]] Phrase reproducible_phrase(Reproducible reproducible);

/// "rule links.dead v1 → v2; coverage": why a verdict is as it is; empty if there is nothing to
/// say.
[[nodiscard]] std::string reasons_text(const IndicatorDiff& row, Language language);

/// "+2.10", "-5.50", "0.00": a change of points.
[[nodiscard]] std::string display_change(double points);

/// "cstc-2025, as of 2025-06-30".
[[nodiscard]] std::string side_text(const DiffSide& side, Language language);

namespace phrase {

inline constexpr Phrase kDiffHead{"结果对比", "Comparison of results"};
inline constexpr Phrase kDiffOld{"旧：{}", "old: {}"};
inline constexpr Phrase kDiffNew{"新：{}", "new: {}"};
inline constexpr Phrase kAsOf{"{}，基准日 {}", "{}, as of {}"};
inline constexpr Phrase kOldScore{"旧", "old"};
inline constexpr Phrase kNewScore{"新", "new"};
inline constexpr Phrase kChange{"变化", "change"};
inline constexpr Phrase kSiteEffect{"网站", "site"};
inline constexpr Phrase kCatalogueEffect{"指标体系", "catalogue"};
inline constexpr Phrase kTierChange{"等级", "tier"};
inline constexpr Phrase kNoName{"（无名称）", "(no name)"};
inline constexpr Phrase kOpenTier{"未定", "open"};
inline constexpr Phrase kMoreElsewhere{
    "另有 {} 项没有列出；--format csv 和 json 有全部。",
    "{} more are not shown; --format csv and json have all of them."};
inline constexpr Phrase kColumnsTotal{"变化 = 网站自身的变化 + 指标体系的变化。",
                                      "change = what the site did + what the catalogue did."};
inline constexpr Phrase kPartMark{"* 未评完：只比较两次都已评的部分，折成百分。",
                                  "* unfinished: the part scored in both, per 100 points."};
inline constexpr Phrase kNotCompared{"无法比较", "Not compared"};
inline constexpr Phrase kRulesChanged{"规则变化：{}", "Rules that changed: {}"};
inline constexpr Phrase kNoOne{"没有可比较的网站。", "No site can be compared."};
inline constexpr Phrase kSiteRange{"网站 {}（按旧、新权重为 {} 至 {}），指标体系 {}",
                                   "site {} ({} to {} by old and new weights), catalogue {}"};
inline constexpr Phrase kEvidence{"证据", "evidence"};
inline constexpr Phrase kRules{"规则", "rules"};
inline constexpr Phrase kWeights{"权重", "weights"};
inline constexpr Phrase kTallies{"各指标在多少个网站", "Indicators, by number of sites"};
inline constexpr Phrase kFactors{"证据 {}，规则 {}，权重 {}", "evidence {}, rules {}, weights {}"};
inline constexpr Phrase kSiteAndRules{"其中 {} 分是网站与规则之和，分不开",
                                      "of which {} are of site and rules together"};
inline constexpr Phrase kAdjustment{"加分上限、门槛与否决：{}", "bonus cap, gate and vetoes: {}"};
inline constexpr Phrase kTotalBounds{"总分的变化在 {} 至 {} 之间",
                                     "the change of the total lies within {} to {}"};
inline constexpr Phrase kComparedShare{"比较了 {} 的分值", "{} of the weight is compared"};
inline constexpr Phrase kTooMany{
    "网站较多，各指标的变化见 --format csv、json 或 md。",
    "Too many sites to list what moved: see --format csv, json or md."};
inline constexpr Phrase kGroupsHead{"各组平均", "Means of groups"};
inline constexpr Phrase kGroupLine{"{}：{} → {}（{}），{} 个与 {} 个网站",
                                   "{}: {} → {} ({}), sites {} and {}"};
inline constexpr Phrase kGroupProjected{"推算分", "projected"};
inline constexpr Phrase kGroupSplit{
    "两次都有的 {}（网站 {}，指标体系 {}，评分范围 {}），新进 {}，退出 {}",
    "in both {} (site {}, catalogue {}, coverage {}), entry {}, exit {}"};
inline constexpr Phrase kLeftOut{"未计入：{}", "left out: {}"};
inline constexpr Phrase kNothingMoved{"没有变化", "nothing moved"};
inline constexpr Phrase kIndicatorHead{"指标", "Indicator"};
inline constexpr Phrase kVerdictHead{"结论", "Verdict"};
inline constexpr Phrase kWhyHead{"说明", "Why"};

inline constexpr Phrase kPublishedHead{"已公布指数的一致性", "Consistency of published indices"};
inline constexpr Phrase kPublishedLine{"公布 {}，由下级与权重可得 {}～{}",
                                       "published {}, from its parts {} to {}"};
inline constexpr Phrase kPublishedOpen{"公布 {}，下级不全", "published {}, parts are missing"};
inline constexpr Phrase kNotPrinted{"未公布，由下级与权重可得 {}～{}",
                                    "not published, from its parts {} to {}"};
inline constexpr Phrase kUnpublished{"未公布的部分：{}", "not published: {}"};
inline constexpr Phrase kShortfall{"平均至少还要 {} 分加分", "needs {} points of bonus on average"};
inline constexpr Phrase kPublishedSum{"核对 {} 项：{} 项可重现，{} 项不能由公布的数字重现。",
                                      "Checks: {}. Reproducible: {}. Cannot be rebuilt from what "
                                      "is published: {}."};

}  // namespace phrase
}  // namespace gweval
