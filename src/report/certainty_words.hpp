#pragma once
// What the report on certainty says of its own, in both languages.

#include "report/report_text.hpp"

namespace gweval::phrase {

inline constexpr Phrase kCertaintyHow{
    "权重各自在 ±{} 内随机变动，共 {} 次，种子 {}；名次区间含 90% 的情形。",
    "Weights varied by up to ±{}, each on its own, {} times, seed {}; a rank interval holds 90 % "
    "of "
    "the draws."};
inline constexpr Phrase kCertaintyProjected{
    "尚有未评的指标：按已评部分的推算分比较。",
    "Scoring is unfinished: sites are compared by the projection from what is scored."};
inline constexpr Phrase kTierRange{
    "等级的概率写作范围的：较小的是未评部分怎样都得此等级的概率，较大的是可能得此等级的概率。",
    "Where the share of a tier is a range, the tier is certain in the smaller share of the draws "
    "and possible in the greater."};
inline constexpr Phrase kRankInterval{"区间", "5-95%"};
inline constexpr Phrase kMedian{"中位", "med."};
inline constexpr Phrase kTopTen{"前{}", "top{}"};
inline constexpr Phrase kLikelyTier{"最可能的等级", "likeliest tier"};
inline constexpr Phrase kScore{"得分", "Score"};
inline constexpr Phrase kInfluence{"去掉一个指标后名次的变化（平均移动最多的 {} 个）：",
                                   "How ranks move without one indicator (the {} that move most):"};
inline constexpr Phrase kInfluenceLine{
    "{}：平均移动 {} 位，最多 {} 位（{}），{} 个网站等级改变",
    "{}: {} places on average, {} at most ({}), sites that change tier: {}"};
inline constexpr Phrase kNoInfluence{"去掉任何一个指标，名次都不变。",
                                     "Without any one indicator the ranks stay as they are."};
inline constexpr Phrase kLeftOutSites{"没有得分、未参与比较：{}", "Without a score, left out: {}"};

}  // namespace gweval::phrase
