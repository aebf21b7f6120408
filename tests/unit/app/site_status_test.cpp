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
  facts.pages.front().links.emplace_back().url = "http://a.example/zwgk/";
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

Fetch page_with_status(int status) {
  Fetch out;
  out.status = status;
  return out;
}

TEST_CASE("a site whose pages were refused to us beyond one in twenty is partial") {
  auto facts = observed_site();
  facts.fetches.assign(19, page_with_status(200));
  facts.fetches.push_back(page_with_status(503));
  CHECK(status_of(facts).status == SiteStatus::observed);
  facts.fetches.push_back(page_with_status(412));
  CHECK(status_of(facts).status == SiteStatus::partial);
  CHECK_THAT(status_of(facts).reason.en, Contains("2 of 21 pages"));
  // Dead links are seen; they are the site's own and no gap of ours.
  facts.fetches.assign(10, page_with_status(404));
  CHECK(status_of(facts).status == SiteStatus::observed);
}

TEST_CASE("a start page without a single link is not observed: scripts draw it") {
  auto empty = observed_site();
  empty.pages.front().links.clear();
  CHECK(status_of(empty).status == SiteStatus::not_observed);
  empty.pages.front().redirect_target = "http://a.example/home/";
  CHECK(status_of(empty).status == SiteStatus::observed);
}

TEST_CASE("what is unread: refused, failed or cut off, but not what is gone for everybody") {
  for (const int status : {401, 403, 412, 429, 500, 503, 521}) {
    CHECK(is_unread(page_with_status(status)));
  }
  for (const int status : {200, 204, 404, 410}) CHECK_FALSE(is_unread(page_with_status(status)));
  Fetch cut = page_with_status(200);
  cut.truncated = true;
  CHECK(is_unread(cut));
  Fetch lost;
  lost.outcome = FetchOutcome::connect_failed;
  CHECK(is_unread(lost));
  lost.outcome = FetchOutcome::too_many_redirects;
  CHECK_FALSE(is_unread(lost));
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
