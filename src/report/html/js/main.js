import { certaintyView } from "./certainty.js";
import { load, profileOf, state } from "./data.js";
import { groupsView } from "./groups.js";
import { heatView } from "./heat.js";
import { methodView } from "./method.js";
import { rankingView } from "./ranking.js";
import { start } from "./shell.js";
import { siteTitle, siteView } from "./site.js";
import { surveyView } from "./survey.js";
import { local, t } from "./words.js";

start({
  title: "title",
  nothing: "notRankedYet",
  views: { ranking: rankingView, heat: heatView, groups: groupsView, survey: surveyView, certainty: certaintyView,
    method: methodView },
  byProfile: ["ranking", "heat", "groups", "certainty"],
  load,
  site: siteView,
  siteTitle,
  about: () => t("about", state.report.catalogue.id, state.report.as_of, state.report.sites.length),
  profiles: () => state.report.profiles.map((one) => [one.id, `${local(one.title)} (${one.ranked.length + one.unranked.length})`]),
  profile: () => state.profile,
  choose: (id) => { state.profile = id; },
  // Keeps the chosen profile in step when a site of another one is opened.
  opening: (id) => {
    if (!state.byId.has(id)) return;
    const profile = state.report.sites[state.byId.get(id)].profile;
    if (profileOf(profile)) state.profile = profile;
  },
});
