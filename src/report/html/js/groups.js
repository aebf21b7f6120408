import { bars, COLOURS } from "./charts.js";
import { profileOf, siteOf, state } from "./data.js";
import { groupName, h, name, scroller } from "./dom.js";
import { index, share } from "./format.js";
import { note, plainName, shown, siteLink } from "./parts.js";
import { t } from "./words.js";

// A mean with the number of sites it is over; bounds in square brackets while sites are unfinished.
export function meanText(mean, format) {
  const parts = [];
  if (mean.mean !== null) parts.push(`${format(mean.mean)} (${mean.complete})`);
  if (mean.low !== null && (mean.complete < mean.applicable || mean.low !== mean.high)) {
    parts.push(`[${format(mean.low)}–${format(mean.high)}]`);
  }
  return parts.join(" ") || "–";
}

// Indicators of levels 1 and 2 as rows, groups as columns.
function averagesTable(profile) {
  const groups = profile.averages;
  const columns = profile.indicators.map((column, i) => ({ ...column, i })).filter((column) => column.level <= 2);
  const head = [h("th", { scope: "col" }, t("indicator")), groups.map((group) =>
    h("th", { scope: "col", class: "number" }, group.group ? groupName(group.group) : t("allSites"), ` (${group.sites})`))];
  const line = (level, title, cell) => h("tr", { class: `level-L${level}` }, h("th", { scope: "row" }, title),
    groups.map((group) => h("td", { class: "number" }, cell(group))));
  return scroller(t("averages"), h("table", { class: "survey" }, h("caption", { class: "hidden" }, t("averages")), h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, line(0, t("total"), (group) => meanText(group.total, shown)), line(0, t("base"), (group) => meanText(group.base, shown)),
      columns.map((column) => line(column.level, name(column.name, column.id), (group) => meanText(group.indicators[column.i], index))))));
}

function averagesChart(profile) {
  const all = profile.averages[0];
  const columns = profile.indicators.map((column, i) => ({ ...column, i })).filter((column) => column.level === 1);
  const span = columns.map((column) => all.indicators[column.i]);
  return bars(t("averages"), columns.map((column) => column.name), [
    { label: t("atLeast"), data: span.map((mean) => mean.low), backgroundColor: COLOURS.site, stack: "all" },
    { label: t("openPart"), data: span.map((mean) => mean.high - mean.low), backgroundColor: COLOURS.most, stack: "all" },
  ]);
}

function tierTable(profile) {
  const before = state.report.previous_as_of;
  const head = ["tier", "certain", "possible"].map((key) => h("th", { scope: "col", class: key === "tier" ? "" : "number" }, t(key)));
  if (before) head.push(h("th", { scope: "col", class: "number" }, t("before", before)), h("th", { scope: "col", class: "number" }, t("change")));
  const rows = profile.tiers.map((tier, i) => {
    const change = tier.previous === null ? null : tier.sites.length - tier.previous;
    return h("tr", {}, h("th", { scope: "row" }, h("span", { class: `tier tier-${i}` }, tier.tier)),
      h("td", { class: "number" }, String(tier.sites.length)), h("td", { class: "number" }, String(tier.possible)),
      before ? [h("td", { class: "number" }, String(tier.previous)), h("td", { class: "number" }, change > 0 ? `+${change}` : String(change))] : null);
  });
  return scroller(t("tierCounts"), h("table", {}, h("caption", { class: "hidden" }, t("tierCounts")), h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, rows)));
}

function tierChart(profile) {
  return bars(t("tierCounts"), profile.tiers.map((tier) => tier.tier), [
    { label: t("certain"), data: profile.tiers.map((tier) => tier.sites.length), backgroundColor: COLOURS.site, stack: "certain" },
    { label: t("possible"), data: profile.tiers.map((tier) => tier.possible), backgroundColor: COLOURS.most, stack: "possible" },
  ], { min: 0, ticks: { precision: 0 } });
}

function tierLists(profile) {
  const lists = profile.tiers.filter((tier) => tier.sites.length > 0);
  if (!lists.length) return null;
  return [h("h3", {}, t("tierTables")), lists.map((tier) => h("section", {}, h("h4", {}, `${tier.tier} (${tier.sites.length})`),
    h("ul", { class: "columns" }, tier.sites.map((id) => h("li", {}, siteLink(siteOf(id)), " ",
      h("small", {}, siteOf(id).region_code || ""))))))];
}

function leadingLists(profile) {
  const lists = profile.leading.filter((list) => list.sites.length > 0);
  if (!lists.length) return null;
  const titleOf = (list) => {
    if (!list.indicator) return `${t("leadingOverall")} (${t(state.report.ranked_by === "total" ? "total" : "projected")})`;
    return name(profile.indicators.find((column) => column.id === list.indicator).name, list.indicator);
  };
  return [h("h3", {}, t("leading")), h("div", { class: "cards" }, lists.map((list) => h("section", { class: "card" }, h("h4", {}, titleOf(list)),
    h("ol", {}, list.sites.map((one) => h("li", {}, siteLink(siteOf(one.id)), " ",
      h("span", { class: "number" }, list.indicator ? index(one.score) : shown(one.score)),
      siteOf(one.id).coverage < 1 && !list.indicator ? h("small", { class: "muted" },
        ` ${t("bounds")} ${shown(siteOf(one.id).total_min)}–${shown(siteOf(one.id).total_max)}, ${t("coverage")} ${share(siteOf(one.id).coverage)}`) : null))),
    list.tied_more ? h("p", { class: "muted" }, t("tiedMore", list.tied_more)) : null)))];
}

export function groupsView() {
  const profile = profileOf(state.profile);
  const left = profile.left_out.map((id) => plainName(siteOf(id)));
  return [
    h("h2", { tabindex: "-1" }, t("groups")),
    h("h3", {}, t("tierCounts")),
    h("div", { class: "pair" }, tierTable(profile), tierChart(profile)),
    h("h3", {}, t("averages")),
    note(t("averagesAbout", left.length ? left.slice(0, 20).join("、") + (left.length > 20 ? ` (${left.length})` : "") : t("none"))),
    averagesTable(profile), averagesChart(profile),
    tierLists(profile), leadingLists(profile),
  ];
}
