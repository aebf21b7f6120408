import { rankSpan } from "./certainty.js";
import { profileOf, scoreOf, siteOf, state } from "./data.js";
import { h, name, scroller } from "./dom.js";
import { rankBounds, share } from "./format.js";
import { boundsBar, coverage, field, note, select, shown, siteLink, tierChip, whyUnranked } from "./parts.js";
import { t } from "./words.js";

const filters = { text: "", tier: "", group: "" };
const order = { key: "rank", down: false };

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function spanColumn() {
  const known = profileOf(state.profile).certainty;
  if (!known) return [];
  const sure = new Map(known.sites.map((one) => [one.id, one]));
  return [{ key: "span", label: t("rankSpan"), class: "number wide", value: (s) => (sure.has(s.id) ? sure.get(s.id).rank_q50 : Infinity),
    cell: (s) => (sure.has(s.id) ? rankSpan(sure.get(s.id)) : "–") }];
}

function columns() {
  const isTotal = state.report.ranked_by === "total";
  return [
    { key: "rank", label: t("rank"), class: "number", value: (s) => s.rank, cell: (s) => String(s.rank) },
    { key: "range", label: t("rankRange"), class: "number wide", value: (s) => s.rank_max, cell: rankBounds },
    ...spanColumn(),
    { key: "name", label: t("site"), class: "site", value: (s) => s.name, cell: siteCell },
    { key: "region", label: t("region"), class: "wide", value: (s) => s.region_code || "~", cell: (s) => s.region_code || "–" },
    { key: "group", label: t("group"), class: "wide", value: (s) => s.group || "~", cell: (s) => s.group ? name(s.group, "") : "–" },
    { key: "score", label: t(isTotal ? "total" : "projected"), class: "number", value: (s) => -(scoreOf(s) ?? -1), cell: (s) => shown(scoreOf(s)) },
    { key: "bounds", label: t("bounds"), class: "", value: (s) => -s.total_min, cell: boundsBar },
    { key: "coverage", label: t("coverage"), class: "number", value: (s) => -s.coverage, cell: (s) => coverage(s.coverage) },
    { key: "tier", label: t("tier"), class: "", value: (s) => -s.total_max, cell: tierChip },
    { key: "findings", label: t("findings"), class: "number wide", value: (s) => -s.findings, cell: (s) => String(s.findings) },
  ];
}

function siteCell(site) {
  return [siteLink(site), site.status === "partial" ? h("small", { class: "flag" }, t("partial")) : null];
}

function matches(site) {
  const words = `${site.name} ${site.id} ${site.region_code || ""}`.toLowerCase();
  if (filters.text && !words.includes(filters.text.toLowerCase())) return false;
  if (filters.group && site.group !== filters.group) return false;
  if (!filters.tier) return true;
  if (filters.tier === "open") return !site.tier;
  return site.tier === filters.tier || (!site.tier && site.possible_tiers.includes(filters.tier));
}

function ordered(sites, all) {
  const column = all.find((one) => one.key === order.key);
  const compare = (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    return typeof x === "string" ? byText(x, y) : x - y;
  };
  const sorted = sites.slice().sort((a, b) => compare(a, b) || a.rank - b.rank);
  return order.down ? sorted.reverse() : sorted;
}

function table(sites, redraw) {
  const all = columns();
  const head = all.map((column) => {
    const isSorted = column.key === order.key;
    const direction = isSorted ? (order.down ? "descending" : "ascending") : "none";
    const sort = () => {
      order.down = isSorted ? !order.down : false;
      order.key = column.key;
      redraw(column.key);
    };
    return h("th", { scope: "col", class: column.class, "aria-sort": direction },
      h("button", { type: "button", class: "sort", "data-key": column.key, onclick: sort }, column.label,
        h("span", { "aria-hidden": "true" }, isSorted ? (order.down ? " ▼" : " ▲") : "")));
  });
  const rows = ordered(sites, all).map((site) => h("tr", {}, all.map((column) =>
    column.key === "name" ? h("th", { scope: "row", class: column.class }, column.cell(site))
      : h("td", { class: column.class }, column.cell(site)))));
  return scroller(t("rankTable"), h("table", { class: "ranking" }, h("caption", { class: "hidden" }, t("rankTable")),
    h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)));
}

function filterBar(profile, ranked, redraw) {
  const groups = [...new Set(ranked.map((site) => site.group).filter(Boolean))];
  if (filters.group && !groups.includes(filters.group)) filters.group = "";
  const search = h("input", { type: "search", value: filters.text, placeholder: t("searchHint"), autocomplete: "off" });
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { filters.text = search.value.trim(); redraw(); }, 120);
  });
  const tiers = [["", t("all")], ...state.report.tiers.map((tier) => [tier.name, tier.name]), ["open", t("openTier")]];
  return h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    field(t("search"), search),
    field(t("tier"), select(tiers, filters.tier, (value) => { filters.tier = value; redraw(); })),
    groups.length > 1 ? field(t("group"), select([["", t("all")], ...groups.map((one) => [one, one])], filters.group,
      (value) => { filters.group = value; redraw(); })) : null);
}

export function rankingView() {
  const profile = profileOf(state.profile);
  const ranked = profile.ranked.map(siteOf);
  const place = h("div", {});
  const count = h("p", { role: "status", class: "count" });
  const redraw = (focus) => {
    const found = ranked.filter(matches);
    count.textContent = t("shownOf", found.length, ranked.length);
    place.replaceChildren(table(found, redraw));
    if (focus) place.querySelector(`[data-key="${focus}"]`).focus();
  };
  redraw();
  const unranked = profile.unranked.map(siteOf);
  return [
    h("h2", { tabindex: "-1" }, t("ranking")),
    note(ranked.length === 0 ? t("notRankedYet") : t(state.report.ranked_by === "total" ? "byTotal" : "byProjected")),
    ranked.length ? [filterBar(profile, ranked, redraw), count, place] : null,
    unranked.length ? [h("h3", {}, t("unranked")), h("ul", { class: "plain" }, unranked.map((site) =>
      h("li", {}, siteLink(site), " — ", whyUnranked(site), `，${t("bounds")} ${shown(site.total_min)}–${shown(site.total_max)}`,
        `，${t("coverage")} ${share(site.coverage)}`)))] : null,
  ];
}
