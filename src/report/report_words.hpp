#pragma once
// Words of the reports in files: heads of columns and sheets, in both languages.

#include "report/report_text.hpp"

namespace gweval::word {

inline constexpr Phrase kTitle{"政府网站评测结果", "Government website scores"};
inline constexpr Phrase kRanking{"排名", "Ranking"};
inline constexpr Phrase kIndicators{"指标", "Indicators"};
inline constexpr Phrase kFindings{"发现", "Findings"};
inline constexpr Phrase kAverages{"平均指数", "Averages"};
inline constexpr Phrase kTiers{"等级", "Tiers"};
inline constexpr Phrase kSurvey{"调查报表", "Survey tables"};
inline constexpr Phrase kMethod{"说明", "Method"};
inline constexpr Phrase kProfile{"类别", "Profile"};
inline constexpr Phrase kRank{"名次", "Rank"};
inline constexpr Phrase kRankMin{"可能最高名次", "Best possible rank"};
inline constexpr Phrase kRankMax{"可能最低名次", "Worst possible rank"};
inline constexpr Phrase kId{"标识", "Id"};
inline constexpr Phrase kSite{"网站", "Site"};
inline constexpr Phrase kRegion{"区划代码", "Region code"};
inline constexpr Phrase kGroup{"分组", "Group"};
inline constexpr Phrase kUrl{"网址", "Address"};
inline constexpr Phrase kStatus{"采集", "Status"};
inline constexpr Phrase kTotal{"总分", "Total"};
inline constexpr Phrase kTotalMin{"总分下限", "Total, least"};
inline constexpr Phrase kTotalMax{"总分上限", "Total, greatest"};
inline constexpr Phrase kProjected{"推算分", "Projection"};
inline constexpr Phrase kCoverage{"已评比重", "Coverage"};
inline constexpr Phrase kBase{"基础分", "Base"};
inline constexpr Phrase kBonus{"加分", "Bonus"};
inline constexpr Phrase kTier{"等级", "Tier"};
inline constexpr Phrase kBaseTier{"基础分等级", "Tier of the base"};
inline constexpr Phrase kPossible{"可能的等级", "Possible tiers"};
inline constexpr Phrase kIndicator{"指标", "Indicator"};
inline constexpr Phrase kIndicatorId{"指标标识", "Indicator id"};
inline constexpr Phrase kLevel{"级", "Level"};
inline constexpr Phrase kParent{"上级指标", "Parent"};
inline constexpr Phrase kWeight{"分值", "Weight"};
inline constexpr Phrase kEffective{"有效分值", "Effective weight"};
inline constexpr Phrase kState{"状态", "State"};
inline constexpr Phrase kIndex{"指数", "Index"};
inline constexpr Phrase kIndexMin{"指数下限", "Index, least"};
inline constexpr Phrase kIndexMax{"指数上限", "Index, greatest"};
inline constexpr Phrase kPoints{"得分", "Points"};
inline constexpr Phrase kPointsMin{"得分下限", "Points, least"};
inline constexpr Phrase kPointsMax{"得分上限", "Points, greatest"};
inline constexpr Phrase kCriterion{"检查项", "Criterion"};
inline constexpr Phrase kRule{"规则", "Rule"};
inline constexpr Phrase kOutcome{"结果", "Outcome"};
inline constexpr Phrase kText{"说明", "Finding"};
inline constexpr Phrase kPage{"页面", "Page"};
inline constexpr Phrase kPointer{"位置", "Where"};
inline constexpr Phrase kQuote{"所见", "Seen"};
inline constexpr Phrase kSites{"网站数", "Sites"};
inline constexpr Phrase kAllSites{"全部网站", "All sites"};
inline constexpr Phrase kMean{"平均", "Mean"};
inline constexpr Phrase kComplete{"评完的网站", "Complete at"};
inline constexpr Phrase kApplicable{"适用的网站", "Applies to"};
inline constexpr Phrase kLow{"平均值下限", "Mean, least"};
inline constexpr Phrase kHigh{"平均值上限", "Mean, greatest"};
inline constexpr Phrase kPublished{"公布值", "Published"};
inline constexpr Phrase kDifference{"差值", "Difference"};
inline constexpr Phrase kTotalIndex{"总指数", "Total index"};
inline constexpr Phrase kCertain{"已确定", "Certain"};
inline constexpr Phrase kPossibly{"可能（等级未定）", "Possible (tier open)"};
inline constexpr Phrase kPrevious{"上次", "Before"};
inline constexpr Phrase kChange{"变化", "Change"};
inline constexpr Phrase kLeading{"领先网站", "Leading sites"};
inline constexpr Phrase kOverall{"总体", "Overall"};
inline constexpr Phrase kPlace{"次序", "Place"};
inline constexpr Phrase kScore{"得分（总分或推算分）", "Score (total or projection)"};
inline constexpr Phrase kTiedMore{"另有并列", "More are equal"};
inline constexpr Phrase kTierLists{"等级名单（按区划代码排列）", "Tier lists, by region code"};
inline constexpr Phrase kCertainty{"名次可靠性", "Certainty"};
inline constexpr Phrase kInfluence{"去掉一个指标", "Without one leaf"};
inline constexpr Phrase kRankLow{"名次 5% 位", "Rank, 5 %"};
inline constexpr Phrase kRankMiddle{"名次中位", "Rank, median"};
inline constexpr Phrase kRankHigh{"名次 95% 位", "Rank, 95 %"};
inline constexpr Phrase kRankSpan{"名次 5%–95%", "Rank, 5–95 %"};
inline constexpr Phrase kTopShare{"前 {} 名的概率", "P(first {})"};
inline constexpr Phrase kTierShareMin{"{}的概率（至少）", "P({}), at least"};
inline constexpr Phrase kTierShareMax{"{}的概率（至多）", "P({}), at most"};
inline constexpr Phrase kMeanShift{"平均移动（位）", "Mean shift (places)"};
inline constexpr Phrase kLargestShift{"最多移动（位）", "Largest shift (places)"};
inline constexpr Phrase kMovedMost{"移动最多的网站", "Moved most"};
inline constexpr Phrase kTierChanges{"改变等级的网站", "Sites that change tier"};
inline constexpr Phrase kNextLeaf{"最该先人工评的指标", "Score next by hand"};
inline constexpr Phrase kAboutCertainty{"名次区间", "Rank intervals"};
inline constexpr Phrase kAboutCertaintyText{
    "各末级指标的分值各自在 ±{} 内随机变动，共 {} 次，种子 {}；5% 与 95% 位之间含 90% 的情形",
    "each leaf's weight varied by up to ±{}, {} times, seed {}; 90 % of the draws lie between the "
    "5 % and 95 % ranks"};
inline constexpr Phrase kItem{"项目", "Item"};
inline constexpr Phrase kValue{"内容", "Value"};
inline constexpr Phrase kEngine{"评测程序", "Engine"};
inline constexpr Phrase kCatalogue{"指标体系", "Catalogue"};
inline constexpr Phrase kDigest{"指标体系摘要", "Digest of the catalogue"};
inline constexpr Phrase kAsOf{"基准日", "As of"};
inline constexpr Phrase kRound{"轮次", "Round"};
inline constexpr Phrase kRankedBy{"排名依据", "Ranked by"};
inline constexpr Phrase kRules{"规则版本", "Version of rule"};
inline constexpr Phrase kTierFrom{"等级线（总分不低于）", "Tier: least total"};
inline constexpr Phrase kNotRanked{"未排名", "Not ranked"};
inline constexpr Phrase kUnnamed{"（无名称）", "(no name)"};
inline constexpr Phrase kRowsLeftOut{"发现表放不下的行数，见 findings.csv",
                                     "Findings that found no room; findings.csv has them"};
inline constexpr Phrase kAboutIndex{"得分指数", "Index"};
inline constexpr Phrase kAboutIndexText{"得分除以分值，0 到 1", "points over weight, 0 to 1"};
inline constexpr Phrase kAboutBounds{"上限和下限", "Least and greatest"};
inline constexpr Phrase kAboutBoundsText{
    "未评部分全得零分和全得满分时的值，最终值必在其中",
    "if everything open scored nothing, and if it scored in full; the final value lies between"};
inline constexpr Phrase kAboutProjected{"推算分", "Projection"};
inline constexpr Phrase kAboutProjectedText{
    "已评部分的得分率折成百分，不含加分，不是评测结果",
    "the scored part's points per 100, without bonus; no result"};
inline constexpr Phrase kAboutMean{"平均", "Mean"};
inline constexpr Phrase kAboutMeanText{
    "各网站指数的算术平均，只算该项评完的网站；上级的平均不等于下级平均的加权和",
    "of the sites' indices, where the indicator is complete; a parent's mean is not the weighted "
    "sum of its children's"};

}  // namespace gweval::word
