// The comparison's own words, in both languages; the others are the report's.

import { addWords, languageCode, t } from "./words.js";

addWords({
  diffTitle: ["评测结果对比", "Comparison of results"],
  changes: ["网站", "Sites"],
  byIndicator: ["指标", "Indicators"],
  panels: ["分组平均", "Group means"],
  sides: ["说明", "About"],
  diffAbout: ["旧：{}，基准日 {}；新：{}，基准日 {}；{} 个网站", "Old: {} as of {}; new: {} as of {}; sites: {}"],
  nothingCompared: ["没有可比较的网站。", "No site can be compared."],
  changesAbout: [
    "变化 = 网站自身的变化 + 指标体系的变化，没有余数。指标体系的变化是分值、增减指标造成的，不是网站的进退。",
    "Change = what the site did + what the catalogue did, without residual. What the catalogue did comes of weights and of indicators added or dropped; it is no merit or fault of the site."],
  threeAbout: [
    "证据、规则、分值三项之和也等于变化：证据是网站本身，规则是检查与评分细则，分值是指标的分值和增减。",
    "Evidence, rules and weights add up to the change too: evidence is the site itself, rules are checks and rubrics, weights those of indicators, added and dropped ones included."],
  partAbout: [
    "带“部分”的网站没有评完：只比较两次都已评的部分，折成百分，不含加分；“总分变化范围”是总分的变化必在其中的范围。",
    "Sites marked “in part” are unfinished: they are compared by the part scored in both, per 100 points, without bonus. Whatever the rest turns out to be, the change of the total lies in “Total changes within”."],
  diffHint: ["名称或标识", "Name or id"],
  inPart: ["部分", "in part"],
  direction: ["变化", "Change"],
  rose: ["上升", "rose"], fell: ["下降", "fell"], same: ["未变", "the same"],
  tierMoved: ["等级变了", "another tier"],
  siteRose: ["网站进步", "the site got better"], siteFell: ["网站退步", "the site got worse"],
  oldScore: ["旧", "Old"], newScore: ["新", "New"],
  siteEffect: ["网站", "Site"], catalogueEffect: ["指标体系", "Catalogue"], coverageEffect: ["评分范围", "Coverage"],
  evidenceEffect: ["证据", "Evidence"], rulesEffect: ["规则", "Rules"], weightsEffect: ["分值", "Weights"],
  totalWithin: ["总分变化范围", "Total changes within"],
  compared: ["比较的分值", "Compared"],
  upDown: ["进步/退步指标", "Indicators up/down"],
  changesTable: ["网站变化表", "Table of sites"],
  notCompared: ["无法比较", "Not compared"],
  backDiff: ["← 返回网站", "← Back to the sites"],
  siteRange: ["按旧、新分值为 {} 至 {}", "{} to {} by old and new weights"],
  together: ["其中 {} 分是网站与规则之和，分不开", "of which {} are of site and rules together"],
  adjustment: ["加分上限、门槛与否决", "Bonus cap, gate and vetoes"],
  movers: ["哪些指标变了", "What moved"],
  moversAbout: ["影响最大的指标：网站自身的变化与指标体系的变化，单位分。数字见下表。",
    "The indicators that did most: what the site did and what the catalogue did, in points. Figures are in the table below."],
  nothingMoved: ["没有变化。", "Nothing moved."],
  rowsAbout: ["各行之和等于这个网站的变化。“指标体系（居中）”以两次的平均指数为准：分值移向低于它的指标是损失，各行之和不变。",
    "The rows add up to the site's change. “Catalogue, centred” measures against the mean index of both: weight that moves to an indicator below it is a loss. Its rows have the same sum."],
  allRows: ["各指标的变化", "Every indicator"],
  verdict: ["结论", "Verdict"],
  oldWeight: ["旧分值", "Old weight"], newWeight: ["新分值", "New weight"],
  oldIndex: ["旧指数", "Old index"], newIndex: ["新指数", "New index"],
  centred: ["指标体系（居中）", "Catalogue, centred"],
  improved: ["进步", "improved"], regressed: ["退步", "regressed"], unchanged: ["未变", "unchanged"],
  not_comparable: ["不可比", "not comparable"], added: ["新增", "added"], dropped: ["取消", "dropped"],
  rule_version: ["规则版本不同", "rule version"], rubric: ["评分细则不同", "rubric changed"],
  relation_split: ["拆分或合并", "split or merged"], reason_coverage: ["两次已评的部分不同", "not the same part is scored"],
  reason_method: ["一次人工、一次自动", "by hand in one, by rules in the other"],
  sampling: ["在抽样误差之内", "within the sampling error"], reason_bounds: ["由上下限可知", "shown by the bounds"],
  reason_predecessors: ["与合并前的各网站相比不一致", "not the same against each of the merged sites"],
  reason_na: ["有一次不适用", "does not apply in one of them"],
  renamedFrom: ["原 {}", "was {}"],
  old_not_observed: ["旧结果中未能采集", "not observed in the old results"],
  new_not_observed: ["新结果中未能采集", "not observed in the new results"],
  old_disqualified: ["旧结果中被一票否决", "disqualified in the old results"],
  new_disqualified: ["新结果中被一票否决", "disqualified in the new results"],
  nothing_scored_in_both: ["没有两次都已评的指标", "nothing is scored in both"],
  only_in_old: ["新结果中没有", "not in the new results"], only_in_new: ["旧结果中没有", "not in the old results"],
  byIndicatorAbout: [
    "每项指标在两次结果都有的网站中的进退。“不可比”及其原因：规则或细则变了，或两次评的不是同一部分。平均变化以分计。",
    "What became of each indicator at the sites compared. “Not comparable” comes with its reasons: rules or rubric changed, or not the same part was scored. Mean changes are in points."],
  indicatorTable: ["各指标的进退", "Indicators up and down"],
  reasonsHead: ["不可比的原因", "Why not comparable"],
  meanSite: ["网站平均", "Mean, site"], meanCatalogue: ["指标体系平均", "Mean, catalogue"],
  panelAbout: [
    "平均的变化 = 两次都有的网站（网站 + 指标体系 + 评分范围）+ 新进 + 退出，没有余数。“评分范围”是已评的部分变了，全部评完时为零。",
    "Change of the mean = sites of both (site + catalogue + coverage) + entry + exit, without residual. Coverage: another part was scored; it is zero once everything is scored."],
  panelTable: ["分组平均的变化", "Changes of group means"],
  measure_total: ["总分", "total"], measure_projected: ["推算分", "projection"],
  continuing: ["两次都有", "In both"], entry: ["新进", "Entry"], exit: ["退出", "Exit"],
  sitesOfBoth: ["网站数（旧/新/都有）", "Sites (old/new/both)"],
  leftOut: ["未计入：{}", "Left out: {}"],
  meansOf: ["“{}”各指标的平均指数", "Mean indices of {}"],
  chooseGroup: ["分组", "Group"],
  notes: ["请先看", "Before you read on"],
  oldSide: ["旧结果", "Old results"], newSide: ["新结果", "New results"],
  rulesChanged: ["版本有变化的规则", "Rules whose version changed"],
  noRulesChanged: ["没有", "none"],
  diffWordsList: [
    "网站的变化：指数之差乘以新旧分值的平均。|指标体系的变化：分值之差乘以新旧指数的平均，新增和取消的指标都算在内。|两项之和正好是变化（Bennet 分解）。|有两次的存档证据时，用对方的规则各重评一遍，可把“网站”再分成证据和规则（Shapley 分解）。|所有数字来自两份 results.json。",
    "What the site did: the change of the index at the mean of both weights.|What the catalogue did: the change of the weight at the mean of both indices, indicators added and dropped included.|Together they are the change, without residual (Bennet's split).|With the evidence of both rounds scored both ways round, the site's part splits into evidence and rules (Shapley's split).|Every number comes from the two results.json."],
});

const REASONS = { catalogue: "relation_split", coverage: "reason_coverage", method: "reason_method", bounds: "reason_bounds", predecessors: "reason_predecessors",
  not_applicable: "reason_na" };

export function reasonWord(reason) {
  return t(REASONS[reason] || reason);
}

// Why a row's verdict is as it is; rules with their versions.
export function whyOf(row) {
  return row.reasons.map((reason) => {
    if (reason !== "rule_version") return reasonWord(reason);
    const rules = row.rules.map((one) => `${one.rule} ${one.old_version ?? "–"}→${one.new_version ?? "–"}`);
    return `${reasonWord(reason)} ${rules.join(", ")}`;
  }).join(languageCode() === "zh" ? "；" : "; ");
}
