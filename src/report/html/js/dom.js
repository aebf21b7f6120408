// Elements are made of text and attributes only: nothing from the data is ever parsed as markup.

// Control characters and those that reorder text (Unicode TR9) would let a name forge what stands beside it.
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function clean(text) {
  return String(text).replace(UNSAFE, "\ufffd");
}

function append(parent, child) {
  if (child === null || child === undefined || child === false) return;
  if (Array.isArray(child)) child.forEach((one) => append(parent, one));
  else parent.append(child instanceof Node ? child : clean(child));
}

export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.setAttribute(name, value === true ? "" : clean(value));
  }
  append(element, children);
  return element;
}

const MOST = 160;

// A name of any length and script, on its own: what it holds cannot change its surroundings.
export function name(text, fallback, most = MOST) {
  const shown = clean(text).trim() || fallback;
  const characters = Array.from(shown);
  if (characters.length <= most) return h("bdi", {}, shown);
  return h("bdi", { title: characters.slice(0, 2000).join("") }, characters.slice(0, most).join("") + "…");
}

// Of a group: beside the sites it stands in a narrow column, and over the averages in many.
export const groupName = (text) => name(text, "", 24);

// Only web addresses become links; any other scheme stays text.
export function address(url) {
  const shown = clean(url);
  const characters = Array.from(shown);
  const text = characters.length > 200 ? characters.slice(0, 200).join("") + "…" : shown;
  if (!/^https?:\/\//i.test(shown)) return h("bdi", { class: "url" }, text);
  return h("a", { href: shown, class: "url", rel: "noopener noreferrer external", target: "_blank" }, h("bdi", {}, text));
}

export function scroller(label, ...children) {
  return h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, ...children);
}
