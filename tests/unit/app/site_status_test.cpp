#include "app/site_status.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using Catch::Matchers::Contains;

SiteFacts observed_site() {
  SiteFacts facts;
  facts.home = Fetch{};
  facts.home->url = "http://a.example/";
  facts.home->status = 200;
  facts.pages.push_back({});
  facts.pages.front().url = "http://a.example/";
  facts.crawl.finished_at = "2025-11-20T00:00:00Z";
  return facts;
}

TEST_CASE("a read home page is observed, also where the page budget ended the crawl") {
  CHECK(status_of(observed_site()).status == SiteStatus::observed);
  auto large = observed_site();
  large.crawl.limit_reached = "max-pages";
  CHECK(status_of(large).status == SiteStatus::observed);
}

TEST_CASE("a crawl cut short of its plan is partial") {
  auto facts = observed_site();
  facts.crawl.limit_reached = "interrupted";
  CHECK(status_of(facts).status == SiteStatus::partial);
  facts.crawl.limit_reached.clear();
  facts.crawl.finished_at.clear();
  CHECK(status_of(facts).status == SiteStatus::partial);
}

TEST_CASE("a host given up half way is partial; our own network's failure is not observed") {
  auto facts = observed_site();
  facts.crawl.limit_reached = "host-gave-up";
  CHECK(status_of(facts).status == SiteStatus::partial);
  facts.crawl.limit_reached = "own-network";
  CHECK(status_of(facts).status == SiteStatus::not_observed);
  CHECK_THAT(status_of(facts).reason.en, Contains("our own network"));
}

TEST_CASE("no readable home page is not observed, with the reason") {
  auto failed = observed_site();
  failed.home->outcome = FetchOutcome::timed_out;
  failed.home->attempts = 3;
  CHECK(status_of(failed).status == SiteStatus::not_observed);
  CHECK_THAT(status_of(failed).reason.en, Contains("timed out after 3 attempt(s)"));
  auto broken = observed_site();
  broken.home->status = 503;
  CHECK(status_of(broken).status == SiteStatus::not_observed);
  CHECK_THAT(status_of(broken).reason.en, Contains("503"));
  auto picture = observed_site();
  picture.pages.clear();
  picture.home->media_type = "image/png";
  CHECK_THAT(status_of(picture).reason.en, Contains("image/png"));
  CHECK(status_of(SiteFacts{}).status == SiteStatus::not_observed);
}

}  // namespace
}  // namespace gweval
