// How sure ranks and tiers are: weights varied, one leaf left out (docs/certainty.md).

import { profileOf, siteOf, state } from "./data.js";
import { h, name, scroller } from "./dom.js";
import { share } from "./format.js";
import { boundsText, coverage, note, shown, siteLink } from "./parts.js";
import { t } from "./words.js";

const oneDecimal = (value) => (Math.round(value * 10) / 10).toFixed(1);

export function certainOf(site) {
  const known = profileOf(site.profile).certainty;
  return (known && known.sites.find((one) => one.id === site.id)) || null;
}

export function rankSpan(sure) {
  return sure.rank_q05 === sure.rank_q95 ? String(sure.rank_q05) : `${sure.rank_q05}–${sure.rank_q95}`;
}

function hasOpenTiers(certainty) {
  return certainty.sites.some((sure) => sure.p_tiers_min.some((least, i) => least !== sure.p_tiers_max[i]));
}

function how(certainty) {
  return t("certaintyHow", share(certainty.spread), certainty.draws, certainty.seed);
}

// The span on a scale of all ranks, the median inside.
function spanBar(sure, count) {
  const percent = (rank) => `${count > 1 ? (rank - 1) / (count - 1) * 100 : 0}%`;
  return h("span", { class: "bounds-bar", "aria-hidden": "true" },
    h("span", { class: "bounds-range", "--from": percent(sure.rank_q05), "--to": percent(sure.rank_q95) }),
    h("span", { class: "bounds-mark", "--at": percent(sure.rank_q50) }));
}

// What is less likely than one draw in two hundred is no figure to print.
function probability(p) {
  return p < 0.005 ? "–" : share(p);
}

// The tiers that turned up, likeliest first.
function tierOdds(sure) {
  const odds = sure.p_tiers_max.map((most, i) => ({ most, least: sure.p_tiers_min[i], i })).filter((one) => one.most >= 0.005)
    .sort((a, b) => b.least - a.least || b.most - a.most);
  return odds.map((one) => [h("span", { class: `tier tier-${one.i}` }, state.report.tiers[one.i].name), ` ${tierShare(one)} `]);
}

// Where open leaves decide, from the share of draws in which it is certain to that in which it is possible.
function tierShare({ least, most }) {
  return least === most ? share(most) : `${share(least).replace("%", "")}–${share(most)}`;
}

function nextLeaf(site) {
  if (!site.next_leaf) return "–";
  const column = state.columns.get(site.profile).find((one) => one.id === site.next_leaf.id);
  return [name(column ? column.name : site.next_leaf.id, site.next_leaf.id), " ", h("small", { class: "muted nowrap" },
    `${shown(site.next_leaf.points_min)}–${shown(site.next_leaf.points_max)}`)];
}

function sitesTable(certainty) {
  const sites = certainty.sites.slice().sort((a, b) => a.rank - b.rank);
  const heads = [[t("rank")], [t("site"), "site"], [t("projectedOrTotal")], [t("bounds"), "number wide"], [t("coverage"), "number wide"],
    [t("rankSpan"), "left"], [t("pTop", certainty.top), "number wide"], [t("pTiers"), "left"], [t("meanShift"), "number wide"], [t("nextLeaf"), "left wide"]];
  const rows = sites.map((sure) => {
    const site = siteOf(sure.id);
    return h("tr", {}, h("td", { class: "number" }, String(sure.rank)), h("th", { scope: "row", class: "site" }, siteLink(site)),
      h("td", { class: "number" }, shown(sure.score)), h("td", { class: "number wide" }, boundsText(site.total_min, site.total_max)),
      h("td", { class: "number wide" }, coverage(site.coverage)),
      h("td", {}, h("span", { class: "bounds" }, spanBar(sure, sites.length), h("span", { class: "number" }, rankSpan(sure)))),
      h("td", { class: "number wide" }, probability(sure.p_top)), h("td", {}, tierOdds(sure)),
      h("td", { class: "number wide" }, oneDecimal(sure.mean_shift)), h("td", { class: "wide" }, nextLeaf(site)));
  });
  return scroller(t("certaintyTable"), h("table", {}, h("caption", { class: "hidden" }, t("certaintyTable")),
    h("thead", {}, h("tr", {}, heads.map(([label, kind]) => h("th", { scope: "col", class: kind || "number" }, label)))), h("tbody", {}, rows)));
}

function leavesTable(certainty) {
  const leaves = certainty.leaves.slice().sort((a, b) => b.mean_shift - a.mean_shift);
  const rows = leaves.map((leaf) => h("tr", {}, h("th", { scope: "row" }, name(leaf.name, leaf.indicator)),
    h("td", { class: "number" }, oneDecimal(leaf.mean_shift)), h("td", { class: "number" }, String(leaf.largest_shift)),
    h("td", {}, leaf.moved_most && siteOf(leaf.moved_most) ? siteLink(siteOf(leaf.moved_most)) : "–"),
    h("td", { class: "number" }, String(leaf.tier_changes))));
  return scroller(t("leaveOneOut"), h("table", {}, h("caption", { class: "hidden" }, t("leaveOneOut")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("indicator")), h("th", { scope: "col", class: "number" }, t("meanShift")),
      h("th", { scope: "col", class: "number" }, t("largestShift")), h("th", { scope: "col" }, t("movedMost")),
      h("th", { scope: "col", class: "number" }, t("tierChanges")))), h("tbody", {}, rows)));
}

export function certaintyView() {
  const { certainty } = profileOf(state.profile);
  const head = h("h2", { tabindex: "-1" }, t("certainty"));
  if (!certainty || !certainty.sites.length) return [head, note(t(certainty ? "notRankedYet" : "noCertainty"))];
  return [
    head, note(how(certainty), certainty.scored_by === "projected" ? ` ${t("certaintyProjected")}` : null, hasOpenTiers(certainty) ? ` ${t("pTiersAbout")}` : null),
    sitesTable(certainty),
    h("h3", {}, t("leaveOneOut")), note(t("leaveOneOutAbout")), leavesTable(certainty),
  ];
}

// Of one site, on its own page.
export function siteCertainty(site) {
  const sure = certainOf(site);
  if (!sure && !site.next_leaf) return null;
  const { certainty } = profileOf(site.profile);
  const pair = (label, value) => [h("dt", {}, label), h("dd", {}, value)];
  return [
    h("h3", {}, t("certainty")), sure ? note(how(certainty)) : null,
    h("dl", { class: "facts" },
      sure ? [pair(t("rankSpan"), [rankSpan(sure), ` (${t("median")} ${sure.rank_q50})`]), pair(t("pTop", certainty.top), probability(sure.p_top)),
        pair(t("pTiers"), tierOdds(sure)),
        pair(t("meanShift"), oneDecimal(sure.mean_shift))] : null,
      site.next_leaf ? pair(t("nextLeaf"), nextLeaf(site)) : null),
  ];
}
