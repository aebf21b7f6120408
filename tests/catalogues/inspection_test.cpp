// The inspection of 2019 from pages to points: real catalogue, real rules, sums by hand from the
// census table of 2015 and the vetoes of 国办秘函〔2019〕19号.

#include <filesystem>
#include <string>
#include <vector>

#include "gweval/catalogue_loader.hpp"
#include "gweval/registry.hpp"
#include "gweval/scoring.hpp"
#include "gweval/unverified.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

const Date kDay{2025, 11, 20};

const Catalogue& inspection() {
  static const CatalogueLoad loaded =
      load_catalogue(std::filesystem::path(GWEVAL_SOURCE_DIR) / "indicators/gov-inspection-2019",
                     all_rule_schemas());
  REQUIRE(loaded.catalogue);
  return *loaded.catalogue;
}

const Indicator& leaf_of(const std::string& id) {
  for (const Indicator& leaf : inspection().profiles.at(0).indicators) {
    if (leaf.id == id) return leaf;
  }
  FAIL("no leaf " << id);
  return inspection().profiles.at(0).indicators.at(0);
}

std::string address(const std::string& path) {
  return "https://www.city.example" + path;
}

PageFacts page(const std::string& path, PageKind kind, const std::string& column) {
  PageFacts out;
  out.url = out.final_url = address(path);
  out.status = 200;
  out.media_type = "text/html";
  out.kind = kind;
  out.column = column;
  out.title = column;
  return out;
}

void list(PageFacts& to, int first, int count, Date date) {
  for (int i = first; i < first + count; ++i) {
    to.list_items.push_back(
        {"信息" + std::to_string(i), address("/item/" + std::to_string(i) + ".html"), date});
  }
}

/// A portal that was read whole: a home page with so many new items, and columns.
struct Portal {
  int next_item = 1;
  SiteFacts facts;

  explicit Portal(int new_items) {
    facts.site_id = "city";
    facts.start_url = address("/");
    facts.crawl.is_complete = true;
    PageFacts home = page("/", PageKind::home, "");
    list(home, 1, new_items, Date{2025, 11, 18});
    next_item = 1000;
    add(std::move(home));
  }

  void add(PageFacts one) {
    Fetch fetch;
    fetch.url = one.url;
    fetch.final_url = one.final_url;
    fetch.status = 200;
    facts.fetches.push_back(fetch);
    if (facts.pages.empty()) facts.home = fetch;
    facts.pages.push_back(std::move(one));
  }

  Portal& column(const std::string& name, const std::string& path, std::optional<Date> newest) {
    PageFacts one = page(path, PageKind::list, name);
    if (newest) list(one, next_item++, 1, *newest);
    add(std::move(one));
    return *this;
  }

  /// So many columns of news, the newest item of each of the day.
  Portal& news(int count, Date newest) {
    const std::vector<std::string> names{"要闻动态", "政务动态", "工作动态", "今日要闻",
                                         "部门动态"};
    for (int i = 0; i < count; ++i)
      column(names.at(static_cast<std::size_t>(i)), "/news" + std::to_string(i) + "/", newest);
    return *this;
  }
};

ObservationMap observe(const Portal& portal, const std::string& leaf_id) {
  const SiteEvidence evidence(portal.facts, kDay);
  ObservationMap out;
  for (const Criterion& criterion : leaf_of(leaf_id).rubric->criteria) {
    if (criterion.is_manual) continue;
    const Rule* rule = find_rule(criterion.rule);
    REQUIRE(rule != nullptr);
    out[{leaf_id, criterion.id}] = run_rule(*rule, evidence, criterion.params);
  }
  return out;
}

ManualRating rating(const std::string& leaf, const std::string& criterion,
                    std::optional<double> index) {
  ManualRating out;
  out.site_id = "city";
  out.indicator_id = leaf;
  out.criterion_id = criterion;
  out.index = index;
  out.rater = "r1";
  return out;
}

/// Leaves as rated, nothing serious, the site can be reached.
SiteResult score(ObservationMap observations, std::vector<ManualRating> ratings) {
  Site site;
  site.id = "city";
  site.name = "city";
  SiteInput input;
  input.site = &site;
  input.profile = &inspection().profiles.at(0);
  input.observations = std::move(observations);
  input.ratings = std::move(ratings);
  return score_site(inspection(), input, nullptr);
}

std::vector<ManualRating> leaves_at(double publication, std::optional<double> services,
                                    double interaction, double design, double bonus) {
  return {rating("publication", "", publication), rating("services", "", services),
          rating("interaction", "", interaction), rating("design", "", design),
          rating("bonus", "", bonus)};
}

