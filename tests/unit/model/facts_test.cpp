#include "gweval/catalogue.hpp"
#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/result.hpp"
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
