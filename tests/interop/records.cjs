// Prints what the npm package warcio reads in an archive, one JSON object a record: run as
//   NODE_PATH=build/interop/node_modules node records.cjs ARCHIVE
// Digests are computed here, from the bytes that warcio hands out, not taken from the archive.
"use strict";
const { createHash } = require("node:crypto");
const { createReadStream } = require("node:fs");
const { WARCParser } = require("warcio");

const kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes) {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  let out = "";
  for (let i = 0; i < bits.length; i += 5) out += kAlphabet[parseInt(bits.slice(i, i + 5).padEnd(5, "0"), 2)];
  return out;
}

const sha1 = (bytes) => "sha1:" + base32(createHash("sha1").update(bytes).digest());

async function blockDigests(path) {
  const digests = [];
  for await (const record of new WARCParser(createReadStream(path), { parseHttp: false })) {
    digests.push(sha1(await record.readFully(false)));
  }
  return digests;
}

async function main(path) {
  const digests = await blockDigests(path);
  let number = 0;
  for await (const record of new WARCParser(createReadStream(path))) {
    const stored = await record.readFully(false);
    const said = (name) => record.warcHeaders.headers.get(name) ?? "";
    const block = said("WARC-Block-Digest");
    const payload = said("WARC-Payload-Digest");
    console.log(JSON.stringify({
      version: record.warcHeaders.protocol,
      type: record.warcType,
      uri: record.warcTargetURI ?? "",
      date: record.warcDate ?? "",
      id: said("WARC-Record-ID"),
      concurrent_to: said("WARC-Concurrent-To"),
      refers_to: said("WARC-Refers-To"),
      profile: said("WARC-Profile"),
      content_type: record.warcContentType ?? "",
      status: record.httpHeaders && record.warcType !== "request" ? record.httpHeaders.statusCode : 0,
      bytes: stored.length,
      payload: sha1(stored),
      said_payload: payload,
      block_holds: block === "" || block === digests[number],
      payload_holds: payload === "" || record.warcType === "revisit" || payload === sha1(stored),
    }));
    number += 1;
  }
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
