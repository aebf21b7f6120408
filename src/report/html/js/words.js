// Every word the page adds of its own, in both languages. {} stands for an argument, in order.

const WORDS = {
  title: ["政府网站评测报告", "Government website scores"],
  skip: ["跳到正文", "Skip to the content"],
  ranking: ["排名", "Ranking"],
  heat: ["热力图", "Heat map"],
  groups: ["分组与等级", "Groups and tiers"],
  survey: ["调查报表", "Survey tables"],
  certainty: ["可靠性", "Certainty"],
  method: ["说明", "About"],
  views: ["报告各部分", "Parts of the report"],
  language: ["English", "中文"],
  profile: ["类别", "Profile"],
  about: ["指标体系 {}，基准日 {}，{} 个网站", "Catalogue {}, as of {}, sites: {}"],
  byTotal: ["按总分排名（基础分加加分）。", "Ranked by total (base plus bonus)."],
  byProjected: [
    "按推算分排名：还有指标未评。推算分是已评部分的得分率折成百分，不含加分，不是评测结果；“总分范围”是总分最终必在其中的范围。",
    "Ranked by projection, since scoring is unfinished. A projection is the scored part's points per 100, without bonus; it is no result. Whatever the rest turns out to be, the total lies in “Total within”."],
  notRankedYet: ["没有可排名的网站。", "No site can be ranked."],
  search: ["查找", "Find"],
  searchHint: ["名称、标识或区划代码", "Name, id or region code"],
  tier: ["等级", "Tier"],
  group: ["分组", "Group"],
  all: ["全部", "All"],
  openTier: ["未定", "open"],
  shownOf: ["显示 {} / {} 个网站", "Showing {} of {} sites"],
  rank: ["名次", "Rank"],
  rankRange: ["可能名次", "Possible rank"],
  site: ["网站", "Site"],
  region: ["区划代码", "Region code"],
  total: ["总分", "Total"],
  projected: ["推算分", "Projection"],
  bounds: ["总分范围", "Total within"],
  coverage: ["已评比重", "Coverage"],
  findings: ["发现", "Findings"],
  partial: ["采集不完整", "captured in part"],
  unranked: ["未排名", "Not ranked"],
  notObserved: ["未能采集", "not observed"],
  disqualified: ["一票否决", "disqualified"],
  nothingScored: ["还没有已评的指标", "nothing scored yet"],
  noReason: ["原因未记录", "no reason on record"],
  unnamed: ["（无名称）", "(no name)"],
  sortBy: ["按“{}”排序", "Sort by “{}”"],
  rankTable: ["排名表", "Ranking table"],
  level: ["层级", "Level"],
  levelN: ["{}级指标", "Level {} indicators"],
  leaves: ["末级指标", "Leaf indicators"],
  heatAbout: [
    "每格是一个网站一项指标的得分指数（得分除以分值，0 到 1）。斜纹格还没有评完：数字是上下限，颜色按已确定的下限；上下限相差 0.5 以上的是灰格，不表示好坏。“–”为不适用。",
    "A cell is a site's index of an indicator: points over weight, 0 to 1. Hatched cells are unfinished: their figures are the bounds, their colour is the lower one; grey if the bounds are 0.5 or more apart, which says nothing about the site. “–”: does not apply."],
  heatTable: ["网站与指标热力图", "Heat map of sites and indicators"],
  previous: ["上一页", "Previous"],
  next: ["下一页", "Next"],
  pageOf: ["第 {} / {} 页", "Page {} of {}"],
  low: ["低", "low"],
  high: ["高", "high"],
  averages: ["平均得分指数", "Average indices"],
  averagesAbout: [
    "各网站指数的算术平均，只算该项已评完的网站，括号中是个数；没有评完的用方括号给出平均值必在其中的范围。不适用的项按网站重新分配了分值，所以上级指标的平均值不等于下级平均值的加权和。未能采集和一票否决的网站不计入：{}。",
    "Arithmetic mean of the sites' indices, over the sites where the indicator is complete; their number is in parentheses. Square brackets: bounds of the mean while sites are unfinished. Weights are shared out anew where something does not apply, so a parent's mean is not the weighted sum of its children's means. Left out, as not observed or disqualified: {}."],
  none: ["无", "none"],
  allSites: ["全部网站", "All sites"],
  sites: ["网站数", "Sites"],
  base: ["基础分", "Base"],
  bonus: ["加分", "Bonus"],
  tierCounts: ["各等级网站数", "Sites of each tier"],
  certain: ["已确定", "Certain"],
  possible: ["可能（等级未定）", "Possible (tier open)"],
  before: ["上次（{}）", "Before ({})"],
  change: ["变化", "Change"],
  tierTables: ["等级名单（按区划代码排列）", "Tier lists, by region code"],
  leading: ["领先网站", "Leading sites"],
  leadingOverall: ["总体", "Overall"],
  tiedMore: ["另有 {} 个并列", "{} more are equal"],
  surveyAbout: [
    "按调查报告的分组给出一级、二级指标的平均得分指数；“公布”是该调查公布的平均值，评测时间、网站和细则都可能不同，差值只作参考。",
    "Average indices of level-1 and level-2 indicators in the survey's groups. “Published” is the survey's own average: its day, sites and criteria may differ, so a difference is no finding."],
  indicator: ["指标", "Indicator"],
  ours: ["本次平均", "Average here"],
  mSites: ["网站数（评完/适用）", "Sites (complete/applicable)"],
  within: ["平均值范围", "Mean within"],
  published: ["公布（{}）", "Published ({})"],
  difference: ["差值", "Difference"],
  totalIndex: ["总指数", "Total index"],
  back: ["← 返回排名", "← Back to the ranking"],
  captured: ["最近采集", "Newest capture"],
  address: ["网址", "Address"],
  tierOpenLine: ["等级未定，可能：{}", "Tier open; possible: {}"],
  tierLine: ["等级 {}", "Tier {}"],
  baseTierLine: ["基础分等级 {}", "Tier of the base: {}"],
  totalOpen: ["未定", "open"],
  rankLine: ["名次 {}，可能 {}", "Rank {}, possible {}"],
  statusLine: ["采集状态", "Captured"],
  observed: ["完整", "in full"],
  vetoFired: ["否决生效", "Veto in force"],
  vetoPossible: ["可能的否决", "Possible veto"],
  vetoZero: ["“{}”记零分", "sets “{}” to zero"],
  vetoCap: ["总分不超过 {}，不计加分", "caps the total at {}, without bonus"],
  vetoDisqualify: ["取消评分", "takes the score away"],
  againstGroup: ["与同组对比", "Against the group"],
  radarAbout: ["一级指标得分指数：本网站（已确定、至多）与“{}”平均（下限）。数字见下表。",
    "Level-1 indices: this site (certain, at most) and the average of {} (lower bound). Figures are in the table below."],
  barsAbout: ["二级指标得分指数与同组平均（下限）。", "Level-2 indices and the group's average (lower bound)."],
  figures: ["图中数字", "Figures of the charts"],
  thisCertain: ["本网站（已确定）", "This site (certain)"],
  thisMost: ["本网站（至多）", "This site (at most)"],
  groupLow: ["同组平均（下限）", "Group average (lower bound)"],
  groupMean: ["同组平均", "Group average"],
  index: ["指数", "Index"],
  indexBounds: ["指数范围", "Index within"],
  atLeast: ["至少", "At least"],
  openPart: ["未评完的部分", "Open part"],
  weight: ["分值", "Weight"],
  fixFirst: ["先改什么", "What to fix first"],
  fixAbout: ["按可挽回的分数排列，合计最多 {} 分。", "By points to be gained; {} at most together."],
  nothingToFix: ["已测的部分没有失分。", "Nothing was lost in what has been measured."],
  gain: ["最多可得", "Worth up to"],
  criterion: ["检查项", "Criterion"],
  now: ["现状", "Now"],
  wholeLeaf: ["整项人工评分", "the whole leaf was rated"],
  unknown: ["还不知道的（不算失分）", "Not known yet (not counted as lost)"],
  more: ["另有 {} 项", "{} more"],
  ledger: ["得分明细", "Ledger"],
  ledgerAbout: ["一级指标的得分相加等于基础分，加上加分等于总分；展开可到检查项、发现和证据页面。",
    "Level-1 points add up to the base; with the bonus they are the total. Open a line to reach criteria, findings and the pages they were found on."],
  openAll: ["全部展开", "Open all"],
  closeAll: ["全部收起", "Close all"],
  sum: ["合计", "Sum"],
  pointsOf: ["{} / {} 分", "{} / {} points"],
  pointsWithin: ["{}～{} / {} 分", "{} to {} / {} points"],
  takesOff: ["扣 {} 分", "{} points off"],
  takesOffWithin: ["扣 {}～{} 分", "{} to {} points off"],
  vetoOnly: ["仅用于否决", "for the veto only"],
  overridden: ["被整项人工评分取代，仅供对照", "overridden by the rating of the whole leaf; for comparison"],
  publishedWeight: ["公布分值 {}", "published weight {}"],
  outcome: ["结果", "Outcome"],
  value: ["测得", "Measured"],
  rule: ["规则", "Rule"],
  ruleVersion: ["{} 第 {} 版", "{} version {}"],
  rubric: ["评分细则", "Rubric"],
  byHand: ["人工评分", "scored by hand"],
  rater: ["评分人", "Rater"],
  note: ["备注", "Note"],
  basedOn: ["依据", "Based on"],
  why: ["原因", "Why"],
  where: ["位置", "Where"],
  seen: ["所见", "Seen"],
  omitted: ["另有 {} 处未列出，见 results.json", "{} more are not listed here; results.json has them"],
  scored: ["已评分", "scored"], pending: ["待人工评分", "awaits a person"], error: ["未能判定", "could not be told"],
  na: ["不适用", "not applicable"], cannot_tell: ["未能判定", "could not be told"],
  not_applicable: ["不适用", "not applicable"], rule_error: ["规则出错", "the rule failed"], rated: ["人工评分", "scored by hand"],
  extra: ["名单中的其他栏目", "Other columns of the site list"],
  noSite: ["没有这个网站。", "There is no such site."],
  loading: ["正在打开……", "Opening…"],
  failed: ["浏览器不能打开这份报告的数据，请换用较新的浏览器：{}", "This browser cannot unpack the report's data; use a newer one: {}"],
  engine: ["评测程序", "Engine"], catalogue: ["指标体系", "Catalogue"], digest: ["指标体系摘要", "Digest of the catalogue"],
  asOf: ["基准日", "As of"], round: ["轮次", "Round"], rankedBy: ["排名依据", "Ranked by"], rules: ["规则版本", "Versions of rules"],
  tiersAre: ["等级线（总分不低于）", "Tiers: least total"],
  words: ["名词", "Words"],
  wordsList: [
    "得分指数：得分除以分值，0 到 1。|已评比重：已评部分占适用分值的比重。|总分范围：未评部分全得零分和全得满分时的总分，最终总分必在其中。|等级按总分（基础分 100 加加分）；未定时列出可能的等级。|推算分不是评测结果。|所有数字来自同一本明细（results.json），报告不另行计算得分。",
    "Index: points over weight, 0 to 1.|Coverage: scored share of the weight that applies.|Total within: the totals if everything open scored nothing, and if it scored in full. The final total lies between them.|Tiers go by the total (base 100 plus bonus); while open, the possible ones are named.|A projection is no result.|Every number comes from one ledger (results.json); the report computes no score of its own."],
  certaintyHow: [
    "各末级指标的分值各自在 ±{} 内随机变动，共 {} 次，种子 {}；名次区间含 90% 的情形。",
    "Each leaf's weight varied by up to ±{}, {} times, seed {}; a rank interval holds 90 % of the draws."],
  certaintyProjected: ["还有指标未评，按推算分比较。", "Scoring is unfinished: sites are compared by their projections."],
  noCertainty: ["这份报告没有计算名次区间（--draws 0）。", "This report was made without rank intervals (--draws 0)."],
  certaintyTable: ["名次区间与等级概率", "Rank intervals and probabilities of tiers"],
  projectedOrTotal: ["得分", "Score"],
  rankSpan: ["名次区间", "Rank within"],
  median: ["中位", "median"],
  pTop: ["前 {} 名的概率", "P(first {})"],
  pTiers: ["各等级的概率", "P(tier)"],
  meanShift: ["平均移动（位）", "Mean shift (places)"],
  largestShift: ["最多移动（位）", "Largest shift (places)"],
  movedMost: ["移动最多的网站", "Moved most"],
  tierChanges: ["改变等级的网站", "Sites that change tier"],
  nextLeaf: ["最该先人工评的指标", "Score next by hand"],
  leaveOneOut: ["去掉一个指标", "Without one indicator"],
  leaveOneOutAbout: ["排名最倚重哪项指标：去掉它以后名次移动多少、几个网站换了等级。",
    "Which indicator the ranking hangs on: how far ranks move without it, and how many sites change tier."],
};

