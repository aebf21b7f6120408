#pragma once
// Every word the terminal reports add of their own, in both languages. {} stands for an argument,
// in order. Texts of rules, catalogues and people come with the results.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct Phrase {
  std::string_view zh;
  std::string_view en;

  [[nodiscard]] std::string_view in(Language language) const {
    return language == Language::zh ? zh : en;
  }
};

/// Fills {} one after the other. Arguments are not expanded again.
[[nodiscard]] std::string say(const Phrase& phrase, Language language,
                              std::initializer_list<std::string_view> args = {});

[[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view separator);

[[nodiscard]] Phrase state_phrase(NodeState state);
[[nodiscard]] Phrase state_phrase(CriterionState state);

/// What follows a number of this unit; a unit without a phrase here is shown as the rule names it.
[[nodiscard]] std::string unit_text(std::string_view unit, Language language);

namespace phrase {

// Ranking table: heads of columns, at most as wide as their cells.
inline constexpr Phrase kRank{"名次", "Rank"};
inline constexpr Phrase kRankBounds{"可能", "range"};
inline constexpr Phrase kSite{"网站", "Site"};
inline constexpr Phrase kTotal{"总分", "Total"};
inline constexpr Phrase kProjected{"推算分", "Proj."};
inline constexpr Phrase kBounds{"总分范围", "Total within"};
inline constexpr Phrase kCoverage{"覆盖", "Cov."};
inline constexpr Phrase kTier{"等级", "Tier"};
inline constexpr Phrase kBlock{"{}：{} 个网站", "{}: sites {}"};
inline constexpr Phrase kByTotal{"按总分排名（基础分加加分）。",
                                 "Ranked by total (base plus bonus)."};
inline constexpr Phrase kByProjected{
    "按推算分排名：还有指标未评，推算分是已评部分的得分率折成百分，加上已确定的加分，"
    "不超出总分范围，仅供参考；"
    "“总分范围”是总分最终必在其中的范围，“可能”是名次的范围。",
    "Ranked by projection: scoring is unfinished. The projection is the scored part's points per "
    "100 and the bonus that is certain, within the total's bounds; it is no result. \"Total "
    "within\" and \"range\" hold whatever the rest "
    "turns out to be."};
inline constexpr Phrase kPartial{"部分", "part"};
inline constexpr Phrase kPartialNote{"* 采集不完整：{}", "* captured in part: {}"};
inline constexpr Phrase kLittleApplies{"! {} — 只有 {} 的分值适用，得分与其他网站不可比",
                                       "! {} — only {} of the weight applies: its score does not "
                                       "compare with the others'"};
inline constexpr Phrase kUnranked{"未排名", "Not ranked"};
inline constexpr Phrase kNotObserved{"未能采集：{}", "not observed: {}"};
inline constexpr Phrase kDisqualified{"一票否决：{}", "disqualified: {}"};
inline constexpr Phrase kNothingScored{"还没有已评的指标", "nothing scored yet"};
inline constexpr Phrase kNoReason{"原因未记录", "no reason on record"};
inline constexpr Phrase kNoSites{"没有网站。", "No sites."};

// Between a name and what is said of it.
inline constexpr Phrase kColon{"：", ": "};

// Explanation.
inline constexpr Phrase kProfileLine{"类别 {}，指标体系 {}，基准日 {}",
                                     "profile {}, catalogue {}, as of {}"};
inline constexpr Phrase kScored{"总分 {}（{}）", "total {} ({})"};
inline constexpr Phrase kUnfinished{"总分未定：{} 至 {} 之间，可能的等级 {}",
                                    "total open: {} to {}, possible tiers {}"};
inline constexpr Phrase kSampled{"测量的不确定也计入：{} 至 {}，可能的等级 {}",
                                 "{} to {} with the uncertainty of measurement, possible tiers {}"};
inline constexpr Phrase kProjection{"推算分 {}（已评部分折成百分，加已确定的加分，仅供参考）",
                                    "projection {} (scored part per 100 and certain bonus; no "
                                    "result)"};
inline constexpr Phrase kParts{"基础分 {}，加分 {}，已评比重 {}", "base {}, bonus {}, coverage {}"};
inline constexpr Phrase kBaseTier{"基础分等级 {}", "tier of the base {}"};
inline constexpr Phrase kTierOpen{"等级未定", "tier open"};
inline constexpr Phrase kRankLine{"名次 {}（可能 {}）", "rank {} (range {})"};
inline constexpr Phrase kNextLeaf{"最能确定等级的下一个待评指标：{}（{} 至 {} 分）",
                                  "to settle the tier, score next: {} ({} to {} points)"};
inline constexpr Phrase kLookAt{"需人工判断，请看：", "a person must judge; look at:"};
inline constexpr Phrase kNotApplicableShare{"其中适用的比重 {}", "applicable share {}"};
inline constexpr Phrase kVetoFired{"否决生效：{}", "veto: {}"};
inline constexpr Phrase kVetoPossible{"可能的否决：{}", "possible veto: {}"};
inline constexpr Phrase kVetoZero{"{} / {}，“{}”记零分", "{} / {} sets \"{}\" to zero"};
inline constexpr Phrase kVetoCap{"{} / {}，总分不超过 {}，不计加分",
                                 "{} / {} caps the total at {}, no bonus"};
inline constexpr Phrase kVetoDisqualify{"{} / {}，取消评分", "{} / {} takes the score away"};
inline constexpr Phrase kBonusHead{"加分项", "Bonus"};
inline constexpr Phrase kPointsOf{"{} / {} 分", "{} / {} points"};
inline constexpr Phrase kPointsWithin{"{}～{} / {} 分", "{} to {} / {} points"};
inline constexpr Phrase kTakesOff{"扣 {} 分", "{} points off"};
inline constexpr Phrase kTakesOffWithin{"扣 {}～{} 分", "{} to {} points off"};
inline constexpr Phrase kIndexIs{"指数 {}", "index {}"};
inline constexpr Phrase kCovered{"已评 {}", "coverage {}"};
inline constexpr Phrase kPublishedWeight{"公布分值 {}", "published weight {}"};
inline constexpr Phrase kVetoOnly{"仅用于否决", "for the veto only"};
inline constexpr Phrase kOutcome{"结果：{}", "outcome: {}"};
inline constexpr Phrase kValue{"测得 {}", "measured {}"};
inline constexpr Phrase kWithin{"（在 {}～{} 之间）", " (within {} to {})"};
inline constexpr Phrase kRule{"规则 {} 第 {} 版", "rule {} version {}"};
inline constexpr Phrase kByHand{"人工评分", "scored by hand"};
inline constexpr Phrase kRater{"评分人 {}：{}", "rated by {}: {}"};
inline constexpr Phrase kUnnamed{"未署名", "unnamed"};
inline constexpr Phrase kNote{"备注：{}", "note: {}"};
inline constexpr Phrase kBasedOn{"依据：{}", "based on: {}"};
inline constexpr Phrase kReason{"原因：{}", "why: {}"};
inline constexpr Phrase kDisagreement{"评分人相差超过 0.25，需要第三人裁定",
                                      "the raters differ by more than 0.25; a third one decides"};
inline constexpr Phrase kAgreed{"评分人意见一致", "the raters agree"};
inline constexpr Phrase kDecided{"{} 裁定：{}；{}", "decided by {}: {}; {}"};
inline constexpr Phrase kMachine{"机器结果 {}，由人工取代",
                                 "the machine's {}, replaced by people's"};
inline constexpr Phrase kOverridden{"被整项人工评分取代，仅供对照",
                                    "overridden by the rating of the whole leaf; for comparison"};
inline constexpr Phrase kLeafRated{"整项人工评分", "the whole leaf was rated"};
inline constexpr Phrase kPointer{"位置：{}", "where: {}"};
inline constexpr Phrase kQuote{"所见：“{}”", "seen: \"{}\""};
inline constexpr Phrase kOmitted{"另有 {} 处未列出", "{} more not listed"};

// What to fix.
inline constexpr Phrase kFixHead{"整改清单：{}，按可挽回的分数排列",
                                 "What to fix: {}, by points to be gained"};
inline constexpr Phrase kWorth{"最多可得 {} 分", "worth up to {} points"};
inline constexpr Phrase kAlready{"{} / {}，现得指数 {}", "{} / {}, index {} now"};
inline constexpr Phrase kFixSum{"以上合计最多 {} 分。", "Together worth up to {} points."};
inline constexpr Phrase kNothingToFix{"已测的部分没有失分。",
                                      "Nothing was lost in what has been measured."};
inline constexpr Phrase kUnknownHead{"还不知道的（不算失分）：",
                                     "Not known yet (not counted as lost):"};
inline constexpr Phrase kUnknownWorth{"最多 {} 分", "up to {} points"};
inline constexpr Phrase kMoreUnknown{"另有 {} 项", "{} more"};

// Errors.
inline constexpr std::string_view kNoSuchSite = "no site has the id '";
inline constexpr std::string_view kNoSuchIndicator = "this site has no indicator '";

}  // namespace phrase
}  // namespace gweval
