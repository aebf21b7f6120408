import { bars, COLOURS, radar } from "./charts.js";
import { siteCertainty } from "./certainty.js";
import { ledgerOf, outcomeOf, profileOf, siteOf, state, titleOf } from "./data.js";
import { address, h, name, scroller } from "./dom.js";
import { index, measured, rankBounds, share } from "./format.js";
import { meanText } from "./groups.js";
import { ledgerTree } from "./ledger.js";
import { boundsText, note, plainName, shown, tierChip, whyUnranked } from "./parts.js";
import { local, t, unit } from "./words.js";

function vetoLine(site, veto) {
  const node = (id) => (site.indicators.find((one) => one.id === id) || { name: id }).name;
  const leaf = site.indicators.find((one) => one.id === veto.indicator);
  const criterion = leaf && leaf.criteria.find((one) => one.id === veto.criterion);
  const what = criterion ? local(titleOf(site, leaf, criterion)) : veto.criterion;
  const effect = veto.effect === "zero_node" ? t("vetoZero", node(veto.node))
    : veto.effect === "cap" ? t("vetoCap", shown(veto.cap)) : t("vetoDisqualify");
  return h("p", { class: `veto ${veto.state}` }, h("strong", {}, t(veto.state === "fired" ? "vetoFired" : "vetoPossible")),
    " ", name(node(veto.indicator), veto.indicator), " / ", what, ": ", effect);
}

function summary(site) {
  const card = (label, value, more) => h("div", { class: "figure" }, h("dt", {}, label), h("dd", {}, value, more ? h("small", {}, more) : null));
  return h("dl", { class: "figures" },
    card(t("total"), site.total === null ? t("totalOpen") : shown(site.total), `${t("bounds")} ${boundsText(site.total_min, site.total_max)}`),
    site.total === null ? card(t("projected"), shown(site.projected), t("coverage") + " " + share(site.coverage)) : null,
    card(t("base"), site.base === null ? boundsText(site.base_min, site.base_max) : shown(site.base), site.base_tier ? t("baseTierLine", site.base_tier) : null),
    card(t("bonus"), site.bonus === null ? boundsText(site.bonus_min, site.bonus_max) : shown(site.bonus), null),
    card(t("tier"), tierChip(site), site.tier ? null : site.possible_tiers.join("、")),
    card(t("rank"), site.rank === null ? "–" : String(site.rank), site.rank === null ? whyUnranked(site) : `${t("rankRange")} ${rankBounds(site)}`),
    card(t("coverage"), share(site.coverage), null));
}

function facts(site) {
  const rows = [[t("address"), address(site.url)], [t("profile"), local(profileOf(site.profile).title)], [t("region"), site.region_code],
    [t("group"), site.group], [t("captured"), site.captured_at],
    [t("statusLine"), `${t(site.status === "not_observed" ? "notObserved" : site.status)}${site.status_reason ? `: ${local(site.status_reason)}` : ""}`]];
  for (const extra of site.extra) rows.push([extra.column, extra.value]);
  return h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([key, value]) => [h("dt", {}, key), h("dd", {}, value)]));
}

// Nodes of a level with the group's mean beside them.
function compared(site, level) {
  const profile = profileOf(site.profile);
  const group = profile.averages.find((one) => one.group && one.group === site.group) || profile.averages[0];
  const rows = [];
  profile.indicators.forEach((column, i) => {
    const node = site.indicators.find((one) => one.id === column.id);
    if (column.level === level && !column.is_bonus && node && node.state !== "na") rows.push({ node, mean: group.indicators[i] });
  });
  return { rows, group: group.group || t("allSites") };
}

