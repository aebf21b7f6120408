import { rankSpan } from "./certainty.js";
import { profileOf, scoreOf, siteOf, state } from "./data.js";
import { groupName, h, scroller } from "./dom.js";
import { rankBounds, share } from "./format.js";
import { boundsBar, coverage, note, shown, siteLink, tierChip, whyUnranked } from "./parts.js";
import { filterBar, headCell, ordered, passesTextAndGroup } from "./table.js";
import { t } from "./words.js";

const filters = { text: "", tier: "", group: "" };
const order = { key: "rank", usual: "rank", down: false };

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
    { key: "group", label: t("group"), class: "wide", value: (s) => s.group || "~", cell: (s) => s.group ? groupName(s.group) : "–" },
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
  if (!passesTextAndGroup(site, `${site.name} ${site.id} ${site.region_code || ""}`, filters)) return false;
  if (!filters.tier) return true;
  if (filters.tier === "open") return !site.tier;
  return site.tier === filters.tier || (!site.tier && site.possible_tiers.includes(filters.tier));
}

function table(sites, redraw) {
  const all = columns();
  const head = all.map((column) => headCell(column, order, redraw));
  const rows = ordered(sites, all, order, "rank").map((site) => h("tr", {}, all.map((column) =>
    column.key === "name" ? h("th", { scope: "row", class: column.class }, column.cell(site))
      : h("td", { class: column.class }, column.cell(site)))));
  return scroller(t("rankTable"), h("table", { class: "ranking" }, h("caption", { class: "hidden" }, t("rankTable")),
    h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)));
}

function tierChoice() {
  return { key: "tier", label: "tier",
    options: [...state.report.tiers.map((tier) => [tier.name, tier.name]), ["open", t("openTier")]] };
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
    ranked.length ? [filterBar(ranked, filters, "searchHint", tierChoice(), redraw), count, place] : null,
    unranked.length ? [h("h3", {}, t("unranked")), h("ul", { class: "plain" }, unranked.map((site) =>
      h("li", {}, siteLink(site), " — ", whyUnranked(site), `，${t("bounds")} ${shown(site.total_min)}–${shown(site.total_max)}`,
        `，${t("coverage")} ${share(site.coverage)}`)))] : null,
  ];
}
