// Evidence that other crawlers gathered, and facts made again from archives.

#include <algorithm>
#include <fstream>
#include <functional>
#include <random>

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"
#include "warc/gzip_member.hpp"
#include "warc/http_block.hpp"
#include "warc/reader.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

std::vector<warc::Record> records_of(const fs::path& archive) {
  auto reader = warc::Reader::open(archive, {});
  REQUIRE(reader);
  std::vector<warc::Record> records;
  while (true) {
    auto record = reader->next();
    REQUIRE(record);
    if (!*record) return records;
    records.push_back(**std::move(record));
  }
}

void set_field(warc::Record& record, const std::string& name, const std::string& value) {
  for (auto& [key, old] : record.fields) {
    if (key == name) old = value;
  }
}

/// With the second looks at failures as far behind as at the default pace: others' archives tell
/// them from a hiccup by their time alone.
std::vector<warc::Record> unhurried(std::vector<warc::Record> records) {
  for (std::size_t i = 1; i < records.size(); ++i) {
    if (records[i].block.find("\"purpose\":\"recheck\"") == std::string::npos) continue;
    const std::string date(records[i - 1].field("WARC-Date"));
    set_field(records[i - 1], "WARC-Date", date.substr(0, 11) + "23:59:59Z");
  }
  return records;
}

std::string plain_text(const warc::Record& record, const std::string& version) {
  std::string out = "WARC/" + version + "\r\n";
  for (const auto& [name, value] : record.fields) {
    if (name == "Content-Length" || name.find("Digest") != std::string::npos) continue;
    out += name + ": " + value + "\r\n";
  }
  out += fmt::format("Content-Length: {}\r\n\r\n", record.block.size());
  return out + record.block + "\r\n\r\n";
}

/// The body in chunks of 1,000 bytes again, as wget and Heritrix leave it.
void put_chunks_back(warc::Record& record) {
  const warc::HttpBlock parts = warc::split_response(record.block);
  std::string head = parts.head.substr(0, parts.head.size() - 2);
  std::string lines;
  for (std::size_t start = 0; start < head.size();) {
    const std::size_t end = head.find('\n', start) + 1;
    const std::string line = head.substr(start, end - start);
    if (line.rfind("Content-Length:", 0) != 0 && line.rfind("X-Crawler-", 0) != 0) lines += line;
    start = end;
  }
  std::string body;
  for (std::size_t start = 0; start < parts.body.size(); start += 1000) {
    const std::string chunk = parts.body.substr(start, 1000);
    body += fmt::format("{:x}\r\n{}\r\n", chunk.size(), chunk);
  }
  record.block = lines + "Transfer-Encoding: chunked\r\n\r\n" + body + "0\r\n\r\n";
}

using Rewrite = std::function<std::string(std::vector<warc::Record>)>;

std::string gzip(const std::string& plain) {
  std::string out;
  REQUIRE(warc::append_gzip_member(out, plain));
  return out;
}

/// WARC 1.0, a gzip member a record, name look-ups and crawl notes among them, the request after
/// its response, angle brackets around addresses.
std::string as_heritrix(std::vector<warc::Record> records) {
  std::string out = gzip(
      "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: "
      "application/warc-fields\r\nContent-Length: 27\r\n\r\nsoftware: "
      "Heritrix/3.4.0\r\n\r\n\r\n\r\n");
  std::string request;
  int number = 0;
  for (warc::Record& record : records) {
    const bool is_request = record.type() == "request";
    if (!is_request && record.type() != "response") continue;
    if (number++ % 5 == 0) {
      out += gzip(
          "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: dns:www.site.example\r\n"
          "WARC-Record-ID: <urn:uuid:2>\r\nContent-Type: text/dns\r\nContent-Length: 4\r\n\r\n"
          "none\r\n\r\n");
    }
    set_field(record, "WARC-Target-URI", "<" + std::string(record.target_uri()) + ">");
    if (is_request) {
      request = gzip(plain_text(record, "1.0"));
      continue;
    }
    put_chunks_back(record);
    std::erase_if(record.fields,
                  [](const auto& field) { return field.first == "WARC-Concurrent-To"; });
    out += gzip(plain_text(record, "1.0")) + request;
    request.clear();
  }
  return out;
}