const IndicatorResult& leaf_result(const SiteResult& site, const std::string& id) {
  for (const IndicatorResult& each : site.indicators) {
    if (each.id == id) return each;
  }
  FAIL("no result of " << id);
  return site.indicators.front();
}

double publication_points(const Portal& portal) {
  const SiteResult site =
      score(observe(portal, "publication"), {rating("publication", "serious-faults", 1)});
  for (const CriterionResult& each : leaf_result(site, "publication").criteria) {
    UNSCOPED_INFO(each.id << ' ' << each.outcome << ' ' << each.value.value_or(-1) << ' '
                          << each.reason.en);
  }
  return leaf_result(site, "publication").points.value_or(-1);
}

std::vector<std::string> fired(const SiteResult& site) {
  std::vector<std::string> out;
  for (const VetoResult& veto : site.veto) {
    if (veto.state == "fired") out.push_back(veto.indicator + "/" + veto.criterion);
  }
  return out;
}

std::vector<std::string> fired_by(const Portal& portal) {
  return fired(score(observe(portal, "publication"), {}));
}

using Names = std::vector<std::string>;

TEST_CASE("two late news columns, one of notices and seven new home items take 6 + 4 + 5 of 30") {
  Portal portal(7);
  portal.news(2, {2025, 11, 5}).column("通知公告", "/tzgg/", Date{2025, 5, 20});
  CHECK(publication_points(portal) == Approx(15));
}

TEST_CASE("nothing is deducted on the last day of each window") {
  Portal portal(10);
  portal.news(2, {2025, 11, 6})
      .column("通知公告", "/tzgg/", Date{2025, 5, 21})
      .column("人事信息", "/rs/", Date{2024, 11, 20});
  CHECK(publication_points(portal) == Approx(30));
}

TEST_CASE(
    "a late column of personnel takes 5; other and empty columns take the marked half point") {
  Portal portal(10);
  portal.column("人事信息", "/rs/", Date{2024, 11, 19});
  CHECK(publication_points(portal) == Approx(25));
  portal.column("科技创新", "/kj/", Date{2024, 11, 19});  // no other window than a year
  CHECK(publication_points(portal) == Approx(24.5));
}

TEST_CASE("the deductions of an indicator never exceed its points") {
  Portal portal(0);
  portal.news(5, {2025, 1, 5});  // 15
  for (int i = 0; i < 4; ++i)    // 16
    portal.column(i % 2 == 0 ? "通知公告" : "政策文件", "/t" + std::to_string(i) + "/",
                  Date{2025, 1, 5});
  CHECK(publication_points(portal) == Approx(0));
}

TEST_CASE("veto items 3 and 4 fire at their thresholds and not one below") {
  const Date late{2025, 11, 5};
  CHECK(fired_by(Portal(10).news(4, late)).empty());
  CHECK(fired_by(Portal(10).news(5, late)) == Names{"publication/stale-news"});
  // News and notices count together.
  CHECK(fired_by(Portal(10).news(4, late).column("通知公告", "/t/", Date{2025, 5, 20})) ==
        Names{"publication/stale-news"});
  CHECK(fired_by(Portal(1)).empty());
  CHECK(fired_by(Portal(0).news(1, {2025, 11, 6})) == Names{"publication/home"});  // no date at all
}

TEST_CASE("veto items of people fire by their grade alone, and are open until it is given") {
  const auto others = [](std::optional<double> faults, std::optional<double> reach) {
    ObservationMap observations;
    std::vector<ManualRating> ratings{rating("services", "", 1), rating("interaction", "", 1),
                                      rating("bonus", "", 0)};
    for (const char* leaf : {"publication", "design"}) {
      for (const Criterion& criterion : leaf_of(leaf).rubric->criteria) {
        if (!criterion.is_manual) ratings.push_back(rating(leaf, criterion.id, 1));
      }
    }
    if (faults) ratings.push_back(rating("publication", "serious-faults", faults));
    if (reach) ratings.push_back(rating("design", "reachability", reach));
    return score(std::move(observations), std::move(ratings));
  };
  const SiteResult sound = others(1, 1);
  CHECK(sound.total == 100);
  CHECK(sound.veto.empty());
  const SiteResult open = others(1, std::nullopt);
  CHECK_FALSE(open.total);
  REQUIRE(open.veto.size() == 1);
  CHECK(open.veto[0].state == "possible");
  CHECK(open.veto[0].criterion == "reachability");
  CHECK(leaf_result(open, "design").points == 21);  // it has no share
  CHECK(fired(others(0, 1)) == Names{"publication/serious-faults"});
  CHECK(fired(others(1, 0)) == Names{"design/reachability"});
  CHECK(others(0, 1).is_disqualified);
  CHECK(others(0, 1).base == 100);
}

