import "./diff_words.js";
import { aboutView } from "./diff_about.js";
import { load, siteOf, state, titleOf } from "./diff_data.js";
import { panelsView } from "./diff_groups.js";
import { indicatorsView } from "./diff_indicators.js";
import { siteTitle, siteView } from "./diff_site.js";
import { changesView } from "./diff_sites.js";
import { start } from "./shell.js";
import { t } from "./words.js";

start({
  title: "diffTitle",
  nothing: "nothingCompared",
  views: { changes: changesView, byIndicator: indicatorsView, panels: panelsView, sides: aboutView },
  byProfile: ["changes", "byIndicator", "panels"],
  load,
  site: siteView,
  siteTitle,
  about: () => {
    const { old, new: now, sites } = state.diff;
    return t("diffAbout", old.catalogue.id, old.as_of, now.catalogue.id, now.as_of, sites.length);
  },
  profiles: () => state.profiles.map((id) => [id, `${titleOf(id)} (${state.diff.sites.filter((site) => site.profile === id).length})`]),
  profile: () => state.profile,
  choose: (id) => { state.profile = id; },
  opening: (number) => {
    const site = siteOf(number);
    if (site) state.profile = site.profile;
  },
});
