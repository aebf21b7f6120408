// The comparison's page in a real browser: what a reader sees, does and is protected from.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { go, launch, open, report, violations } from "./page.mjs";

const VIEWS = ["changes", "byIndicator", "panels", "sides"];
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const text = (page, selector) => page.locator(selector).innerText();
const rows = (page) => page.locator(".ranking tbody tr");
const number = (shown) => (shown === "–" ? 0 : Number(shown.replace("−", "-")));
const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
const compared = (diff) => diff.sites.filter((site) => site.basis !== "none");
const numberOf = (diff, id) => diff.sites.findIndex((site) => site.id === id);

test("every view opens without a fault, a request or a barrier, in both languages", async () => {
  const { page, faults } = await open(browser, "sample.diff.html");
  for (const language of ["zh-CN", "en"]) {
    assert.equal(await page.getAttribute("html", "lang"), language);
    for (const view of [...VIEWS, "site/1", "site/3"]) {
      await go(page, view);
      assert.deepEqual(await violations(page), [], `${view} ${language}`);
      assert.equal(await isWide(page), false, `${view} is wider than the window`);
    }
    await page.click("#language");
  }
  assert.deepEqual(faults, []);
  await page.close();
});

test("the sites filter and sort, and what is not compared says why", async () => {
  const { page } = await open(browser, "sample.diff.html");
  const diff = report("sample.diff.json");
  const sites = compared(diff);
  assert.equal(await rows(page).count(), sites.length);
  const shown = (await page.locator(".ranking tbody td.strong").allInnerTexts()).map(number);
  assert.deepEqual(shown, shown.slice().sort((a, b) => a - b));
  await page.selectOption("form.filters select >> nth=0", "siteFell");
  const fell = sites.filter((site) => site.site_effect <= -0.005).length;
  assert.ok(fell > 0 && fell < sites.length);
  assert.equal(await rows(page).count(), fell);
  await page.selectOption("form.filters select >> nth=0", "");
  await page.fill("input[type=search]", "第 2 号");
  await page.waitForFunction(() => document.querySelectorAll(".ranking tbody tr").length === 1);
  await page.fill("input[type=search]", "");
  await page.click("[data-key=siteEffect]");
  assert.equal(await page.locator("th:has([data-key=siteEffect])").getAttribute("aria-sort"), "ascending");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "siteEffect");
  const gone = await text(page, "ul.plain");
  assert.match(gone, /第 1 号.*新结果中没有/);  // left; number 3 joined
  assert.match(gone, /第 3 号.*旧结果中没有/);
  await page.close();
});

test("what a row shows adds up to its change, on the table and on the site's page", async () => {
  const { page } = await open(browser, "sample.diff.html");
  const diff = report("sample.diff.json");
  const whole = compared(diff).filter((site) => site.evidence_effect !== null);
  assert.ok(whole.length > 3);
  for (const site of whole.slice(0, 4)) {
    await go(page, `site/${numberOf(diff, site.id)}`);
    const sum = (await page.locator(".sum-row td").allInnerTexts()).filter(Boolean).map(number);
    const [change, siteEffect, catalogueEffect, evidence, rules, weights] = sum;
    assert.ok(Math.abs(change - site.change) < 0.0051);
    assert.ok(Math.abs(siteEffect + catalogueEffect - change) < 0.0151, sum.join());
    assert.ok(Math.abs(evidence + rules + weights - change) < 0.0201, sum.join());
    const cells = (await page.locator(".rows tbody tr:not(.sum-row) td.strong").allInnerTexts()).map(number);
    assert.ok(Math.abs(cells.reduce((a, b) => a + b, 0) - change) < 0.005 * (cells.length + 1), site.id);
  }
  await page.close();
});

test("group means show entry and exit, and add up", async () => {
  const { page } = await open(browser, "sample.diff.html");
  await go(page, "panels");
  const cells = await page.locator("table tbody tr").first().locator("td").allInnerTexts();
  const [change, continuing, siteEffect, catalogueEffect, coverage] = cells.slice(3, 8).map(number);
  const [entry, exit] = cells.slice(-2).map(number);
  assert.ok(Math.abs(continuing + entry + exit - change) < 0.0201, cells.join());
  assert.ok(Math.abs(siteEffect + catalogueEffect + coverage - continuing) < 0.0201, cells.join());
  assert.ok(entry !== 0 && exit !== 0);
  await page.close();
});

test("the keyboard alone leads to a site and back", async () => {
  const { page } = await open(browser, "sample.diff.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.locator(".ranking tbody a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rows");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H2");
  await page.locator(".back a").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ranking");
  await page.close();
});

test("hostile names and texts stay text", async () => {
  const { page, faults } = await open(browser, "hostile.diff.html");
  for (const view of [...VIEWS, ...Array.from({ length: 8 }, (_, i) => `site/${i}`)]) {
    await go(page, view);
    assert.equal(await page.locator("main script, main img, main iframe").count(), 0);
    assert.equal(await page.locator("a[href^='javascript:'], a[href^='data:']").count(), 0);
    assert.doesNotMatch(await page.title(), /^owned/);
    assert.doesNotMatch(await text(page, "body"), /[\u202a-\u202e\u2066-\u2069]/);
    assert.equal(await isWide(page), false, view);
  }
  assert.deepEqual(await violations(page), []);
  await go(page, "changes");
  assert.match(await text(page, "body"), /（无名称） site-4/);
  assert.deepEqual(faults, []);
  await page.close();
});

test("on a phone nothing is cut off, and print shows everything", async () => {
  const { page } = await open(browser, "sample.diff.html", { width: 360, height: 740 });
  for (const view of [...VIEWS, "site/2"]) {
    await go(page, view);
    assert.equal(await isWide(page), false, view);
  }
  const paper = await page.pdf({ format: "A4" });
  assert.ok(paper.length > 20000);
  await page.close();
});