// Words of another page.
export function addWords(words) {
  Object.assign(WORDS, words);
}

let language = 0;

export function setLanguage(code) {
  language = code === "en" ? 1 : 0;
}

export function languageCode() {
  return language === 1 ? "en" : "zh";
}

export function t(key, ...args) {
  const word = WORDS[key];
  if (!word) throw new Error(`no word ${key}`);
  let i = 0;
  return word[language].replace(/\{\}/g, () => args[i++]);
}

export function local(text) {
  if (!text) return "";
  return (language === 1 ? text.en : text.zh) || text.zh || text.en;
}

const UNITS = {
  days: ["天", " days"], "days left": ["天后到期", " days left"], count: ["处", ""], columns: ["个栏目", " columns"],
  topics: ["个专题", " topics"], forms: ["种形式", " forms"], facets: ["个维度", " facets"], pairs: ["对", " pairs"],
  numbers: ["个号码", " numbers"], pages: ["页", " pages"], activities: ["次活动", " activities"],
  matters: ["个事项", " matters"], places: ["处", " places"], documents: ["个文件", " documents"], items: ["条", " items"],
  libraries: ["个脚本库", " libraries"], "data sets": ["个数据集", " data sets"],
};

export function unit(code) {
  if (!code || code === "share") return "";
  return UNITS[code] ? UNITS[code][language] : ` ${code}`;
}
