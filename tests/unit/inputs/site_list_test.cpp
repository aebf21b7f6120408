// Site lists: DESIGN "Site list", docs/input-formats.md.

#include <string>
#include <vector>

#include "gweval/inputs.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval {
namespace {

const std::vector<std::string> kKnown{"ministry", "municipal", "county", "etdz", "hidz"};

SiteListLoad load(const std::string& text, const std::vector<std::string>& profiles = {}) {
  const test::TempDir folder;
  SiteListLoad out = load_site_list(folder.write("list.csv", text), profiles, kKnown);
  for (Diagnostics* all : {&out.faults, &out.notices}) {
    for (Diagnostic& each : *all) each.file = "list.csv";
  }
  return out;
}

std::vector<std::string> fault_texts(const Diagnostics& all) {
  std::vector<std::string> out;
  for (const Diagnostic& each : all) out.push_back(each.text());
  return out;
}

using Lines = std::vector<std::string>;

TEST_CASE("a list of more sites than a round takes is refused, with what to do") {
  std::string text = "name,url,profile\n";
  for (int i = 0; i < 50'001; ++i) {
    text += "a,http://h" + std::to_string(i) + ".example/,county\n";
  }
  const auto list = load(text);
  CHECK(list.sites.empty());
  CHECK(fault_texts(list.faults) ==
        Lines{"list.csv: 50001 sites are more than the 50000 that one round takes; split the list, "
              "or select rows with --profile"});
  const auto part = load(text + "b,http://b.example/,municipal\n", {"municipal"});
  CHECK(fault_texts(part.faults).empty());
  CHECK(part.sites.size() == 1);
}

TEST_CASE("a list of two columns is enough with --profile") {
  const auto list = load("name,url\n清河市,https://www.qinghe.example\n", {"municipal"});
  CHECK(fault_texts(list.faults).empty());
  REQUIRE(list.sites.size() == 1);
  const Site& site = list.sites[0];
  CHECK(site.id == "www.qinghe.example");
  CHECK(site.name == "清河市");
  CHECK(site.url == "https://www.qinghe.example/");
  CHECK(site.profile == "municipal");
  CHECK(site.extra.empty());
}

TEST_CASE("every documented column is read, unknown ones travel on in file order") {
  const auto list = load(
      "联系人,ID, Name ,URL,Profile,region_code,group,site_id_code,备注\r\n"
      "张三,qh,\"清河,市\",HTTP://WWW.Qinghe.Example:80/a/../b?x=1#top,county,139700,示例省,"
      "1397000001,\"说\"\"好\"\"\"\r\n");
  CHECK(fault_texts(list.faults).empty());
  CHECK(fault_texts(list.notices).empty());
  REQUIRE(list.sites.size() == 1);
  const Site& site = list.sites[0];
  CHECK(site.id == "qh");
  CHECK(site.name == "清河,市");
  CHECK(site.url == "http://www.qinghe.example/b?x=1");
  CHECK(site.profile == "county");
  CHECK(site.region_code == "139700");
  CHECK(site.group == "示例省");
  CHECK(site.site_id_code == "1397000001");
  CHECK(site.extra ==
        std::vector<std::pair<std::string, std::string>>{{"联系人", "张三"}, {"备注", "说\"好\""}});
}

TEST_CASE("GB18030 as spreadsheets in China save it") {
  const auto list = load("name,url\n\xC7\xE5\xBA\xD3\xCA\xD0,http://a.example/\n", {"county"});
  REQUIRE(list.sites.size() == 1);
  CHECK(list.sites[0].name == "清河市");
}

TEST_CASE("the profile option selects rows that name a profile and fills rows that name none") {
  const std::string text =
      "name,url,profile\n"
      "a,http://a.example/,municipal\n"
      "b,http://b.example/,county\n"
      "c,http://c.example/,\n";
  const auto one = load(text, {"county"});
  REQUIRE(one.sites.size() == 2);
  CHECK(one.sites[0].name == "b");
  CHECK(one.sites[1].name == "c");
  CHECK(one.sites[1].profile == "county");

  const auto none = load(text);
  CHECK(none.sites.empty());
  CHECK(fault_texts(none.faults) ==
        Lines{"list.csv:4:21: the row names no profile; fill column 'profile' or pass --profile"});

  const auto two = load(text, {"etdz", "hidz"});
  CHECK(fault_texts(two.faults) ==
        Lines{"list.csv:4:21: the row names no profile and --profile names "
              "several; fill column 'profile'"});
}

TEST_CASE("no rows, and no selected rows, are faults") {
  CHECK(fault_texts(load("name,url\n\n", {"county"}).faults) ==
        Lines{"list.csv: the list names no site; add at least one row below the header"});
  CHECK(fault_texts(load("", {"county"}).faults) ==
        Lines{"list.csv:1:1: the file is empty; it needs a header and at least one row"});
  const auto other =
      load("name,url,profile\na,http://a.example/,municipal\nb,http://b.example/,municipal\n",
           {"etdz", "hidz"});
  CHECK(fault_texts(other.faults) ==
        Lines{"list.csv: no row has profile etdz or hidz; the rows have: municipal 2"});
}

TEST_CASE("all faults of a list are reported together, by line and column") {
  const auto list = load(
      "id,name,url,profile,region_code,site_id_code\n"
      "a,,http://a.example/,municipal,,\n"
      "a b,乙,www.b.example,municipl,1397,\n"
      "c.,丙,ftp://c.example/,county,13970x,\n"
      "D,丁,http://d.example/,county,139700,bm12345678\n"
      "d,戊,http:///,county,139700,\n"
      ",己,,county\n"
      ",庚,http://[::1]/,county,139700,\n"
      ",辛,http://x.example:99999/,planet,139700,\n"
      ",壬,\"http://y.example/,county,139700,\n");
  CHECK(list.sites.empty());
  CHECK(fault_texts(list.faults) ==
        Lines{
            "list.csv:2:3: 'name' is empty; write the name of the site",
            "list.csv:3:1: 'id' 'a b' must be 1 to 100 letters, digits, dots, hyphens or "
            "underscores, with no dot at its end",
            "list.csv:3:7: 'url' 'www.b.example' has no scheme; write http:// or https:// before "
            "it",
            "list.csv:3:21: there is no profile 'municipl'; did you mean 'municipal'?",
            "list.csv:3:30: 'region_code' must be six digits (GB/T 2260), not '1397'",
            "list.csv:4:1: 'id' 'c.' must be 1 to 100 letters, digits, dots, hyphens or "
            "underscores, with no dot at its end",
            "list.csv:4:6: 'url' 'ftp://c.example/' is neither http nor https; only those can be "
            "scored",
            "list.csv:4:30: 'region_code' must be six digits (GB/T 2260), not '13970x'",
            "list.csv:6:1: id 'd' is already used in line 5; letter case does not tell ids apart",
            "list.csv:6:5: 'url' 'http:///' is no valid address; check host and port",
            "list.csv:7:1: the row has 4 cells and the header 6; look for a missing or stray comma "
            "or quote",
            "list.csv:8:4: the host name '[::1]' cannot name a folder; give the row an 'id'",
            "list.csv:9:4: 'url' 'http://x.example:99999/' is no valid address; check host and "
            "port",
            "list.csv:9:28: there is no profile 'planet'; use one of ministry, municipal, county, "
            "etdz, hidz",
            "list.csv:10:1: the row has 3 cells and the header 6; look for a missing or stray "
            "comma or quote",
            "list.csv:10:4: quoted cell is never closed; add the closing \"",
        });
}

TEST_CASE("a default id that is taken asks for an id") {
  const auto list = load("name,url\na,http://a.example/x\nb,https://A.example/y\n", {"county"});
  CHECK(fault_texts(list.faults) ==
        Lines{"list.csv:3:3: id 'a.example', taken from the host name, is already used in line 2; "
              "give one of the rows an 'id'"});
}

TEST_CASE("what can be read but looks wrong is a notice") {
  const auto list = load(
      "id,name,url,profle,site_id_code\n"
      "a,甲,http://a.example/,x,123\n"
      "b,乙,http://a.example,y,bm1234567x\n",
      {"county"});
  CHECK(fault_texts(list.faults).empty());
  CHECK(list.sites.size() == 2);
  CHECK(fault_texts(list.notices) ==
        Lines{
            "list.csv:1:13: column 'profle' is passed on unchanged; did you mean 'profile'?",
            "list.csv:2:25: 'site_id_code' '123' is not ten digits, nor bm and eight digits",
            "list.csv:3:5: the same address as in line 2",
            "list.csv:3:24: 'site_id_code' 'bm1234567x' is not ten digits, nor bm and eight "
            "digits",
        });
}

TEST_CASE("headers that cannot be used") {
  CHECK(fault_texts(load("name;url\na;b\n").faults) ==
        Lines{"list.csv:1:1: columns are separated by semicolons; save the file as CSV with "
              "commas"});
  CHECK(fault_texts(load("name\turl\na\tb\n").faults) ==
        Lines{"list.csv:1:1: columns are separated by tabs; save the file as CSV with commas"});
  CHECK(fault_texts(load("name,adress,Name,,x\na,b,c,d,e\n", {"county"}).faults) ==
        Lines{"list.csv:1:1: there is no column 'url'; add it to the header",
              "list.csv:1:13: column 'Name' stands twice, first in column 1; remove one",
              "list.csv:1:18: column without a name; name or remove it"});
  CHECK(fault_texts(load("nmae,url\na,http://a.example/\n", {"county"}).faults) ==
        Lines{"list.csv:1:1: there is no column 'name'; is it 'nmae'?; add it to the header"});
}

TEST_CASE("empty columns and rows that spreadsheets append are passed over") {
  const auto list = load("name,url,,\na,http://a.example/,,\n,,,\n", {"county"});
  CHECK(fault_texts(list.faults).empty());
  REQUIRE(list.sites.size() == 1);
  CHECK(list.sites[0].extra.empty());
}

TEST_CASE("a profile on the command line that the catalogue lacks") {
  const auto list = load("name,url\na,http://a.example/\n", {"conty"});
  CHECK(fault_texts(list.faults) ==
        Lines{"list.csv: --profile 'conty' is not in the catalogue; did you mean 'county'?"});
}

TEST_CASE("hostile lists end in bounded faults") {
  CHECK(load("name,url\n" + std::string(5000, 'x') + ",http://a.example/\n", {"county"})
            .faults.at(0)
            .text() ==
        "list.csv:2:1: cell is longer than 4096 bytes; shorten it, or look for a missing quote");

  std::string many = "name,url\n";
  for (int i = 0; i < 2000; ++i) many += "a,b\n";
  const auto faults = load(many, {"county"}).faults;
  CHECK(faults.size() == 501);
  CHECK(faults.back().message == "1500 more are not shown; mend these first");

  const auto commas = load("name,url\n" + std::string(3'000'000, ','), {"county"}).faults;
  REQUIRE_FALSE(commas.empty());
  CHECK(commas.back().message == "more than 2000000 cells; split the file");

  const auto big = load("name,url\n" + std::string(33 << 20, 'x'), {"county"}).faults;
  REQUIRE(big.size() == 1);
  CHECK(big[0].message.find("larger than the limit of 33554432 bytes") != std::string::npos);
}

TEST_CASE("a file that is not there") {
  const auto list = load_site_list("no-such-list.csv", {}, kKnown);
  REQUIRE(list.faults.size() == 1);
  CHECK(list.faults[0].text() ==
        "no-such-list.csv: cannot read: No such file or directory; check the path");
}

}  // namespace
}  // namespace gweval
