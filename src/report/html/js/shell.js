// What the report's page and the comparison's share: parts to switch between, language, keyboard, paper.

import { dropCharts } from "./charts.js";
import { h } from "./dom.js";
import { field, select } from "./parts.js";
import { languageCode, setLanguage, t } from "./words.js";

// title, nothing, views {name: function}, byProfile [names of views], load(), about(), site(id), siteTitle(id), opening(id),
// profiles() [[id, label]], profile(), choose(id).
let given = null;
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
  return { view: Object.hasOwn(given.views, view) ? view : Object.keys(given.views)[0] };
}

function header(now) {
  const toggle = () => {
    setLanguage(languageCode() === "zh" ? "en" : "zh");
    show(false);
    document.getElementById("language").focus();
  };
  const profiles = given.profiles();
  const choose = (id) => {
    given.choose(id);
    show(false);
  };
  return h("header", {},
    h("div", { class: "head" }, h("h1", {}, t(given.title)),
      h("button", { type: "button", id: "language", lang: languageCode() === "zh" ? "en" : "zh-CN",
        onclick: toggle }, t("language"))),
    h("p", { class: "about" }, given.about()),
    h("nav", { "aria-label": t("views") }, h("ul", {}, Object.keys(given.views).map((view) =>
      h("li", {}, h("a", { href: `#/${view}`, "aria-current": view === now.view ? "page" : null }, t(view)))))),
    profiles.length > 1 && given.byProfile.includes(now.view)
      ? field(t("profile"), select(profiles, given.profile(), choose)) : null);
}

let turn = 0;

async function show(isMove) {
  const mine = ++turn;
  const { hash } = window.location;
  const now = route();
  if (now.view === "site") given.opening(now.id);
  document.documentElement.lang = languageCode() === "zh" ? "zh-CN" : "en";
  document.querySelector(".skip").textContent = t("skip");
  const content = now.view === "site" ? await given.site(now.id)
    : given.profile() ? given.views[now.view]() : [h("h2", { tabindex: "-1" }, t(given.nothing))];
  if (mine !== turn) return;
  dropCharts();
  const main = h("main", { id: "main", tabindex: "-1" }, content);
  app.replaceChildren(header(now), main);
  document.title = `${now.view === "site" ? given.siteTitle(now.id) : t(now.view)} · ${t(given.title)}`;
  document.documentElement.dataset.view = now.view;
  document.documentElement.dataset.shown = hash;
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
function followPrinter() {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
}

export function start(page) {
  given = page;
  followPrinter();
  window.addEventListener("hashchange", () => show(true));
  document.querySelector(".skip").addEventListener("click", followSkipLink);
  setLanguage(document.getElementById("lang").textContent);
  given.load().then(() => show(false)).then(() => { document.documentElement.dataset.ready = "yes"; }).catch((error) => {
    app.replaceChildren(h("p", { role: "alert" }, t("failed", error.message)));
  });
}
