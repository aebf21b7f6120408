import { nodeOf, profileOf, siteOf, state } from "./data.js";
import { h, name, scroller } from "./dom.js";
import { index, shortIndex } from "./format.js";
import { field, note, select, siteLink } from "./parts.js";
import { languageCode, t } from "./words.js";

const PAGE = 60;
const chosen = { level: "1", sort: "", down: true, page: 0 };

const shade = (value) => `heat heat-${Math.min(9, Math.floor(value * 10))}`;

// A cell of the map: index, or hatched with its bounds.
export function heatCell(node) {
  if (!node || node[0] === "na") return h("td", { class: "heat heat-na" }, "–");
  const [, value, low, high] = node;
  if (value !== null) return h("td", { class: shade(value), title: index(value) }, shortIndex(value));
  const colour = high - low >= 0.5 ? "heat heat-open" : shade(low);
  return h("td", { class: `${colour} open`, title: `${index(low)}–${index(high)}` },
    h("span", {}, shortIndex(low)), h("span", { class: "to" }, `–${shortIndex(high)}`));
}

function columnsOf(profile) {
  const depth = chosen.level === "leaf" ? 0 : Number(chosen.level);
  return profile.indicators.filter((column) => (depth === 0 ? column.is_leaf : column.level === depth || (column.is_leaf && column.level < depth)));
}

function ordered(sites) {
  if (!chosen.sort) return sites;
  const column = state.columns.get(state.profile).find((one) => one.id === chosen.sort);
  if (!column) return sites;
  const value = (site) => {
    const node = nodeOf(site, column);
    return !node || node[0] === "na" ? -1 : node[1] ?? node[2];
  };
  const sorted = sites.slice().sort((a, b) => value(b) - value(a));
  return chosen.down ? sorted : sorted.reverse();
}

function legend() {
  return h("p", { class: "legend", "aria-hidden": "true" }, t("low"), " ",
    Array.from({ length: 10 }, (_, i) => h("span", { class: `swatch heat-${i}` })), " ", t("high"));
}

function table(profile, sites, redraw) {
  const columns = columnsOf(profile);
  const pages = Math.max(1, Math.ceil(sites.length / PAGE));
  chosen.page = Math.min(chosen.page, pages - 1);
  const start = chosen.page * PAGE;
  const rows = ordered(sites).slice(start, start + PAGE).map((site) => h("tr", {}, h("th", { scope: "row", class: "site" }, siteLink(site)),
    columns.map((column) => heatCell(nodeOf(site, column)))));
  const head = columns.map((column) => {
    const isSorted = chosen.sort === column.id;
    const sort = () => {
      chosen.down = isSorted ? !chosen.down : true;
      chosen.sort = column.id;
      chosen.page = 0;
      redraw(column.id);
    };
    return h("th", { scope: "col", class: "upright", "aria-sort": isSorted ? (chosen.down ? "descending" : "ascending") : "none" },
      h("button", { type: "button", class: "sort", "data-key": column.id, onclick: sort }, name(column.name, column.id)));
  });
  const turn = (by) => () => { chosen.page += by; redraw(by < 0 ? "previous" : "next"); };
  const pager = pages > 1 ? h("p", { class: "pager" },
    h("button", { type: "button", disabled: chosen.page === 0, "data-key": "previous", onclick: turn(-1) }, t("previous")),
    h("span", { role: "status" }, t("pageOf", chosen.page + 1, pages)),
    h("button", { type: "button", disabled: chosen.page === pages - 1, "data-key": "next", onclick: turn(1) }, t("next"))) : null;
  return [scroller(t("heatTable"), h("table", { class: "heatmap" }, h("caption", { class: "hidden" }, t("heatTable")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "site" }, t("site")), head)), h("tbody", {}, rows))), pager];
}

export function heatView() {
  const profile = profileOf(state.profile);
  const sites = [...profile.ranked, ...profile.unranked].map(siteOf);
  const deepest = Math.max(...profile.indicators.map((column) => column.level), 1);
  const levels = Array.from({ length: deepest }, (_, i) => [String(i + 1), t("levelN", languageCode() === "zh" ? "一二三四五六七八"[i] || i + 1 : i + 1)]);
  levels.push(["leaf", t("leaves")]);
  const place = h("div", {});
  const redraw = (focus) => {
    place.replaceChildren(...table(profile, sites, redraw).filter(Boolean));
    const next = focus && [...place.querySelectorAll("[data-key]")].find((one) => one.dataset.key === focus && !one.disabled);
    if (next) next.focus();
  };
  redraw();
  return [
    h("h2", { tabindex: "-1" }, t("heat")),
    note(t("heatAbout")),
    h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
      field(t("level"), select(levels, chosen.level, (value) => { chosen.level = value; chosen.page = 0; redraw(); }))),
    legend(), place,
  ];
}
