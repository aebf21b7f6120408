import { change, changeCell, effectBar, siteLink, tierChange, within } from "./diff_parts.js";
import { state } from "./diff_data.js";
import { h, name, scroller } from "./dom.js";
import { share } from "./format.js";
import { field, note, select, shown } from "./parts.js";
import { local, t } from "./words.js";

const filters = { text: "", move: "", group: "" };
const order = { key: "change", down: false };
const VISIBLE = 0.005;

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

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
  const words = `${site.name} ${site.id} ${site.old_ids.join(" ")}`.toLowerCase();
  if (filters.text && !words.includes(filters.text.toLowerCase())) return false;
  if (filters.group && site.group !== filters.group) return false;
  return !filters.move || MOVES[filters.move](site);
}

function ordered(sites, all) {
  const column = all.find((one) => one.key === order.key) || all.find((one) => one.key === "change");
  const compare = (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    return typeof x === "string" ? byText(x, y) : x - y;
  };
  const sorted = sites.slice().sort((a, b) => compare(a, b) || a.number - b.number);
  return order.down ? sorted.reverse() : sorted;
}

function headCell(column, redraw) {
  if (!column.value) return h("td", { class: column.class });
  const isSorted = column.key === order.key;
  const direction = isSorted ? (order.down ? "descending" : "ascending") : "none";
  const sort = () => {
    order.down = isSorted ? !order.down : false;
    order.key = column.key;
    redraw(column.key);
  };
  return h("th", { scope: "col", class: column.kind ? "number" : column.class, "aria-sort": direction },
    h("button", { type: "button", class: "sort", "data-key": column.key, onclick: sort }, column.label,
      h("span", { "aria-hidden": "true" }, isSorted ? (order.down ? " ▼" : " ▲") : "")));
}

function cellOf(column, site) {
  if (column.kind) return changeCell(column.cell(site), column.isBold);
  return column.key === "name" ? h("th", { scope: "row", class: column.class }, column.cell(site))
    : h("td", { class: column.class }, column.cell(site));
}

function table(sites, all, redraw) {
  return scroller(t("changesTable"), h("table", { class: "ranking" }, h("caption", { class: "hidden" }, t("changesTable")),
    h("thead", {}, h("tr", {}, all.map((column) => headCell(column, redraw)))),
    h("tbody", {}, ordered(sites, all).map((site) => h("tr", {}, all.map((column) => cellOf(column, site)))))));
}

function filterBar(sites, redraw) {
  const groups = [...new Set(sites.map((site) => site.group).filter(Boolean))];
  if (filters.group && !groups.includes(filters.group)) filters.group = "";
  const search = h("input", { type: "search", value: filters.text, placeholder: t("diffHint"), autocomplete: "off" });
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { filters.text = search.value.trim(); redraw(); }, 120);
  });
  const moves = [["", t("all")], ...Object.keys(MOVES).map((key) => [key, t(key)])];
  return h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    field(t("search"), search),
    field(t("direction"), select(moves, filters.move, (value) => { filters.move = value; redraw(); })),
    groups.length > 1 ? field(t("group"), select([["", t("all")], ...groups.map((one) => [one, one])], filters.group,
      (value) => { filters.group = value; redraw(); })) : null);
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
    sites.length ? [filterBar(sites, redraw), count, place] : null,
    notComparedList(own.filter((site) => site.basis === "none")),
  ];
}
