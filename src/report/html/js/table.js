// What the tables of sites share: their order, the heads that change it, the filters above them.

import { h } from "./dom.js";
import { field, select } from "./parts.js";
import { t } from "./words.js";

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// A column has key, label, class, and value(site), a number or a text, if it can be sorted by; `order.usual` is one that
// every table of the view has. Equal sites keep the order of `tie`.
export function ordered(sites, columns, order, tie) {
  const column = columns.find((one) => one.key === order.key) || columns.find((one) => one.key === order.usual);
  const compare = (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    return typeof x === "string" ? byText(x, y) : x - y;
  };
  const sorted = sites.slice().sort((a, b) => compare(a, b) || a[tie] - b[tie]);
  return order.down ? sorted.reverse() : sorted;
}

export function headCell(column, order, redraw) {
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

export function passesTextAndGroup(site, words, filters) {
  if (filters.text && !words.toLowerCase().includes(filters.text.toLowerCase())) return false;
  return !filters.group || site.group === filters.group;
}

// A search, one choice of the view's own, and the groups where there are several.
export function filterBar(sites, filters, hint, choice, redraw) {
  const groups = [...new Set(sites.map((site) => site.group).filter(Boolean))];
  if (filters.group && !groups.includes(filters.group)) filters.group = "";
  const search = h("input", { type: "search", value: filters.text, placeholder: t(hint), autocomplete: "off" });
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { filters.text = search.value.trim(); redraw(); }, 120);
  });
  const set = (key) => (value) => { filters[key] = value; redraw(); };
  return h("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    field(t("search"), search),
    field(t(choice.label), select([["", t("all")], ...choice.options], filters[choice.key], set(choice.key))),
    groups.length > 1
      ? field(t("group"), select([["", t("all")], ...groups.map((one) => [one, one])], filters.group, set("group"))) : null);
}
