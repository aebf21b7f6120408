// What the tests share: a browser, a report opened in it, and the figures the page carries.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const folder = process.env.GWEVAL_REPORTS;
const require = createRequire(join(process.env.GWEVAL_TEST_MODULES, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export async function launch() {
  return chromium.launch({ executablePath: process.env.GWEVAL_CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

export async function open(browser, file, size = { width: 1280, height: 900 }) {
  const page = await browser.newPage({ viewport: size, offline: true });
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) faults.push(`asked for ${request.url()}`); });
  const started = Date.now();
  await page.goto(pathToFileURL(join(folder, file)).href, { waitUntil: "commit" });
  await page.waitForSelector("html[data-ready] main h2");
  return { page, faults, milliseconds: Date.now() - started };
}

export async function go(page, path) {
  await page.evaluate((to) => { window.location.hash = `#/${to}`; }, path);
  await page.waitForFunction((to) => document.documentElement.dataset.shown === `#/${to}`, path);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
}

// axe-core is put in as the debugger may; the page's own policy would not let it.
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
}

export function report(file) {
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}
