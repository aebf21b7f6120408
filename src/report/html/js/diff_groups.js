import { bars, COLOURS } from "./charts.js";
import { changeCell, factorCells, factorHeads, indexChange, numberHead } from "./diff_parts.js";
import { state } from "./diff_data.js";
import { h, name, scroller } from "./dom.js";
import { index } from "./format.js";
import { field, note, select, shown } from "./parts.js";
import { t } from "./words.js";

const chosen = { group: "" };

const titleOf = (group) => group.group || t("allSites");

function panelTable(groups) {
  const head = [h("th", { scope: "col" }, t("group")), numberHead(["sitesOfBoth", "oldScore", "newScore", "change", "continuing", "siteEffect",
    "catalogueEffect", "coverageEffect", ...factorHeads(), "entry", "exit"])];
  const rows = groups.map((group) => h("tr", {},
    h("th", { scope: "row", class: "site" }, name(titleOf(group), ""), h("small", { class: "muted" }, ` ${t(`measure_${group.measure}`)}`),
      group.left_out.length ? h("small", { class: "muted" }, h("br", {}), t("leftOut", group.left_out.slice(0, 8).join("、")),
        group.left_out.length > 8 ? ` (${group.left_out.length})` : null) : null),
    h("td", { class: "number" }, `${group.old_count} / ${group.new_count} / ${group.continuing_count}`),
    h("td", { class: "number" }, shown(group.old_mean)), h("td", { class: "number" }, shown(group.new_mean)),
    changeCell(group.change, true), changeCell(group.continuing), changeCell(group.site_effect), changeCell(group.catalogue_effect),
    changeCell(group.coverage_effect), factorCells(group), changeCell(group.entry), changeCell(group.exit)));
  return scroller(t("panelTable"), h("table", {}, h("caption", { class: "hidden" }, t("panelTable")), h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, rows)));
}

function panelChart(groups) {
  const series = [["siteEffect", "site_effect", COLOURS.site], ["catalogueEffect", "catalogue_effect", COLOURS.group],
    ["coverageEffect", "coverage_effect", "#8c959f"], ["entry", "entry", "#2f7d4f"], ["exit", "exit", "#7b4fa3"]];
  return bars(t("panelTable"), groups.map(titleOf), series.map(([key, part, colour]) =>
    ({ label: t(key), data: groups.map((group) => group[part]), backgroundColor: colour, stack: "all" })), {});
}

function meansTable(group) {
  const head = [h("th", { scope: "col" }, t("indicator")), numberHead(["sitesOfBoth", "oldIndex", "newIndex", "change", "continuing", "entry", "exit"])];
  const cell = (value) => h("td", { class: "number" }, indexChange(value));
  const rows = group.indicators.map((row) => h("tr", { class: `level-L${row.level}` },
    h("th", { scope: "row" }, name(row.name, row.id)),
    h("td", { class: "number" }, `${row.old_count} / ${row.new_count} / ${row.continuing_count}`),
    h("td", { class: "number" }, index(row.old_mean)), h("td", { class: "number" }, index(row.new_mean)),
    cell(row.change), cell(row.continuing), cell(row.entry), cell(row.exit)));
  const label = t("meansOf", titleOf(group));
  return [h("h3", {}, label), scroller(label, h("table", { class: "survey" }, h("caption", { class: "hidden" }, label),
    h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)))];
}

export function panelsView() {
  const groups = state.diff.groups.filter((group) => group.profile === state.profile);
  if (!groups.length) return [h("h2", { tabindex: "-1" }, t("panels")), note(t("nothingCompared"))];
  const place = h("div", {});
  const draw = () => {
    const group = groups.find((one) => (one.group || "") === chosen.group) || groups[0];
    place.replaceChildren(...(group.indicators.length ? meansTable(group) : []));
  };
  draw();
  return [
    h("h2", { tabindex: "-1" }, t("panels")), note(t("panelAbout")),
    panelTable(groups), panelChart(groups),
    groups.length > 1 ? field(t("chooseGroup"), select(groups.map((one) => [one.group || "", titleOf(one)]), chosen.group,
      (value) => { chosen.group = value; draw(); })) : null,
    place,
  ];
}
