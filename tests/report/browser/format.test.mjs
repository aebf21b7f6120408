// The page's numbers are the terminal's: expectations are the rules of docs/report-format.md and docs/scoring.md.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const { index, points, share } = await import(pathToFileURL(`${process.env.GWEVAL_PAGE}/js/format.js`).href);
const cutOffs = [95, 85, 75, 60, 0];

test("two decimals, half up, but never up over a cut-off that was not reached", () => {
  assert.equal(points(94.996, cutOffs), "94.99");
  assert.equal(points(95, cutOffs), "95.00");
  assert.equal(points(1.005, cutOffs), "1.01");
  assert.equal(points(0, cutOffs), "0.00");
  assert.equal(points(-0.7, cutOffs), "−0.70");
  assert.equal(points(109.999, cutOffs), "110.00");
});

test("never 100% below 1 and never 0% above 0", () => {
  assert.equal(share(0.999), "99%");
  assert.equal(share(0.001), "1%");
  assert.equal(share(1), "100%");
  assert.equal(share(0), "0%");
});

test("three decimals of an index", () => {
  assert.equal(index(0.0005), "0.001");
  assert.equal(index(1), "1.000");
  assert.equal(index(null), "–");
});
