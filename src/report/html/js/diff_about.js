import { state } from "./diff_data.js";
import { h, scroller } from "./dom.js";
import { local, t } from "./words.js";

export function aboutView() {
  const { old, new: now, rules, notes } = state.diff;
  const facts = [
    ["catalogue", (side) => side.catalogue.id], ["digest", (side) => side.catalogue.digest], ["engine", (side) => `gweval ${side.engine.version}`],
    ["asOf", (side) => side.as_of], ["round", (side) => side.round || "–"],
  ];
  const version = (value) => (value === null ? "–" : String(value));
  return [
    h("h2", { tabindex: "-1" }, t("sides")),
    scroller(t("sides"), h("table", { class: "facts-table" }, h("caption", { class: "hidden" }, t("sides")),
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, t("oldSide")), h("th", { scope: "col" }, t("newSide")))),
      h("tbody", {}, facts.map(([key, value]) => h("tr", {}, h("th", { scope: "row" }, t(key)), h("td", {}, value(old)), h("td", {}, value(now))))))),
    notes.length ? [h("h3", {}, t("notes")), h("ul", {}, notes.map((one) => h("li", {}, local(one))))] : null,
    h("h3", {}, t("rulesChanged")),
    rules.length ? h("ul", { class: "columns" }, rules.map((one) => h("li", {}, `${one.rule} ${version(one.old_version)} → ${version(one.new_version)}`)))
      : h("p", {}, t("noRulesChanged")),
    h("h3", {}, t("words")),
    h("ul", {}, t("diffWordsList").split("|").map((line) => h("li", {}, line))),
  ];
}
