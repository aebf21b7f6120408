import { dropCharts } from "./charts.js";
import { load, profileOf, state } from "./data.js";
import { h } from "./dom.js";
import { groupsView } from "./groups.js";
import { heatView } from "./heat.js";
import { methodView } from "./method.js";
import { field, select } from "./parts.js";
import { rankingView } from "./ranking.js";
import { siteTitle, siteView } from "./site.js";
import { surveyView } from "./survey.js";
import { languageCode, local, setLanguage, t } from "./words.js";

const VIEWS = { ranking: rankingView, heat: heatView, groups: groupsView, survey: surveyView, method: methodView };
const app = document.getElementById("app");

function route() {
  const [view, ...rest] = window.location.hash.replace(/^#\//, "").split("/");
  if (view === "site") {
    try {
      return { view, id: decodeURIComponent(rest.join("/")) };
    } catch {
      return { view, id: "" };
    }
  }
  return { view: Object.hasOwn(VIEWS, view) ? view : "ranking" };
}

function header(now) {
  const report = state.report;
  const toggle = () => {
    setLanguage(languageCode() === "zh" ? "en" : "zh");
    show(false);
    document.getElementById("language").focus();
  };
  const profiles = report.profiles.map((profile) => [profile.id, `${local(profile.title)} (${profile.ranked.length + profile.unranked.length})`]);
  const choose = (id) => {
    state.profile = id;
    show(false);
  };
  return h("header", {},
    h("div", { class: "head" }, h("h1", {}, t("title")),
      h("button", { type: "button", id: "language", lang: languageCode() === "zh" ? "en" : "zh-CN",
        onclick: toggle }, t("language"))),
    h("p", { class: "about" }, t("about", report.catalogue.id, report.as_of, report.sites.length)),
    h("nav", { "aria-label": t("views") }, h("ul", {}, Object.keys(VIEWS).map((view) =>
      h("li", {}, h("a", { href: `#/${view}`, "aria-current": view === now.view ? "page" : null }, t(view)))))),
    profiles.length > 1 && ["ranking", "heat", "groups"].includes(now.view)
      ? field(t("profile"), select(profiles, state.profile, choose)) : null);
}

let turn = 0;

async function show(isMove) {
  const mine = ++turn;
  const now = route();
  document.documentElement.lang = languageCode() === "zh" ? "zh-CN" : "en";
  document.querySelector(".skip").textContent = t("skip");
  const content = now.view === "site" ? await siteView(now.id) : state.profile ? VIEWS[now.view]() : [h("h2", { tabindex: "-1" }, t("notRankedYet"))];
  if (mine !== turn) return;
  dropCharts();
  const main = h("main", { id: "main", tabindex: "-1" }, content);
  app.replaceChildren(header(now), main);
  document.title = `${now.view === "site" ? siteTitle(now.id) : t(now.view)} · ${t("title")}`;
  document.documentElement.dataset.view = now.view;
  if (!isMove) return;
  window.scrollTo(0, 0);
  const heading = main.querySelector("h2");
  if (heading) heading.focus({ preventScroll: true });
}

function followSkipLink(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

// Paper shows everything that a reader could have opened.
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((one) => { one.open = true; });
});
window.addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
window.addEventListener("hashchange", () => show(true));
document.querySelector(".skip").addEventListener("click", followSkipLink);

setLanguage(document.getElementById("lang").textContent);
load().then(() => show(false)).then(() => { document.documentElement.dataset.ready = "yes"; }).catch((error) => {
  app.replaceChildren(h("p", { role: "alert" }, t("failed", error.message)));
});

// Keeps the chosen profile in step when a site of another one was opened.
window.addEventListener("hashchange", () => {
  const now = route();
  if (now.view === "site" && state.byId.has(now.id)) {
    const id = state.report.sites[state.byId.get(now.id)].profile;
    if (profileOf(id)) state.profile = id;
  }
});
