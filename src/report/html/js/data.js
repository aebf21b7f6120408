// What the page carries: the report document, and one packed block for each site.

export async function unpack(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no block ${id}`);
  const text = atob(element.textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

export const state = {
  report: null, titles: null, byId: new Map(), columns: new Map(), profile: "", cutOffs: [],
};

export async function load() {
  const report = await unpack("report");
  state.report = report;
  state.cutOffs = report.tiers.map((tier) => tier.from);
  report.sites.forEach((site, i) => state.byId.set(site.id, i));
  for (const profile of report.profiles) state.columns.set(profile.id, profile.indicators);
  state.profile = report.profiles.length ? report.profiles[0].id : "";
}

export function profileOf(id) {
  return state.report.profiles.find((profile) => profile.id === id);
}

export function siteOf(id) {
  return state.report.sites[state.byId.get(id)];
}

export function scoreOf(site) {
  return state.report.ranked_by === "total" ? site.total : site.projected;
}

// [state, index, index_min, index_max, coverage] of a node; null where a site has none.
export function nodeOf(site, column) {
  const columns = state.columns.get(site.profile);
  return site.nodes[columns.indexOf(column)] || null;
}

// Blocks of sites stand behind the script: a browser may still be reading them.
export const read = new Promise((done) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
  else done();
});

const opened = new Map();

export async function ledgerOf(id) {
  if (!opened.has(id)) {
    await read;
    state.titles = state.titles || await unpack("titles");
    opened.set(id, await unpack(`site-${state.byId.get(id)}`));
    if (opened.size > 20) opened.delete(opened.keys().next().value);
  }
  return opened.get(id);
}

export function titleOf(site, leaf, criterion) {
  const key = `${site.profile}/${leaf.id}/${criterion.id}`;
  return filled(criterion.title) || state.titles[key] || { zh: criterion.id, en: criterion.id };
}

export function outcomeOf(site, leaf, criterion) {
  if (!criterion.outcome) return null;
  const key = `${site.profile}/${leaf.id}/${criterion.id}/${criterion.outcome}`;
  return filled(criterion.outcome_title) || state.titles[key] || { zh: criterion.outcome, en: criterion.outcome };
}

function filled(text) {
  return text.zh || text.en ? text : null;
}
