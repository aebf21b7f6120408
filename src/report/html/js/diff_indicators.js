import { bars, COLOURS } from "./charts.js";
import { changeCell, numberHead } from "./diff_parts.js";
import { state } from "./diff_data.js";
import { reasonWord } from "./diff_words.js";
import { h, name, scroller } from "./dom.js";
import { note } from "./parts.js";
import { t } from "./words.js";

const MOST = 16;

export function effectSize(row) {
  return Math.abs(row.site_effect ?? 0) + Math.abs(row.catalogue_effect ?? 0);
}

// The rows that did most, as bars of what site and catalogue did.
export function effectBars(label, rows) {
  const moved = rows.filter((row) => effectSize(row) >= 0.005).sort((a, b) => effectSize(b) - effectSize(a)).slice(0, MOST);
  if (!moved.length) return null;
  return bars(label, moved.map((row) => row.name), [
    { label: t("siteEffect"), data: moved.map((row) => row.site_effect), backgroundColor: COLOURS.site, stack: "all" },
    { label: t("catalogueEffect"), data: moved.map((row) => row.catalogue_effect), backgroundColor: COLOURS.group, stack: "all" },
  ], {});
}

function rowOf(row) {
  const counts = ["improved", "regressed", "unchanged", "not_comparable", "added", "dropped"];
  return h("tr", {}, h("th", { scope: "row", class: "site" }, name(row.name, row.id)),
    counts.map((key) => h("td", { class: "number" }, row[key] ? String(row[key]) : "–")),
    changeCell(row.compared ? row.site_effect : null), changeCell(row.compared ? row.catalogue_effect : null),
    h("td", {}, row.reasons.map((one) => `${reasonWord(one.reason)} (${one.sites})`).join("、") || "–"));
}

export function indicatorsView() {
  const rows = state.diff.indicators.filter((row) => row.profile === state.profile);
  if (!rows.length) return [h("h2", { tabindex: "-1" }, t("byIndicator")), note(t("nothingCompared"))];
  const head = [h("th", { scope: "col" }, t("indicator")),
    numberHead(["improved", "regressed", "unchanged", "not_comparable", "added", "dropped", "meanSite", "meanCatalogue"]),
    h("th", { scope: "col" }, t("reasonsHead"))];
  return [
    h("h2", { tabindex: "-1" }, t("byIndicator")), note(t("byIndicatorAbout")),
    effectBars(t("moversAbout"), rows),
    scroller(t("indicatorTable"), h("table", {}, h("caption", { class: "hidden" }, t("indicatorTable")),
      h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.map(rowOf)))),
  ];
}
