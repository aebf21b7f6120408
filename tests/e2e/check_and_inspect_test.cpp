// One site, and one page.

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("check lists what to fix, most points first") {
  SamplePortals portals;
  std::vector<std::string> arguments{"check",     "http://www.beiyuan.example/",
                                     "--profile", "municipal",
                                     "--as-of",   "2025-11-20",
                                     "--lang",    "en"};
  for (const auto& option : portals.crawl_options()) arguments.push_back(option);
  const auto run = run_gweval(portals.folder().path(), arguments);
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK_THAT(run.out, Contains("www.beiyuan.example"));
  CHECK_THAT(run.out, Contains("http"));

  // What it has seen is judged as a round's results are.
  const std::filesystem::path out = portals.folder().path() / "gweval-out";
  const auto made = std::filesystem::directory_iterator(out)->path() / "evidence";
  const auto judge = [&](const std::string& option, const std::string& value) {
    return run_gweval(portals.folder().path(),
                      {"check", "http://www.beiyuan.example/", "--profile", "municipal",
                       "--offline", "--evidence", made.string(), "--lang", "en", option, value});
  };
  const auto found = judge("--fail-on", "privacy.leaks");  // a number is planted there
  CHECK(found.exit_code == 1);
  CHECK_THAT(found.err, Contains("privacy.leaks/"));
  CHECK(judge("--fail-under", "110").exit_code == 1);
  CHECK(judge("--fail-under", "splendid").exit_code == 2);
  CHECK(judge("--max-error-rate", "100%").exit_code == 0);
  const auto early = run_gweval(portals.folder().path(),
                                {"score", "no.csv", "--fail-on", "no-such-finding", "--offline"});
  CHECK(early.exit_code == 2);  // said before the list is read
  const auto no_earlier =
      run_gweval(portals.folder().path(),
                 {"score", "no.csv", "--previous", "nothere.json", "--report", "md", "--offline"});
  CHECK(no_earlier.exit_code == 3);
  CHECK_THAT(no_earlier.err, Contains("nothere.json") && !Contains("no.csv"));
}

constexpr const char* kArticle =
    "<html lang=\"zh-CN\"><head><title>市政府召开常务会议_甲市人民政府</title>"
    "<meta name=\"ArticleTitle\" content=\"市政府召开常务会议\">"
    "<meta name=\"PubDate\" content=\"2024-01-02 08:00\"></head><body>"
    "<div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/yw/\">时政要闻</a></div>"
    "<h1>市政府召开常务会议</h1><p>发布时间：2025-11-03 09:12 来源：甲市日报</p>"
    "<div class=\"content\"><p>会议研究了年度重点工作，部署下一阶段任务。</p></div></body></html>";

TEST_CASE("inspect prints a saved page's facts as JSON") {
  const TempDir folder;
  const auto page = folder.write("page.html", kArticle);
  const auto run = run_gweval(
      folder.path(),
      {"inspect", page.string(), "--url", "http://www.jia.example/yw/202511/t1.html", "--json"});
  REQUIRE(run.exit_code == 0);
  const auto facts = nlohmann::json::parse(run.out);
  CHECK(facts["title"] == "市政府召开常务会议");
  CHECK(facts["pub_date"]["value"] == "2025-11-03");  // what a reader sees, not the label
  CHECK(facts["pub_date"]["source"] == "visible_text");
  CHECK(facts["content_source"]["value"] == "甲市日报");
  CHECK(facts["lang"] == "zh-CN");
  CHECK(facts["links"][0]["url"] == "http://www.jia.example/");
  bool has_label_reading = false;
  for (const auto& reading : facts["pub_date"]["readings"]) {
    has_label_reading =
        has_label_reading || (reading["date"] == "2024-01-02" && reading["source"] == "label");
  }
  CHECK(has_label_reading);
}

TEST_CASE("inspect of an address gives the facts of the page there") {
  SamplePortals portals;
  std::vector<std::string> arguments{"inspect", "http://www.linshui.example/", "--json"};
  for (const auto& option : portals.crawl_options()) arguments.push_back(option);
  const auto run = run_gweval(portals.folder().path(), arguments);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(nlohmann::json::parse(run.out)["page_kind"] == "home");
}

TEST_CASE("inspect of an address tells the page's kind as a crawl of its site would") {
  const SamplePortals portals;
  for (const auto& [path, kind] : std::vector<std::pair<std::string, std::string>>{
           {"/", "home"}, {"/bsfw/content_2102.html", "guide"}}) {
    std::vector<std::string> arguments{"inspect", "http://www.linshui.example" + path, "--json"};
    const auto crawl = portals.crawl_options();
    arguments.insert(arguments.end(), crawl.begin(), crawl.end());
    const auto run = run_gweval(portals.folder().path(), arguments);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    CHECK(nlohmann::json::parse(run.out)["page_kind"] == kind);
  }
}

TEST_CASE("inspect of what is not there says what to do") {
  const TempDir folder;
  const auto run = run_gweval(folder.path(), {"inspect", "missing.html"});
  CHECK(run.exit_code == 3);
  CHECK_THAT(run.err, Contains("missing.html: cannot read"));
  CHECK(run.out.empty());
}

}  // namespace
}  // namespace gweval::test