/// One gzip stream over everything, no requests, no warcinfo, dates with fractions.
std::string as_one_stream(std::vector<warc::Record> records) {
  std::string out;
  for (warc::Record& record : records) {
    if (record.type() != "response") continue;
    std::string date(record.field("WARC-Date"));
    date.insert(date.size() - 1, ".123456");
    set_field(record, "WARC-Date", date);
    out += plain_text(record, "1.1");
  }
  return gzip(out);
}

/// Uncompressed, and every answer came once more later: as a revisit.
std::string as_revisits(std::vector<warc::Record> records) {
  std::string first;
  std::string second;
  int number = 0;
  for (const warc::Record& record : records) {
    if (record.type() != "response" && record.type() != "request") continue;
    first += plain_text(record, "1.1");
    if (record.type() != "response") continue;
    warc::Record again = record;
    const bool is_not_modified = ++number % 2 == 0 && record.block.find(" 200 ") < 16;
    set_field(again, "WARC-Type", "revisit");
    set_field(again, "WARC-Record-ID", fmt::format("<urn:uuid:again-{}>", number));
    set_field(again, "WARC-Date", "2099-01-01T00:00:00Z");
    again.fields.emplace_back("WARC-Refers-To", record.field("WARC-Record-ID"));
    again.fields.emplace_back(
        "WARC-Profile", is_not_modified
                            ? "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
                            : "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
    again.block = is_not_modified ? "HTTP/1.1 304 Not Modified\r\nServer: x\r\n\r\n"
                                  : warc::split_response(record.block).head;
    second += plain_text(again, "1.1");
  }
  return first + second;
}

/// Every automatic criterion of a site as "indicator criterion outcome value findings", but for
/// those about TLS: no WARC but ours tells certificates and refused connections.
std::vector<std::string> observations(const nlohmann::json& site) {
  std::vector<std::string> out;
  for (const auto& indicator : site["indicators"]) {
    for (const auto& criterion : indicator["criteria"]) {
      const std::string rule =
          criterion["rule"].is_null() ? "" : criterion["rule"].get<std::string>();
      if (rule.empty() || rule == "security.https" || rule == "security.certificate") continue;
      out.push_back(indicator["id"].get<std::string>() + " " + criterion["id"].get<std::string>() +
                    " " + criterion["state"].dump() + criterion["outcome"].dump() +
                    criterion["value"].dump() + criterion["findings"].dump());
    }
  }
  return out;
}

struct Imported {
  SamplePortals portals;
  Imported() { REQUIRE(portals.score().exit_code == 0); }

  [[nodiscard]] std::string start_of(const std::string& id) const {
    return find_by(portals.results()["sites"], "id", id)["url"].get<std::string>();
  }
  ProgramRun import(const std::string& id, const fs::path& file) const {
    return run_gweval(portals.folder().path(), {"import", file.string(), "--site", id, "--url",
                                                start_of(id), "--evidence", "imported"});
  }
  void score_imported(int exit_code = 0) const {
    const auto run = run_gweval(
        portals.folder().path(),
        {"score", "--profile", "municipal", source_path("samples/site-list.csv").string(),
         "--offline", "--evidence", "imported", "--out", "again", "--as-of", "2025-11-20"});
    INFO(run.err);
    REQUIRE(run.exit_code == exit_code);
  }
};

/// An import asks no search, so the reason why nothing is known of it is another one, and the
/// newest capture may be an earlier one.
nlohmann::json without_search_reasons(nlohmann::json results) {
  for (auto& site : results["sites"]) {
    site.erase("captured_at");
    for (auto& indicator : site["indicators"]) {
      for (auto& criterion : indicator["criteria"]) {
        if (to_string(criterion["rule"]).find("\"search.") == 0) criterion.erase("reason");
      }
    }
  }
  return results;
}

TEST_CASE("import: our own archive gives the same results") {
  Imported round;
  for (const char* id : kSampleSites) {
    const auto run = round.import(id, fmt::format("evidence/{}/archive.warc.gz", id));
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
  }
  round.score_imported();
  CHECK(without_search_reasons(round.portals.results("again")) ==
        without_search_reasons(round.portals.results()));
  // What is evidence already is not taken twice.
  const std::string archive = slurp(round.portals.folder() / "imported/qinghe/archive.warc.gz");
  const auto again = round.import("qinghe", "evidence/qinghe/archive.warc.gz");
  CHECK(again.exit_code == 0);
  CHECK_THAT(again.err, Contains("0 fetch(es)"));
  CHECK(slurp(round.portals.folder() / "imported/qinghe/archive.warc.gz") == archive);
}

TEST_CASE("import: one file of many sites gives each its own, killed or not") {
  Imported round;
  std::string all;
  for (const char* id : kSampleSites) {
    all += slurp(round.portals.folder() / "evidence" / id / "archive.warc.gz");
  }
  const auto file = round.portals.folder().write("all.warc.gz", all);
  std::mt19937 random(20251122);
  std::uniform_int_distribution<int> moment(5'000, 400'000);
  for (const char* id : kSampleSites) {
    for (int i = 0; i < 4; ++i) {
      static_cast<void>(run_gweval_killed(round.portals.folder().path(),
                                          {"import", file.string(), "--site", id, "--url",
                                           round.start_of(id), "--evidence", "imported"},
                                          std::chrono::microseconds(moment(random))));
    }
    REQUIRE(round.import(id, file).exit_code == 0);
  }
  round.score_imported();
  // The newest capture differs: it is the newest of the file.
  const auto without_times = [](nlohmann::json results) {
    for (auto& site : results["sites"]) site.erase("captured_at");
    return without_search_reasons(std::move(results));
  };
  CHECK(without_times(round.portals.results("again")) == without_times(round.portals.results()));
}

TEST_CASE("import: archives as other crawlers write them score as ours do") {
  Rewrite rewrite;
  SECTION("Heritrix: WARC 1.0, chunks left in, look-ups of names") {
    rewrite = as_heritrix;
  }
  SECTION("one gzip stream without requests") {
    rewrite = as_one_stream;
  }
  SECTION("plain, with revisits") {
    rewrite = as_revisits;
  }
  Imported round;
  for (const char* id : kSampleSites) {
    const auto source = round.portals.folder() / "evidence" / id / "archive.warc.gz";
    const auto file = round.portals.folder().write(std::string(id) + ".warc",
                                                   rewrite(unhurried(records_of(source))));
    const auto run = round.import(id, file);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    // What was copied on the way is gone.
    for (const auto& entry : fs::directory_iterator(round.portals.folder() / "imported")) {
      CHECK(entry.is_directory());
    }
  }
  round.score_imported();
  for (const char* id : kSampleSites) {
    CHECK(observations(find_by(round.portals.results("again")["sites"], "id", id)) ==
          observations(find_by(round.portals.results()["sites"], "id", id)));
  }
}

TEST_CASE("import: several files, with notes of the crawler among the captures") {
  Imported round;
  const std::string id = "qinghe";
  const auto records = records_of(round.portals.folder() / "evidence" / id / "archive.warc.gz");
  // As Browsertrix: a file a worker, pictures and texts of pages as resources, no records of ours.
  std::string files[3];
  int number = 0;
  for (const warc::Record& record : records) {
    if (record.type() != "request" && record.type() != "response") continue;
    std::string& file = files[number % 3];
    if (record.type() == "response") ++number;
    file += gzip(plain_text(record, "1.1"));
    for (const char* kind : {"resource", "metadata", "conversion"}) {
      file += gzip(
          fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:{}-{}>\r\nWARC-Date: "
                      "2099-01-01T00:00:00Z\r\nWARC-Target-URI: {}\r\nContent-Type: text/html\r\n"
                      "Content-Length: 12\r\n\r\n<title>x</t>\r\n\r\n",
                      kind, kind, number, record.target_uri()));
    }
  }
  std::vector<std::string> arguments{"import",           "--site",     id,        "--url",
                                     round.start_of(id), "--evidence", "imported"};
  for (int i = 2; i >= 0; --i) {  // in any order
    arguments.push_back(
        round.portals.folder().write(fmt::format("worker-{}.warc.gz", i), files[i]).string());
  }
  const auto run = run_gweval(round.portals.folder().path(), arguments);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  round.score_imported(4);  // nothing of the other sites
  CHECK(observations(find_by(round.portals.results("again")["sites"], "id", id)) ==
        observations(find_by(round.portals.results()["sites"], "id", id)));
}