TEST_CASE("without public services the other 75 count 4/3") {
  // 30 · 0.5 + 24 · 0.75 + 21 = 54 of 75, so 72 of 100.
  const SiteResult site = score({}, leaves_at(0.5, std::nullopt, 0.75, 1, 0));
  CHECK(site.total == Approx(72));
  CHECK(site.tier == "合格");
}

TEST_CASE("the bonus counts above 80 and not at it, and a site passes from 60") {
  const SiteResult at = score({}, leaves_at(1, 1, 1, 1.0 / 21, 1));  // 80
  CHECK(at.total == Approx(80));
  const SiteResult above = score({}, leaves_at(1, 1, 1, 2.0 / 21, 1));  // 81
  CHECK(above.total == Approx(111));
  CHECK(score({}, leaves_at(1, 1, 5.0 / 24, 0, 1)).tier == "合格");    // 60
  CHECK(score({}, leaves_at(1, 1, 4.0 / 24, 0, 1)).tier == "不合格");  // 59
}

Observation seen(const std::string& outcome, std::optional<double> value) {
  Observation out;
  out.outcome = outcome;
  out.value = value;
  return out;
}

TEST_CASE("guides lose 2 a class, at most 16 of 25; dead links 1 and 0.1 each") {
  const auto services = [](double classes) {
    const SiteResult site = score({{{"services", "guides"}, seen("some", classes)},
                                   {{"services", "offered"}, seen("mostly", 0.8)},
                                   {{"services", "lacking"}, seen("none", 0)},
                                   {{"services", "forms"}, seen("all", 1)},
                                   {{"services", "downloads"}, seen("none", 0)}},
                                  {});
    return leaf_result(site, "services").points.value_or(-1);
  };
  CHECK(services(0) == Approx(25));
  CHECK(services(3) == Approx(19));
  CHECK(services(8) == Approx(9));
  const auto design = [](double home, double elsewhere) {
    const SiteResult site = score({{{"design", "home-links"}, seen("some", home)},
                                   {{"design", "links"}, seen("some", elsewhere)},
                                   {{"design", "domain"}, seen("standard", {})},
                                   {{"design", "marks"}, seen("all", 1)},
                                   {{"design", "search"}, seen("one", {})},
                                   {{"design", "labels"}, seen("all", 1)}},
                                  {rating("design", "reachability", 1)});
    return leaf_result(site, "design").points.value_or(-1);
  };
  CHECK(design(0, 0) == Approx(21));
  CHECK(design(2, 7) == Approx(21 - 2 - 0.7));
  CHECK(design(100, 100) == Approx(21 - 4 - 4));
}

TEST_CASE("what is missing in interaction is deducted once") {
  const auto points = [](const char* channel, const char* messages, const char* answers,
                         const char* activities, const char* feedback) {
    const SiteResult site = score({{{"interaction", "channel"}, seen(channel, {})},
                                   {{"interaction", "messages"}, seen(messages, {})},
                                   {{"interaction", "answers"}, seen(answers, {})},
                                   {{"interaction", "activities"}, seen(activities, {})},
                                   {{"interaction", "feedback"}, seen(feedback, {})}},
                                  {});
    return leaf_result(site, "interaction").points.value_or(-1);
  };
  CHECK(points("form", "all", "all", "enough", "all") == Approx(24));
  CHECK(points("mail-only", "all", "all", "enough", "all") == Approx(19));
  CHECK(points("form", "not-published", "all", "enough", "all") == Approx(19));
  CHECK(points("form", "all", "all", "few", "all") == Approx(19));
  // The rules themselves take nothing off twice: an empty portal loses channel, messages,
  // activities.
  Portal portal(10);
  const SiteResult site = score(observe(portal, "interaction"), {});
  CHECK(leaf_result(site, "interaction").points == Approx(9));
}

TEST_CASE("values nobody verified are marked, and only they") {
  Names marked;
  for (const Indicator& leaf : inspection().profiles.at(0).indicators) {
    for (const Criterion& criterion : leaf.rubric->criteria) {
      if (is_unverified(criterion)) marked.push_back(leaf.id + "/" + criterion.id);
    }
  }
  CHECK(marked == Names{"publication/other", "publication/empty", "services/lacking",
                        "services/forms", "services/downloads", "interaction/answers",
                        "interaction/feedback", "design/domain", "design/marks", "design/search",
                        "design/labels"});
}

}  // namespace
}  // namespace gweval
