import { effectBars } from "./diff_indicators.js";
import { change, changeCell, factorCells, factorHeads, numberHead, plainName, tierChange, within } from "./diff_parts.js";
import { indicatorsOf, siteOf, state, titleOf } from "./diff_data.js";
import { whyOf } from "./diff_words.js";
import { h, name, scroller } from "./dom.js";
import { index, share } from "./format.js";
import { note, shown } from "./parts.js";
import { t } from "./words.js";

function figures(site) {
  const card = (label, value, more) => h("div", { class: "figure" }, h("dt", {}, label), h("dd", {}, value, more ? h("small", {}, more) : null));
  const rank = (value) => (value === null ? "–" : String(value));
  const isPart = site.basis === "scored_part";
  return h("dl", { class: "figures" },
    card(t("change"), change(site.change), `${shown(site.old_score)} → ${shown(site.new_score)}${isPart ? ` (${t("inPart")})` : ""}`),
    card(t("siteEffect"), change(site.site_effect), t("siteRange", change(site.site_effect_low), change(site.site_effect_high))),
    card(t("catalogueEffect"), change(site.catalogue_effect), null),
    site.evidence_effect === null ? null : [card(t("evidenceEffect"), change(site.evidence_effect)),
      card(t("rulesEffect"), change(site.rules_effect)), card(t("weightsEffect"), change(site.weights_effect))],
    card(t("tier"), tierChange(site), null),
    card(t("rank"), `${rank(site.old_rank)} → ${rank(site.new_rank)}`, null),
    isPart ? card(t("totalWithin"), within(site), null) : null,
    card(t("compared"), share(site.compared), null));
}

function shownIndex(value) {
  return value === null ? "–" : index(value);
}

function was(row) {
  const before = row.old_ids.filter((id) => !row.new_ids.includes(id));
  if (!before.length || row.relation === "dropped") return null;
  return h("small", { class: "muted" }, " ", t("renamedFrom", before.join(" + ")));
}

function indicatorRow(row) {
  const weight = (value) => (value === null ? "–" : shown(value));
  const isCompared = row.site_effect !== null;
  return h("tr", {}, h("th", { scope: "row", class: "site" }, name(row.name, row.id), was(row)),
    h("td", {}, h("span", { class: `verdict ${row.verdict}` }, t(row.verdict))),
    h("td", { class: "number" }, weight(row.old_weight)), h("td", { class: "number" }, weight(row.new_weight)),
    h("td", { class: "number" }, shownIndex(row.old_index)), h("td", { class: "number" }, shownIndex(row.new_index)),
    changeCell(isCompared ? row.site_effect + row.catalogue_effect : null, true),
    changeCell(row.site_effect), changeCell(row.catalogue_effect), changeCell(row.catalogue_effect_centred), factorCells(row),
    h("td", { class: "why" }, whyOf(row) || "–"));
}

const EMPTY = ["", "", "", "", ""];

function adjustmentRow(site) {
  return Math.abs(site.adjustment) < 5e-7 ? null : h("tr", {}, h("th", { scope: "row" }, t("adjustment")), EMPTY.map(() => h("td", {})),
    changeCell(site.adjustment, true), changeCell(site.adjustment), changeCell(0), changeCell(0), state.hasFactors ? EMPTY.slice(2).map(() => h("td", {})) : null, h("td", {}));
}

function sumRow(site) {
  return h("tr", { class: "sum-row" }, h("th", { scope: "row" }, t("sum")), EMPTY.map(() => h("td", {})), changeCell(site.change, true),
    changeCell(site.site_effect), changeCell(site.catalogue_effect), h("td", {}), factorCells(site), h("td", {}));
}

function rowsTable(site, rows) {
  const head = [h("th", { scope: "col" }, t("indicator")), h("th", { scope: "col" }, t("verdict")),
    numberHead(["oldWeight", "newWeight", "oldIndex", "newIndex", "change", "siteEffect", "catalogueEffect", "centred", ...factorHeads()]),
    h("th", { scope: "col" }, t("why"))];
  return scroller(t("allRows"), h("table", { class: "rows" }, h("caption", { class: "hidden" }, t("allRows")), h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, rows.map(indicatorRow), adjustmentRow(site), sumRow(site))));
}

export async function siteView(number) {
  const back = h("p", { class: "back" }, h("a", { href: "#/changes" }, t("backDiff")));
  const site = siteOf(number);
  if (!site) return [back, h("h2", { tabindex: "-1" }, t("noSite"))];
  const rows = await indicatorsOf(site);
  const head = [back, h("h2", { tabindex: "-1" }, name(site.name, `${t("unnamed")} ${site.id}`)),
    h("p", { class: "about" }, `${titleOf(site.profile)}${site.group ? ` · ${site.group}` : ""} · ${site.id}`,
      site.old_ids.length && site.old_ids.join() !== site.id ? ` · ${t("renamedFrom", site.old_ids.join(" + "))}` : null)];
  if (site.basis === "none") return [...head, note(`${t("notCompared")}: ${t(site.obstacle)}`)];
  const chart = effectBars(t("moversAbout"), rows);
  return [
    ...head, figures(site),
    Math.abs(site.site_and_rules) > 5e-7 && site.evidence_effect === null ? note(t("together", change(site.site_and_rules))) : null,
    h("h3", {}, t("movers")), chart ? [note(t("moversAbout")), chart] : note(t("nothingMoved")),
    h("h3", {}, t("allRows")), note(t("rowsAbout")), rowsTable(site, rows),
  ];
}

export function siteTitle(number) {
  const site = siteOf(number);
  return site ? plainName(site) : t("noSite");
}
