// The HTML report in a real browser: what a reader sees, does and is protected from.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { folder, go, launch, open, report, violations } from "./page.mjs";

const VIEWS = ["ranking", "heat", "groups", "survey", "certainty", "method"];
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const text = (page, selector) => page.locator(selector).innerText();
const rows = (page) => page.locator(".ranking tbody tr");

test("every view opens without a fault, a request or a barrier, in both languages", async () => {
  const { page, faults } = await open(browser, "sample.html");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  for (const language of ["zh-CN", "en"]) {
    for (const view of [...VIEWS, "site/site-2", "site/site-5"]) {
      await go(page, view);
      assert.deepEqual(await violations(page), [], `${view} ${language}`);
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      assert.equal(isWide, false, `${view} is wider than the window`);
    }
    await page.click("#language");
  }
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  assert.deepEqual(faults, []);
  await page.close();
});

test("the ranking filters and sorts", async () => {
  const { page } = await open(browser, "sample.html");
  const { profiles, sites } = report("sample.json");
  const ranked = profiles[0].ranked;
  assert.equal(await rows(page).count(), ranked.length);
  const names = await page.locator(".ranking tbody th").allInnerTexts();
  assert.deepEqual(names, ranked.map((id) => sites.find((site) => site.id === id).name));
  await page.fill("input[type=search]", "第 2 号");
  await page.waitForFunction(() => document.querySelectorAll(".ranking tbody tr").length === 1);
  assert.match(await text(page, "[role=status]"), /1 \/ /);
  await page.fill("input[type=search]", "");
  await page.waitForFunction((count) => document.querySelectorAll(".ranking tbody tr").length === count, ranked.length);
  await page.click("[data-key=coverage]");
  await page.click("[data-key=coverage]");
  assert.equal(await page.locator("th:has([data-key=coverage])").getAttribute("aria-sort"), "descending");
  const shares = (await page.locator(".ranking tbody td:nth-child(9)").allInnerTexts()).map((one) => parseInt(one, 10));
  assert.deepEqual(shares, shares.slice().sort((a, b) => a - b));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "coverage");
  await page.close();
});

test("the keyboard alone leads to a site's evidence", async () => {
  const { page } = await open(browser, "sample.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.locator(".ranking tbody a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".tree");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H2");
  const node = page.locator(".tree > details > summary").first();
  await node.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".tree > details").first().evaluate((one) => one.open), true);
  await page.close();
});

// "12.34" of every level-1 line as it is shown; base and total as they are shown.
test("what a site's ledger shows adds up to its total", async () => {
  const { page } = await open(browser, "sample.html");
  const { sites } = report("sample.json");
  const complete = sites.filter((site) => site.total !== null);
  assert.ok(complete.length > 3);
  for (const site of complete.slice(0, 4)) {
    await go(page, `site/${site.id}`);
    const lines = await page.locator(".tree > details > summary .number").allInnerTexts();
    const shown = lines.map((line) => Number(/^[\d.]+/.exec(line)[0]));
    const base = shown.slice(0, -1).reduce((sum, one) => sum + one, 0);
    assert.ok(Math.abs(base - site.base) < 0.005 * lines.length, `${site.id}: ${base} for ${site.base}`);
    assert.match(await text(page, ".sum"), new RegExp(`= .*${site.total.toFixed(1).slice(0, -2)}`));
  }
  await page.close();
});

test("bounds and coverage stand wherever a score is open", async () => {
  const { page } = await open(browser, "sample.html");
  const { sites } = report("sample.json");
  const site = sites.find((one) => one.total === null && one.status === "observed");
  await go(page, `site/${site.id}`);
  const figures = await text(page, ".figures");
  assert.ok(figures.includes(`${site.total_min.toFixed(2)}–${site.total_max.toFixed(2)}`), figures);
  assert.match(figures, /已评比重/);
  await page.click("text=全部展开");
  const open1 = await page.locator(".tree > details > summary").filter({ hasText: "～" }).count();
  assert.ok(open1 > 0);
  assert.ok(await page.locator(".findings li a[href^='https://']").count() > 0);
  await page.close();
});

test("rank intervals, tier probabilities and the next leaf are those of the document", async () => {
  const { page } = await open(browser, "sample.html");
  const { profiles, sites, tiers } = report("sample.json");
  const { certainty } = profiles[0];
  await go(page, "certainty");
  const spans = await page.locator("table").first().locator("tbody tr .bounds .number").allInnerTexts();
  const byRank = certainty.sites.slice().sort((a, b) => a.rank - b.rank);
  assert.deepEqual(spans, byRank.map((one) => (one.rank_q05 === one.rank_q95 ? `${one.rank_q05}` : `${one.rank_q05}–${one.rank_q95}`)));
  assert.equal(await page.locator("table").nth(1).locator("tbody tr").count(), certainty.leaves.length);
  for (const one of certainty.sites) {
    assert.equal(one.p_tiers_min.length, tiers.length);
    assert.equal(one.p_tiers_max.length, tiers.length);
    const sum = (shares) => shares.reduce((all, p) => all + p, 0);
    assert.ok(sum(one.p_tiers_min) <= 1 + 1e-9 && sum(one.p_tiers_max) >= 1 - 1e-9);
  }
  const open1 = sites.find((site) => site.next_leaf !== null);
  await go(page, `site/${open1.id}`);
  const name = profiles[0].indicators.find((one) => one.id === open1.next_leaf.id).name;
  assert.ok((await text(page, "main")).includes(`最该先人工评的指标\n${name}`));
  await page.close();
});

test("hostile names and texts stay text", async () => {
  const { page, faults } = await open(browser, "hostile.html");
  for (const view of [...VIEWS, "site/site-0", "site/site-2", "site/site-3", "site/site-4", "site/site-5"]) {
    await go(page, view);
    assert.deepEqual(await violations(page), [], view);
    assert.equal(await page.locator("main script, main img, main iframe").count(), 0);
    assert.equal(await page.locator("a[href^='javascript:'], a[href^='data:']").count(), 0);
    assert.doesNotMatch(await page.title(), /^owned/);
    assert.doesNotMatch(await text(page, "body"), /[\u202a-\u202e\u2066-\u2069]/);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(isWide, false, view);
  }
  await go(page, "ranking");
  assert.match(await text(page, "body"), /（无名称） site-4/);
  assert.deepEqual(faults, []);
  await page.close();
});

test("on a phone nothing is cut off, and print shows everything", async () => {
  const { page } = await open(browser, "sample.html", { width: 360, height: 740 });
  for (const view of [...VIEWS, "site/site-2"]) {
    await go(page, view);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, view);
  }
  const closed = await page.locator("details:not([open])").count();
  assert.ok(closed > 0);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("details:not([open])").count(), 0);
  const paper = await page.pdf({ format: "A4" });
  assert.ok(paper.length > 20000);
  await page.close();
});

test("1,249 sites open from one file of bounded size", async () => {
  const size = statSync(join(folder, "round.html")).size;
  assert.ok(size < 30 * 1024 * 1024, `${size} bytes`);
  const { page, milliseconds } = await open(browser, "round.html");
  const started = Date.now();
  await go(page, "site/site-1200");
  const opened = Date.now() - started;
  await page.close();
  // Times are for the reader of the log: they depend on the machine and judge nothing.
  console.log(`open ${milliseconds} ms, a site ${opened} ms, ${size} bytes`);
});
