// Pieces several views of a comparison are made of.

import { state } from "./diff_data.js";
import { clean, h, name } from "./dom.js";
import { index, points } from "./format.js";
import { t } from "./words.js";

// "+2.10", "−5.50", "0.00".
export function change(value) {
  if (value === null || value === undefined) return "–";
  const shown = points(Math.abs(value));
  return shown === "0.00" ? shown : `${value > 0 ? "+" : "−"}${shown}`;
}

export function indexChange(value) {
  const shown = index(Math.abs(value));
  return shown === "0.000" ? shown : `${value > 0 ? "+" : "−"}${shown}`;
}

// A cell of a change: what is better or worse is told by its sign, colour only helps.
export function changeCell(value, isBold) {
  const shown = change(value);
  const mood = shown.startsWith("+") ? " up" : shown.startsWith("−") ? " down" : "";
  return h("td", { class: `number${mood}${isBold ? " strong" : ""}` }, shown);
}

export function siteLink(site) {
  return h("a", { href: `#/site/${site.number}` }, name(site.name, `${t("unnamed")} ${site.id}`));
}

export function plainName(site) {
  const text = clean(site.name).trim() || `${t("unnamed")} ${site.id}`;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function tierChip(tier) {
  if (!tier) return h("span", { class: "muted" }, t("openTier"));
  const at = state.diff.tiers.findIndex((one) => one.name === tier);
  return h("span", { class: `tier tier-${at}` }, tier);
}

export function tierChange(site) {
  if (site.basis === "none") return h("span", { class: "muted" }, "–");
  if (site.old_tier === site.new_tier) return tierChip(site.new_tier);
  return [tierChip(site.old_tier), h("span", { "aria-hidden": "true" }, " → "), h("span", { class: "hidden" }, " → "), tierChip(site.new_tier)];
}

export function within(site) {
  if (site.change_min === null) return "–";
  return site.change_min === site.change_max ? change(site.change_min) : `${change(site.change_min)} … ${change(site.change_max)}`;
}

// Site and catalogue on one scale, zero in the middle.
export function effectBar(site, most) {
  const bar = (value, kind) => {
    const width = most > 0 ? Math.min(50, Math.abs(value) / most * 50) : 0;
    return h("span", { class: `effect ${kind}`, "--from": `${value < 0 ? 50 - width : 50}%`, "--wide": `${width}%` });
  };
  return h("span", { class: "effects", "aria-hidden": "true" }, bar(site.site_effect, "by-site"), bar(site.catalogue_effect, "by-catalogue"));
}

export function factorCells(row) {
  return state.hasFactors ? ["evidence_effect", "rules_effect", "weights_effect"].map((key) => changeCell(row[key])) : [];
}

export function factorHeads() {
  return state.hasFactors ? ["evidenceEffect", "rulesEffect", "weightsEffect"] : [];
}

export function numberHead(keys) {
  return keys.map((key) => h("th", { scope: "col", class: "number" }, t(key)));
}
