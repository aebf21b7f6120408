// What the comparison's page carries: its summary, and one packed block for each site's indicators.

import { read, state as shared, unpack } from "./data.js";
import { local } from "./words.js";

export const state = { diff: null, profile: "", profiles: [], hasFactors: false };

export async function load() {
  const diff = await unpack("diff");
  state.diff = diff;
  diff.sites.forEach((site, i) => { site.number = i; });
  state.profiles = [...new Set(diff.sites.map((site) => site.profile))];
  state.profile = state.profiles[0] || "";
  state.hasFactors = diff.sites.some((site) => site.evidence_effect !== null);
  shared.cutOffs = diff.tiers.map((tier) => tier.from);
}

export function titleOf(profile) {
  const known = state.diff.profiles.find((one) => one.id === profile);
  return (known && local(known.title)) || profile;
}

export function siteOf(number) {
  return /^\d+$/.test(number) ? state.diff.sites[Number(number)] : undefined;
}

const opened = new Map();

export async function indicatorsOf(site) {
  if (!opened.has(site.number)) {
    await read;
    const isThere = document.getElementById(`site-${site.number}`) !== null;
    opened.set(site.number, isThere ? (await unpack(`site-${site.number}`)).indicators : []);
    if (opened.size > 20) opened.delete(opened.keys().next().value);
  }
  return opened.get(site.number);
}