TEST_CASE("import: a torn archive gives what lies before the tear, and says so") {
  Imported round;
  const std::string whole = slurp(round.portals.folder() / "evidence/qinghe/archive.warc.gz");
  const auto file = round.portals.folder().write("torn.warc.gz", whole.substr(0, whole.size() / 2));
  const auto run = round.import("qinghe", file);
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK_THAT(run.err, Contains("what lies before it was used"));
  const auto rest = round.import("qinghe", "evidence/qinghe/archive.warc.gz");
  REQUIRE(rest.exit_code == 0);
  const auto facts =
      run_gweval(round.portals.folder().path(), {"extract", "--evidence", "imported"});
  CHECK(facts.exit_code == 0);
}

TEST_CASE("import: what cannot be evidence is refused, and nothing is written") {
  const TempDir folder;
  const auto refused = [&folder](const std::string& content, const std::string& advice) {
    const auto file = folder.write("file", content);
    const auto run = run_gweval(folder.path(), {"import", file.string(), "--site", "site"});
    INFO(run.err);
    CHECK(run.exit_code == 3);
    CHECK_THAT(run.err, Contains(advice));
    CHECK_FALSE(fs::exists(folder / "gweval-evidence" / "site"));
  };
  refused("", "holds no record");
  refused("hello", "no WARC file");
  refused("PK\x03\x04zip", "WACZ");
  refused("\x28\xb5\x2f\xfdzstd", "zstd -d");
  const std::string arc = "filedesc://site.arc 0.0.0.0 20070101000000 text/plain 76\n1 0 x\n";
  refused(arc, "an ARC file");
  refused(gzip(arc), "an ARC file");
  refused("WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
          "no page in the archives to start from");
  const auto run =
      run_gweval(folder.path(), {"import", (folder / "file").string(), "--site", "../x"});
  CHECK(run.exit_code == 2);
}

TEST_CASE("extract: facts made again are the facts of the crawl") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  for (const char* id : kSampleSites) {
    std::ofstream(portals.folder() / "evidence" / id / "facts.sqlite", std::ios::trunc) << "lost";
  }
  const auto run = run_gweval(portals.folder().path(), {"extract", "--evidence", "evidence"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK_THAT(run.err, Contains("facts of 3 of 3 site(s)"));
  REQUIRE(portals.score({"--offline"}, "again").exit_code == 0);
  CHECK(slurp(portals.folder() / "again/results.json") ==
        slurp(portals.folder() / "out/results.json"));

  const auto nothing = run_gweval(portals.folder().path(), {"extract", "--evidence", "elsewhere"});
  CHECK(nothing.exit_code == 3);
  const auto unknown =
      run_gweval(portals.folder().path(), {"extract", "atlantis", "--evidence", "evidence"});
  CHECK(unknown.exit_code == 3);
  CHECK_THAT(unknown.err, Contains("atlantis"));
}

}  // namespace
}  // namespace gweval::test
