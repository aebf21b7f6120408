// Pieces several views are made of.

import { scoreOf, state } from "./data.js";
import { clean, h, name } from "./dom.js";
import { points, share } from "./format.js";
import { local, t } from "./words.js";

export function shown(value) {
  return points(value, state.cutOffs);
}

export function siteLink(site) {
  return h("a", { href: `#/site/${encodeURIComponent(site.id)}` }, name(site.name, `${t("unnamed")} ${site.id}`));
}

export function plainName(site) {
  const text = clean(site.name).trim() || `${t("unnamed")} ${site.id}`;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

// The tier, or all that are still possible.
export function tierChip(site) {
  const at = (tier) => state.report.tiers.findIndex((one) => one.name === tier);
  if (site.tier) return h("span", { class: `tier tier-${at(site.tier)}` }, site.tier);
  const possible = site.possible_tiers;
  if (!possible.length || site.status === "not_observed") return h("span", { class: "muted" }, "–");
  const ends = possible.length === 1 ? [possible[0]] : [possible[0], possible[possible.length - 1]];
  return h("span", { class: "tier tier-open" }, ends.join("～"), " ", h("small", {}, t("openTier")));
}

// Bounds of the total on a scale to 110, with the score inside.
export function boundsBar(site) {
  const percent = (value) => `${Math.max(0, Math.min(100, value / 1.1))}%`;
  const score = scoreOf(site);
  const bar = h("span", { class: "bounds-bar", "aria-hidden": "true" },
    h("span", { class: "bounds-range", "--from": percent(site.total_min), "--to": percent(site.total_max) }),
    score === null ? null : h("span", { class: "bounds-mark", "--at": percent(score) }));
  return h("span", { class: "bounds" }, bar, h("span", { class: "number" }, boundsText(site.total_min, site.total_max)));
}

export function boundsText(low, high) {
  return low === high ? shown(low) : `${shown(low)}–${shown(high)}`;
}

export function coverage(value) {
  return h("span", { class: value < 0.65 ? "number low-coverage" : "number" }, share(value));
}

export function field(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

export function select(options, value, onchange) {
  const control = h("select", { onchange: () => onchange(control.value) },
    options.map(([code, label]) => h("option", { value: code, selected: code === value }, label)));
  return control;
}

export function whyUnranked(site) {
  if (site.status === "not_observed") return `${t("notObserved")}: ${local(site.status_reason) || t("noReason")}`;
  return site.is_disqualified ? t("disqualified") : t("nothingScored");
}

export function note(...children) {
  return h("p", { class: "note" }, ...children);
}
