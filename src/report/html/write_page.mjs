// Bundles the pages of the HTML report and of comparisons and writes them as C++ source:
//   node write_page.mjs MODULES-FOLDER OUT.cpp
// Script and style are allowed by their digests alone (Content Security Policy level 3), so nothing that
// comes with the data can run.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, output] = process.argv.slice(2);
if (!output) throw new Error("usage: node write_page.mjs MODULES-FOLDER OUT.cpp");
const here = dirname(fileURLToPath(import.meta.url));
const esbuild = createRequire(join(resolve(modules), "package.json"))("esbuild");

function bundle(entry, options) {
  const result = esbuild.buildSync({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: ["chrome103", "firefox113", "safari16.4"],  // the first with DecompressionStream, or older
    nodePaths: [join(resolve(modules), "node_modules")],
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].text.trim();
}

function digest(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

const style = bundle("style.css", {});

function page(entry, files) {
  const script = bundle(entry, { format: "iife" });
  if (/<\/script/i.test(script) || /<\/style/i.test(style)) throw new Error("the bundle would end its own element");
  const policy = [
    "default-src 'none'", `script-src ${digest(script)}`, `style-src ${digest(style)}`, "img-src data:",
    "base-uri 'none'", "form-action 'none'"].join("; ");
  return readFileSync(join(here, "page.html"), "utf8")
    .replace("<!--policy-->", () => policy)
    .replaceAll("<!--files-->", () => files)
    .replace("<!--style-->", () => `<style>${style}</style>`)
    .replace("<!--script-->", () => `<script>${script}</script>`);
}

// A string literal may be 64 KiB at least (C++ [implimits]); pieces of it are joined by the compiler.
function literal(text) {
  const pieces = [];
  for (let i = 0; i < text.length; i += 16000) pieces.push(`R"~page~(${text.slice(i, i + 16000)})~page~"`);
  return pieces.join("\n");
}

function source(name, text) {
  return `std::string_view ${name}() {
  static constexpr char kPage[] =
${literal(text)};
  return {kPage, sizeof kPage - 1};
}
`;
}

writeFileSync(output, `// Written by src/report/html/write_page.mjs.
#include "report/report_page.hpp"

namespace gweval {

${source("report_page", page("js/main.js", "ranking.csv, results.json"))}
${source("diff_page", page("js/diff_main.js", "diff.csv, diff.json (gweval diff --format csv, json)"))}
}  // namespace gweval
`);
