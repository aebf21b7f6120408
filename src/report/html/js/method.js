import { state } from "./data.js";
import { h } from "./dom.js";
import { shown } from "./parts.js";
import { t } from "./words.js";

export function methodView() {
  const report = state.report;
  const facts = [
    [t("engine"), `gweval ${report.engine.version}`], [t("catalogue"), report.catalogue.id], [t("digest"), report.catalogue.digest],
    [t("asOf"), report.as_of], [t("round"), report.round || "–"],
    [t("rankedBy"), report.ranked_by ? t(report.ranked_by === "total" ? "total" : "projected") : "–"],
    [t("tiersAre"), report.tiers.map((tier) => `${tier.name} ${shown(tier.from)}`).join("；")],
    [t("rules"), Object.entries(report.engine.rules).map(([id, version]) => `${id} ${version}`).join("；") || "–"],
  ];
  return [
    h("h2", { tabindex: "-1" }, t("method")),
    h("dl", { class: "facts" }, facts.map(([key, value]) => [h("dt", {}, key), h("dd", {}, value)])),
    h("h3", {}, t("words")),
    h("ul", {}, t("wordsList").split("|").map((line) => h("li", {}, line))),
  ];
}