function chartsOf(site) {
  const first = compared(site, 1);
  const second = compared(site, 2);
  const lines = [
    { label: t("thisCertain"), data: first.rows.map((row) => row.node.index_min), borderColor: COLOURS.site,
      backgroundColor: `${COLOURS.site}40`, fill: true },
    { label: t("thisMost"), data: first.rows.map((row) => row.node.index_max), borderColor: COLOURS.most, backgroundColor: COLOURS.most,
      borderDash: [4, 4], fill: false },
    { label: t("groupLow"), data: first.rows.map((row) => row.mean.low), borderColor: COLOURS.group, backgroundColor: COLOURS.group, fill: false },
  ];
  const rows = second.rows.length ? second.rows : first.rows;
  const stacked = [
    { label: t("thisCertain"), data: rows.map((row) => row.node.index_min), backgroundColor: COLOURS.site, stack: "site" },
    { label: t("openPart"), data: rows.map((row) => row.node.index_max - row.node.index_min), backgroundColor: COLOURS.most, stack: "site" },
    { type: "line", label: t("groupLow"), data: rows.map((row) => row.mean.low), borderColor: COLOURS.group, backgroundColor: COLOURS.group, stack: "group" },
  ];
  const names = (rows) => rows.map((row) => row.node.name);
  const figures = [...first.rows, ...second.rows].map(({ node, mean }) => h("tr", { class: `level-L${node.level}` },
    h("th", { scope: "row" }, name(node.name, node.id)), h("td", { class: "number" }, node.index === null ? "–" : index(node.index)),
    h("td", { class: "number" }, `${index(node.index_min)}–${index(node.index_max)}`), h("td", { class: "number" }, share(node.coverage)),
    h("td", { class: "number" }, meanText(mean, index))));
  const about = t("radarAbout", first.group);
  return [
    h("h3", {}, t("againstGroup")), note(about),
    h("div", { class: "pair" },
      first.rows.length > 2 ? radar(about, names(first.rows), lines) : null,
      bars(t("barsAbout"), names(rows), stacked)),
    h("details", { class: "figures-table" }, h("summary", {}, t("figures")),
      scroller(t("figures"), h("table", {}, h("caption", { class: "hidden" }, t("figures")),
        h("thead", {}, h("tr", {}, ["indicator", "index", "indexBounds", "coverage", "groupMean"].map((key) =>
          h("th", { scope: "col", class: key === "indicator" ? "" : "number" }, t(key))))),
        h("tbody", {}, figures)))),
  ];
}

function present(site, leaf, criterion) {
  const outcome = outcomeOf(site, leaf, criterion);
  const value = criterion.value === null ? null : measured(criterion.value, criterion.unit) + unit(criterion.unit);
  return [outcome ? local(outcome) : null, outcome && value ? " · " : null, value];
}

function fixList(ledger) {
  const { site, fixes, unknown } = ledger;
  const parts = ([leafId, criterionId]) => {
    const leaf = site.indicators.find((one) => one.id === leafId);
    return { leaf, criterion: criterionId === null ? null : leaf.criteria.find((one) => one.id === criterionId) };
  };
  const title = (leaf, criterion) => [name(leaf.name, leaf.id), " / ", criterion ? local(titleOf(site, leaf, criterion)) : t("wholeLeaf")];
  const rows = fixes.map((fix) => {
    const { leaf, criterion } = parts(fix);
    const finding = criterion && criterion.findings[0];
    return h("tr", {}, h("td", { class: "number gain" }, shown(fix[2])), h("th", { scope: "row" }, title(leaf, criterion)),
      h("td", {}, criterion ? present(site, leaf, criterion) : index(leaf.index),
        finding ? h("p", { class: "muted" }, local(finding.text)) : null));
  });
  const table = h("table", { class: "fixes" }, h("caption", { class: "hidden" }, t("fixFirst")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "number" }, t("gain")), h("th", { scope: "col" }, t("criterion")),
      h("th", { scope: "col" }, t("now")))), h("tbody", {}, rows));
  const open = unknown.slice(0, 20).map((one) => {
    const { leaf, criterion } = parts(one);
    return h("li", {}, title(leaf, criterion), ` · ${t("gain")} ${shown(one[2])} · ${t(criterion.state)}`);
  });
  return [h("h3", {}, t("fixFirst")), rows.length ? [note(t("fixAbout", shown(ledger.fix_total))), scroller(t("fixFirst"), table)]
    : note(t("nothingToFix")),
    open.length ? h("details", {}, h("summary", {}, `${t("unknown")} (${unknown.length})`), h("ul", {}, open,
      unknown.length > 20 ? h("li", {}, t("more", unknown.length - 20)) : null)) : null];
}

export async function siteView(id) {
  const back = h("p", { class: "back" }, h("a", { href: "#/ranking" }, t("back")));
  if (!state.byId.has(id)) return [back, h("h2", { tabindex: "-1" }, t("noSite"))];
  const ledger = await ledgerOf(id);
  const site = ledger.site;
  const isSeen = site.status !== "not_observed" && site.indicators.length > 0;
  return [
    back, h("h2", { tabindex: "-1" }, name(site.name, `${t("unnamed")} ${site.id}`)),
    summary(site), site.veto.map((veto) => vetoLine(site, veto)), facts(site),
    isSeen ? [chartsOf(site), fixList(ledger), siteCertainty(siteOf(id))] : note(whyUnranked(siteOf(id))),
    ledgerTree(site),
  ];
}

export function siteTitle(id) {
  return state.byId.has(id) ? plainName(siteOf(id)) : t("noSite");
}
