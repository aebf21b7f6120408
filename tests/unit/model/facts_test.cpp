#include "gweval/catalogue.hpp"
#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/result.hpp"
#include "gweval/site_facts.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("headers and labels are found whatever their case, the first of several") {
  const HeaderList headers{{"Content-Type", "text/html"}, {"content-type", "x"}, {"Server", "s"}};
  CHECK(find_header(headers, "CONTENT-TYPE") == "text/html");
  CHECK(find_header(headers, "server") == "s");
  CHECK_FALSE(find_header(headers, "content"));
  PageFacts page;
  page.labels = {{"SiteName", "清河市"}, {"sitename", "另一个"}};
  CHECK(find_label(page, "sitename") == "清河市");
  CHECK_FALSE(find_label(page, "ColumnName"));
}

Fetch page_fetch(const std::string& url, int status) {
  Fetch out;
  out.url = url;
  out.status = status;
  out.outcome = status == 0 ? FetchOutcome::connect_failed : FetchOutcome::response;
  return out;
}

TEST_CASE("one page in twenty may go unread before a site counts as read in part") {
  SiteFacts site;
  for (int i = 0; i < 40; ++i)
    site.fetches.push_back(page_fetch("http://a.example/" + std::to_string(i), 200));
  site.fetches.push_back(page_fetch("http://a.example/gone", 404));
  CHECK(reading_of(site).unread == 0);
  site.fetches[3].status = 503;
  site.fetches[5].outcome = FetchOutcome::robots_refused;
  CHECK(reading_of(site).unread == 2);
  CHECK(reading_of(site).example == "http://a.example/3");
  CHECK_FALSE(reading_of(site).is_partial());
  site.fetches[7].status = 403;
  CHECK(reading_of(site).is_partial());
  site.fetches[7].purpose = FetchPurpose::link_check;
  CHECK_FALSE(reading_of(site).is_partial());
}

TEST_CASE("https addresses of a site without https are no pages that wait to be read") {
  SiteFacts site;
  site.fetches = {page_fetch("http://a.example/", 200), page_fetch("https://a.example/b", 0)};
  CHECK(reading_of(site).unread == 1);
  site.https_probe = page_fetch("https://a.example/", 0);
  CHECK(reading_of(site).unread == 0);
  site.fetches[1].url = "https://a.example.org/b";
  CHECK(reading_of(site).unread == 1);
}

TEST_CASE("weights are exact where doubles are not") {
  Weight sum;
  for (int i = 0; i < 1000; ++i) sum.units += 1'000;  // 0.1 points each
  CHECK(sum == Weight{100 * Weight::kPerPoint});
  CHECK(sum.points() == 100.0);
}

TEST_CASE("a profile is found by its id") {
  Catalogue catalogue;
  catalogue.profiles.resize(2);
  catalogue.profiles[0].id = "county";
  catalogue.profiles[1].id = "municipal";
  CHECK(catalogue.find_profile("municipal") == &catalogue.profiles[1]);
  CHECK(catalogue.find_profile("Municipal") == nullptr);
}

TEST_CASE("diagnostics leave out places they do not have") {
  CHECK(Diagnostic{"a.yaml", 3, 5, "bad"}.text() == "a.yaml:3:5: bad");
  CHECK(Diagnostic{"a.yaml", 3, 0, "bad"}.text() == "a.yaml:3: bad");
  CHECK(Diagnostic{"a.yaml", 0, 0, "bad"}.text() == "a.yaml: bad");
  CHECK(Error{ErrorCode::io, "bad"}.text() == "bad");
  CHECK(Error{ErrorCode::io, "bad", "a.yaml"}.text() == "a.yaml: bad");
}

Result<int> half(int number) {
  if (number % 2 != 0) return Error{ErrorCode::invalid_argument, "odd"};
  return number / 2;
}
Result<int> quarter(int number) {
  GWEVAL_TRY(const int once, half(number));
  GWEVAL_TRY(const int twice, half(once));
  return twice;
}
Result<void> check_even(int number) {
  GWEVAL_CHECK(half(number));
  return {};
}

TEST_CASE("results carry a value or the first error") {
  CHECK(*quarter(12) == 3);
  CHECK(quarter(6).error().message == "odd");
  CHECK(check_even(4).has_value());
  CHECK(check_even(5).error().code == ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace gweval
