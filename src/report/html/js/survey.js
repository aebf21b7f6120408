import { state } from "./data.js";
import { h, name, scroller } from "./dom.js";
import { index } from "./format.js";
import { note } from "./parts.js";
import { t } from "./words.js";

function rowOf(row, hasPublished) {
  const title = row.level === "L0" ? t("totalIndex") : name(row.indicator, "");
  const difference = row.difference === null ? "–" : `${row.difference > 0 ? "+" : row.difference < 0 ? "−" : ""}${index(Math.abs(row.difference))}`;
  const isOpen = row.low !== null && (row.complete < row.applicable || row.low !== row.high);
  return h("tr", { class: `level-${row.level}` }, h("th", { scope: "row" }, title),
    h("td", { class: "number" }, row.mean === null ? "–" : index(row.mean)),
    h("td", { class: "number" }, `${row.complete}/${row.applicable}`),
    h("td", { class: "number" }, isOpen ? `${index(row.low)}–${index(row.high)}` : "–"),
    hasPublished ? [h("td", { class: "number" }, row.published || "–"), h("td", { class: "number" }, difference)] : null);
}

export function surveyView() {
  return [
    h("h2", { tabindex: "-1" }, t("survey")),
    note(t("surveyAbout")),
    state.report.survey.map((group) => {
      const hasPublished = group.year !== null;
      const head = [h("th", { scope: "col" }, t("indicator")), h("th", { scope: "col", class: "number" }, t("ours")),
        h("th", { scope: "col", class: "number" }, t("mSites")), h("th", { scope: "col", class: "number" }, t("within")),
        hasPublished ? [h("th", { scope: "col", class: "number" }, t("published", group.year)),
          h("th", { scope: "col", class: "number" }, t("difference"))] : null];
      return h("section", {}, h("h3", {}, name(group.group, ""), ` (${group.sites})`),
        scroller(group.group, h("table", { class: "survey" }, h("caption", { class: "hidden" }, group.group),
          h("thead", {}, h("tr", {}, head)), h("tbody", {}, group.rows.map((row) => rowOf(row, hasPublished))))));
    }),
  ];
}
