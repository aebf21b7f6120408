// SARIF by the schema that OASIS publishes (carried by a package of Microsoft's SARIF SDK), JUnit by what
// its readers (Jenkins, GitLab, GitHub's reporters) agree on.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { folder, launch, report } from "./page.mjs";

const require = createRequire(join(process.env.GWEVAL_TEST_MODULES, "package.json"));
const Ajv = require("ajv");
const read = (file) => readFileSync(join(folder, file), "utf8");

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

function validator() {
  const packageFolder = join(process.env.GWEVAL_TEST_MODULES, "node_modules/@microsoft/jest-sarif");
  const schema = JSON.parse(readFileSync(join(packageFolder, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  const ajv = new Ajv({ schemaId: "auto", allErrors: true, meta: false, unknownFormats: "ignore" });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  return ajv.compile(schema);
}

test("SARIF is valid by its published schema, hostile texts included", () => {
  const isValid = validator();
  for (const name of ["sample", "hostile"]) {
    const log = JSON.parse(read(`${name}.sarif`));
    assert.equal(isValid(log), true, `${name}: ${JSON.stringify((isValid.errors || []).slice(0, 3))}`);
    assert.equal(log.version, "2.1.0");
    assert.ok(log.runs[0].results.length > 0);
  }
  const broken = JSON.parse(read("sample.sarif"));
  delete broken.runs[0].results[0].message;
  assert.equal(isValid(broken), false);  // the schema does look
});

test("SARIF says what the ledger lost", () => {
  const log = JSON.parse(read("sample.sarif"));
  const { results } = log.runs[0];
  const rules = log.runs[0].tool.driver.rules;
  for (const result of results) {
    assert.equal(rules[result.ruleIndex].id, result.ruleId);
    assert.ok(["warning", "note"].includes(result.level));
    assert.equal(result.level === "warning", result.properties.points > 0);
  }
  assert.equal(new Set(results.map((one) => JSON.stringify(one.partialFingerprints))).size, results.length);
});

// Points that a case of the JUnit file or a result of the SARIF file names as lost, by site, leaf and criterion.
function lostByJunit(xml) {
  const lost = new Map();
  for (const [, leaf, criterion, text] of xml.matchAll(/classname="([^"]+)" name="([^"]+)" time="0">\s*<failure [^>]*最多可得 ([\d.]+) 分/g)) {
    lost.set(`${leaf}/${criterion}`, Number(text));
  }
  return lost;
}

test("points lost in JUnit and SARIF and points kept in the ledger add up to the weights", () => {
  const { sites } = report("sample.results.json");
  const junit = lostByJunit(read("sample.junit.xml"));
  const sarif = new Map(JSON.parse(read("sample.sarif")).runs[0].results.map((one) =>
    [one.locations[0].logicalLocations[0].fullyQualifiedName, one.properties.points]));
  const complete = sites.filter((site) => site.total !== null);
  assert.ok(complete.length > 3);
  let leaves = 0;
  for (const site of complete) {
    for (const leaf of site.indicators.filter((node) => node.is_leaf && !node.is_bonus && node.state === "scored")) {
      const lost = leaf.criteria.reduce((sum, one) => sum + (junit.get(`${site.id}.${leaf.id}/${one.id}`) ?? 0), 0);
      const missing = leaf.effective_weight - leaf.points;
      // Displayed to a hundredth; deductions beyond a leaf's points cost nothing more.
      assert.ok(Math.abs(Math.min(lost, missing) - missing) <= 0.005 * leaf.criteria.length + 1e-9, `${site.id} ${leaf.id}: ${lost} of ${missing}`);
      leaves += 1;
      for (const one of leaf.criteria) {
        const key = `${site.id}/${leaf.id}/${one.id}`;
        if (sarif.has(key)) assert.ok(Math.abs(sarif.get(key) - (junit.get(`${site.id}.${leaf.id}/${one.id}`) ?? 0)) <= 0.005 + 1e-9, key);
      }
    }
  }
  assert.ok(leaves > 100);
});

// A browser's parser is the judge of well-formedness; what must be there is asked of the tree.
test("JUnit is well formed, counts what it lists, and has one suite a site", async () => {
  const page = await browser.newPage({ offline: true });
  for (const name of ["sample", "hostile"]) {
    const found = await page.evaluate((xml) => {
      const tree = new DOMParser().parseFromString(xml, "application/xml");
      const count = (node, what) => node.querySelectorAll(what).length;
      const numbers = (node) => ["tests", "failures", "skipped", "errors"].map((key) => Number(node.getAttribute(key)));
      const listed = (node) => [count(node, "testcase"), count(node, "testcase > failure"), count(node, "testcase > skipped"),
        count(node, "testcase > error")];
      const suites = [...tree.querySelectorAll("testsuites > testsuite")];
      return {
        fault: tree.querySelector("parsererror")?.textContent ?? "",
        root: tree.documentElement.nodeName,
        total: [numbers(tree.documentElement), listed(tree.documentElement)],
        suites: suites.map((one) => ({ name: one.getAttribute("name"), said: numbers(one), listed: listed(one) })),
        bare: [...tree.querySelectorAll("testcase")].filter((one) => !one.getAttribute("name") || !one.getAttribute("classname")).length,
        places: [...new Set([...tree.querySelectorAll("failure, skipped, error")].map((one) => one.parentNode.nodeName))],
        silent: [...tree.querySelectorAll("failure")].filter((one) => !one.getAttribute("message")).length,
      };
    }, read(`${name}.junit.xml`));
    assert.equal(found.fault, "");
    assert.equal(found.root, "testsuites");
    assert.deepEqual(found.total[0], found.total[1]);
    for (const suite of found.suites) assert.deepEqual(suite.said, suite.listed, suite.name);
    assert.deepEqual(found.suites.map((suite) => suite.name), report(`${name}.json`).sites.map((site) => site.id));
    assert.equal(found.bare, 0);
    assert.equal(found.silent, 0);
    assert.deepEqual(found.places, ["testcase"]);
  }
  await page.close();
});
