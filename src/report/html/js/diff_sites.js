import { change, changeCell, effectBar, siteLink, tierChange, within } from "./diff_parts.js";
import { state } from "./diff_data.js";
import { h, name, scroller } from "./dom.js";
import { share } from "./format.js";
import { note, shown } from "./parts.js";
import { filterBar, headCell, ordered, passesTextAndGroup } from "./table.js";
import { local, t } from "./words.js";

const filters = { text: "", move: "", group: "" };
const order = { key: "change", usual: "change", down: false };
const VISIBLE = 0.005;

const MOVES = {
  rose: (s) => s.change >= VISIBLE, fell: (s) => s.change <= -VISIBLE, same: (s) => Math.abs(s.change) < VISIBLE,
  siteRose: (s) => s.site_effect >= VISIBLE, siteFell: (s) => s.site_effect <= -VISIBLE, tierMoved: (s) => s.old_tier !== s.new_tier,
};

function effectColumn(key, field_) {
  return { key, label: t(key), kind: "change", value: (s) => s[field_] ?? -Infinity, cell: (s) => s[field_] };
}

function columns(most, hasPart) {
  const all = [
    { key: "name", label: t("site"), class: "site", value: (s) => s.name,
      cell: (s) => [siteLink(s), s.basis === "scored_part" ? h("small", { class: "flag" }, t("inPart")) : null] },
    { key: "tier", label: t("tier"), class: "tiers", value: (s) => -(s.new_score ?? 0), cell: tierChange },
    { key: "oldScore", label: t("oldScore"), class: "number", value: (s) => -s.old_score, cell: (s) => shown(s.old_score) },
    { key: "newScore", label: t("newScore"), class: "number", value: (s) => -s.new_score, cell: (s) => shown(s.new_score) },
    { key: "change", label: t("change"), kind: "change", isBold: true, value: (s) => s.change, cell: (s) => s.change },
    effectColumn("siteEffect", "site_effect"), effectColumn("catalogueEffect", "catalogue_effect"),
  ];
  if (state.hasFactors) {
    all.push(effectColumn("evidenceEffect", "evidence_effect"), effectColumn("rulesEffect", "rules_effect"),
      effectColumn("weightsEffect", "weights_effect"));
  }
  if (!state.hasFactors) all.push({ key: "bar", class: "wide", label: "", cell: (s) => effectBar(s, most) });
  if (hasPart) {
    all.push({ key: "totalWithin", label: t("totalWithin"), class: "number wide", value: (s) => s.change_min, cell: within },
      { key: "compared", label: t("compared"), class: "number wide", value: (s) => -s.compared, cell: (s) => share(s.compared) });
  }
  all.push({ key: "upDown", label: t("upDown"), class: "number wide", value: (s) => s.regressed - s.improved,
    cell: (s) => `${s.improved} / ${s.regressed}` });
  return all;
}

function matches(site) {
  return passesTextAndGroup(site, `${site.name} ${site.id} ${site.old_ids.join(" ")}`, filters) &&
    (!filters.move || MOVES[filters.move](site));
}

function cellOf(column, site) {
  if (column.kind) return changeCell(column.cell(site), column.isBold);
  return column.key === "name" ? h("th", { scope: "row", class: column.class }, column.cell(site))
    : h("td", { class: column.class }, column.cell(site));
}

function table(sites, all, redraw) {
  return scroller(t("changesTable"), h("table", { class: "ranking" }, h("caption", { class: "hidden" }, t("changesTable")),
    h("thead", {}, h("tr", {}, all.map((column) => headCell(column, order, redraw)))),
    h("tbody", {}, ordered(sites, all, order, "number").map((site) => h("tr", {}, all.map((column) => cellOf(column, site)))))));
}

function moveChoice() {
  return { key: "move", label: "direction", options: Object.keys(MOVES).map((key) => [key, t(key)]) };
}

function notComparedList(sites) {
  if (!sites.length) return null;
  return [h("h3", {}, t("notCompared")), h("ul", { class: "plain" }, sites.map((site) =>
    h("li", {}, name(site.name, `${t("unnamed")} ${site.id}`), h("small", { class: "muted" }, " ", name(site.id, "")), " — ", t(site.obstacle),
      site.change_min === null ? null : ` · ${t("totalWithin")} ${change(site.change_min)} … ${change(site.change_max)}`)))];
}

export function changesView() {
  const own = state.diff.sites.filter((site) => site.profile === state.profile);
  const sites = own.filter((site) => site.basis !== "none");
  const hasPart = sites.some((site) => site.basis === "scored_part");
  const most = Math.max(0, ...sites.map((site) => Math.max(Math.abs(site.site_effect), Math.abs(site.catalogue_effect))));
  const place = h("div", {});
  const count = h("p", { role: "status", class: "count" });
  const redraw = (focus) => {
    const found = sites.filter(matches);
    count.textContent = t("shownOf", found.length, sites.length);
    place.replaceChildren(table(found, columns(most, hasPart), redraw));
    if (focus) place.querySelector(`[data-key="${focus}"]`).focus();
  };
  redraw();
  const notes = state.diff.notes;
  return [
    h("h2", { tabindex: "-1" }, t("changes")),
    notes.length ? h("details", { class: "notes", open: true }, h("summary", {}, t("notes")),
      h("ul", {}, notes.map((one) => h("li", {}, local(one))))) : null,
    note(sites.length ? t("changesAbout") : t("nothingCompared"), state.hasFactors ? ` ${t("threeAbout")}` : null,
      hasPart ? ` ${t("partAbout")}` : null),
    sites.length ? [filterBar(sites, filters, "diffHint", moveChoice(), redraw), count, place] : null,
    notComparedList(own.filter((site) => site.basis === "none")),
  ];
}
