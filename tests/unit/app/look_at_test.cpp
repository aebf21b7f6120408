#include "app/look_at.hpp"

#include "support/catch.hpp"

namespace gweval::test {
namespace {

PageFacts page(const std::string& url, const std::string& title) {
  PageFacts out;
  out.url = url;
  out.final_url = url;
  out.status = 200;
  out.title = title;
  return out;
}

IndicatorResult leaf(const std::string& name, CriterionState state) {
  IndicatorResult out;
  out.id = name;
  out.name = name;
  out.is_leaf = true;
  out.criteria.resize(2);
  out.criteria[0].state = CriterionState::observed;
  out.criteria[1].state = state;
  return out;
}

SiteResult site_of(std::vector<IndicatorResult> leaves) {
  SiteResult site;
  site.url = "http://a.example/";
  site.indicators = std::move(leaves);
  return site;
}

const std::vector<PageFacts> kPages{page("http://a.example/", "清河市人民政府"),
                                    page("http://a.example/zn/", "智能问答")};

TEST_CASE("A leaf that awaits a person names the pages about it, else the start page") {
  SiteResult site = site_of({leaf("智能问答", CriterionState::pending),
                             leaf("智能问答", CriterionState::cannot_tell),
                             leaf("优秀创新案例", CriterionState::pending)});
  name_pages_to_look_at(kPages, site);
  CHECK(site.indicators[0].look_at == std::vector<std::string>{"http://a.example/zn/"});
  CHECK(site.indicators[1].look_at == std::vector<std::string>{"http://a.example/zn/"});
  CHECK(site.indicators[2].look_at == std::vector<std::string>{"http://a.example/"});
}

TEST_CASE("A leaf that awaits nobody names no page") {
  SiteResult site = site_of(
      {leaf("智能问答", CriterionState::observed), leaf("智能问答", CriterionState::pending),
       leaf("智能问答", CriterionState::cannot_tell), leaf("智能问答", CriterionState::pending)});
  site.indicators[1].rating = ManualRating{};              // the whole leaf was rated
  site.indicators[2].criteria[1].rating = ManualRating{};  // the criterion was
  site.indicators[3].is_leaf = false;
  name_pages_to_look_at(kPages, site);
  for (const IndicatorResult& each : site.indicators) CHECK(each.look_at.empty());
}

TEST_CASE("Nothing is named where nothing was captured") {
  SiteResult site = site_of({leaf("智能问答", CriterionState::pending)});
  name_pages_to_look_at({}, site);
  CHECK(site.indicators[0].look_at.empty());
}

}  // namespace
}  // namespace gweval::test
