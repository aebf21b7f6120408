// The ledger of a site: from the total down to criterion, finding and the page it was found on.

import { outcomeOf, titleOf } from "./data.js";
import { address, h, name } from "./dom.js";
import { index, measured, share } from "./format.js";
import { boundsText, note, shown } from "./parts.js";
import { local, t, unit } from "./words.js";

function nodePoints(node) {
  const weight = shown(node.effective_weight);
  if (node.state === "na") return t("na");
  if (node.points !== null) return t("pointsOf", shown(node.points), weight);
  return t("pointsWithin", shown(node.points_min), shown(node.points_max), weight);
}

function criterionPoints(criterion) {
  const isOpen = criterion.points === null && criterion.points_min < criterion.points_max;
  if (criterion.points_min < 0 || criterion.points_max < 0) {
    return isOpen ? t("takesOffWithin", shown(-criterion.points_max), shown(-criterion.points_min))
      : t("takesOff", shown(-(criterion.points ?? 0)));
  }
  if (criterion.is_veto_only) return t("vetoOnly");
  if (criterion.is_overridden || criterion.weight <= 0) return "";
  const weight = shown(criterion.weight);
  return criterion.points !== null ? t("pointsOf", shown(criterion.points), weight)
    : t("pointsWithin", shown(criterion.points_min), shown(criterion.points_max), weight);
}

function pair(key, value) {
  return value === null || value === undefined || value === "" ? null : [h("dt", {}, t(key)), h("dd", {}, value)];
}

function ratingLines(rating, ratings) {
  const each = ratings.length ? ratings : rating ? [rating] : [];
  return each.map((one) => [
    pair("rater", [name(one.rater || t("unnamed"), ""), ` ${one.index === null ? t("na") : index(one.index)}`, one.scored_at ? ` (${one.scored_at})` : ""]),
    pair("note", one.note), pair("basedOn", one.evidence_url ? address(one.evidence_url) : null)]);
}

// How its raters stand to one another, what a third person decided, and the rule's own value where another counts.
function judgementLines(criterion) {
  const { agreement, decision, machine, override: aside } = criterion;
  const said = (one) => (one === null ? t("na") : index(one));
  return [
    pair("agreement", agreement && agreement !== "none" ? t(`agreement_${agreement}`) : null),
    decision ? [pair("decision", [name(decision.decided_by, ""), ` ${said(decision.index)}`, decision.decided_at ? ` (${decision.decided_at})` : "", " ", h("bdi", {}, decision.reason)]),
      pair("basedOn", decision.evidence_url ? address(decision.evidence_url) : null)] : null,
    machine ? pair("machine", machine.index === null ? t(machine.state) : index(machine.index)) : null,
    aside ? pair("override", [name(aside.author, ""), ` ${said(aside.index)} `, t(aside.is_lapsed ? "overrideLapsed" : "overrideUntil", aside.expires), " ", h("bdi", {}, aside.reason)]) : null];
}

function findingItem(finding) {
  return h("li", {}, h("p", {}, local(finding.text)), finding.url ? h("p", {}, address(finding.url)) : null,
    h("dl", { class: "facts" }, pair("where", finding.pointer), pair("seen", finding.quote ? h("q", {}, h("bdi", {}, finding.quote)) : null)));
}

function criterionItem(site, leaf, criterion) {
  const outcome = outcomeOf(site, leaf, criterion);
  let value = criterion.value === null ? null : measured(criterion.value, criterion.unit) + unit(criterion.unit);
  if (value && criterion.interval) {
    value += ` [${measured(criterion.interval.low, criterion.unit)}–${measured(criterion.interval.high, criterion.unit)}]`;
  }
  const findings = criterion.findings.map(findingItem);
  if (criterion.findings_omitted > 0) findings.push(h("li", { class: "muted" }, t("omitted", criterion.findings_omitted)));
  return h("li", { class: `criterion ${criterion.state}` },
    h("p", { class: "line" }, h("span", { class: "what" }, local(titleOf(site, leaf, criterion))), h("span", { class: "state" }, t(criterion.state)),
      h("span", { class: "number" }, criterionPoints(criterion))),
    h("dl", { class: "facts" },
      pair("outcome", outcome ? local(outcome) : null), pair("value", value),
      pair("index", criterion.index === null ? `${index(criterion.index_min)}–${index(criterion.index_max)}` : index(criterion.index)),
      pair("rule", criterion.rule ? t("ruleVersion", criterion.rule, criterion.rule_version) : t("byHand")),
      pair("why", local(criterion.reason)), criterion.is_overridden ? pair("note", t("overridden")) : null,
      ratingLines(criterion.rating, criterion.ratings), judgementLines(criterion)),
    findings.length ? h("ul", { class: "findings" }, findings) : null);
}

function nodeLine(node) {
  const bounds = node.index === null && node.state !== "na" ? `${index(node.index_min)}–${index(node.index_max)}` : index(node.index);
  return [h("span", { class: "what" }, name(node.name, node.id)), h("span", { class: "state" }, node.state === "scored" ? "" : t(node.state)),
    h("span", { class: "number" }, nodePoints(node)),
    h("span", { class: "muted" }, node.state === "na" ? "" : `${t("index")} ${bounds} · ${t("coverage")} ${share(node.coverage)}`)];
}

// Nodes come in pre-order; what is below a node follows it with a greater level. No recursion over the data's depth.
function tree(site) {
  const root = h("div", { class: "tree" });
  const open = [{ level: 0, place: root }];
  for (const node of site.indicators) {
    while (open[open.length - 1].level >= node.level) open.pop();
    const inside = h("div", { class: "inside" });
    const element = h("details", { class: `node level-${Math.min(node.level, 4)}` }, h("summary", {}, nodeLine(node)), inside);
    if (node.weight !== node.effective_weight) inside.append(h("p", { class: "muted" }, t("publishedWeight", shown(node.weight))));
    if (node.is_leaf) {
      inside.append(h("dl", { class: "facts" }, pair("rubric", node.rubric ? t("ruleVersion", node.rubric, node.rubric_version ?? 0) : null),
        pair("why", local(node.reason)), ratingLines(node.rating, node.ratings),
        pair("lookAt", node.look_at.length ? h("ul", {}, node.look_at.map((url) => h("li", {}, address(url)))) : null)));
      if (node.criteria.length) inside.append(h("ul", { class: "criteria" }, node.criteria.map((one) => criterionItem(site, node, one))));
    }
    open[open.length - 1].place.append(element);
    open.push({ level: node.level, place: inside });
  }
  return root;
}

function sums(site) {
  const base = site.base === null ? boundsText(site.base_min, site.base_max) : shown(site.base);
  const bonus = site.bonus === null ? boundsText(site.bonus_min, site.bonus_max) : shown(site.bonus);
  const total = site.total === null ? boundsText(site.total_min, site.total_max) : shown(site.total);
  return h("p", { class: "sum" }, `${t("base")} ${base} + ${t("bonus")} ${bonus} = `, h("strong", {}, `${t("total")} ${total}`));
}

export function ledgerTree(site) {
  const root = tree(site);
  const set = (isOpen) => () => root.querySelectorAll("details").forEach((one) => { one.open = isOpen; });
  return [h("h3", {}, t("ledger")), note(t("ledgerAbout")),
    h("p", { class: "buttons" }, h("button", { type: "button", onclick: set(true) }, t("openAll")),
      h("button", { type: "button", onclick: set(false) }, t("closeAll"))),
    sums(site), root];
}
