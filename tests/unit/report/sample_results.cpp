#include "sample_results.hpp"

namespace gweval::test {
namespace {

IndicatorResult scored_node(std::string id, std::string name, int level, std::string parent,
                            double weight, double points) {
  IndicatorResult out;
  out.id = std::move(id);
  out.name = std::move(name);
  out.level = level;
  out.parent = std::move(parent);
  out.weight = weight;
  out.effective_weight = weight;
  out.state = NodeState::scored;
  out.points = points;
  out.points_min = points;
  out.points_max = points;
  out.index = points / weight;
  out.index_min = points / weight;
  out.index_max = points / weight;
  out.coverage = 1;
  return out;
}

RenderedFinding stale_finding() {
  return {"stale",
          {"“工作动态”栏目最近更新于 2025-06-01，超过 14 天",
           "\"News\" was last updated on 2025-06-01"},
          "https://www.qinghe.example/news/index.html",
          "第 1 条",
          "2025-06-01 全市会议"};
}

CriterionResult measured_criterion() {
  CriterionResult out;
  out.id = "columns";
  out.title = {"栏目更新", "Columns kept up to date"};
  out.rule = "column.freshness";
  out.rule_version = 2;
  out.state = CriterionState::observed;
  out.outcome = "some-stale";
  out.outcome_title = {"部分栏目超期未更新", "some columns are overdue"};
  out.value = 0.75;
  out.unit = "share";
  out.interval = Interval{0.7, 0.8};
  out.index = 0.75;
  out.index_min = 0.7;
  out.index_max = 0.8;
  out.share = 0.5;
  out.weight = 20;
  out.points = 15;
  out.points_min = 14;
  out.points_max = 16;
  out.findings = {stale_finding()};
  out.findings_omitted = 3;
  return out;
}

CriterionResult rated_criterion() {
  CriterionResult out;
  out.id = "quality";
  out.title = {"内容质量", "Quality of content"};
  out.state = CriterionState::rated;
  out.outcome = "良";
  out.outcome_title = {"偶有差错", "rare errors"};
  out.index = 0.9375;
  out.index_min = 0.9375;
  out.index_max = 0.9375;
  out.share = 0.5;
  out.weight = 20;
  out.points = 18.75;
  out.points_min = 18.75;
  out.points_max = 18.75;
  out.rating = ManualRating{"qinghe",
                            "disclosure.statutory",
                            "quality",
                            0.9375,
                            "李明",
                            "抽查十篇",
                            "https://www.qinghe.example/a.html",
                            "2025-11-20"};
  return out;
}

CriterionResult open_criterion(CriterionState state, double weight) {
  CriterionResult out;
  out.id = state == CriterionState::pending ? "quality" : "search";
  out.title = {"待评项", "Open item"};
  out.state = state;
  out.share = 1;
  out.weight = weight;
  out.points_max = weight;
  if (state == CriterionState::cannot_tell) {
    out.rule = "home.search";
    out.rule_version = 1;
    out.reason = {"the page needs scripts", "the page needs scripts"};
  }
  return out;
}

SiteResult complete_site() {
  SiteResult out;
  out.id = "qinghe";
  out.name = "青河市人民政府";
  out.url = "https://www.qinghe.example/";
  out.profile = "municipal";
  out.region_code = "999901";
  out.group = "地市";
  out.extra = {{"联系人", "王某"}, {"rank", "7"}};
  out.captured_at = "2025-11-20T08:00:00Z";
  out.base = 83.75;
  out.base_min = 82.75;
  out.base_max = 84.75;
  out.bonus = 2.5;
  out.bonus_min = 2.5;
  out.bonus_max = 2.5;
  out.total = 86.25;
  out.total_min = 85.25;
  out.total_max = 87.25;
  out.projected = 83.75;
  out.coverage = 1;
  out.tier = "优秀";
  out.base_tier = "良好";
  out.possible_tiers = {"优秀"};
  out.rank = 1;
  out.rank_min = 1;
  out.rank_max = 1;
  out.indicators = {
      scored_node("disclosure", "政府信息公开", 1, "", 60, 53.75),
      scored_node("disclosure.statutory", "法定主动公开", 2, "disclosure", 40, 33.75),
      scored_node("disclosure.catalogue", "主动公开事项目录", 2, "disclosure", 20, 20),
      scored_node("assurance", "日常运维", 1, "", 40, 30),
      scored_node("innovation", "优秀创新案例", 1, "", 10, 2.5)};
  out.indicators[1].is_leaf = true;
  out.indicators[1].rubric = "statutory-disclosure";
  out.indicators[1].rubric_version = 3;
  out.indicators[1].points_min = 32.75;
  out.indicators[1].points_max = 34.75;
  out.indicators[1].criteria = {measured_criterion(), rated_criterion()};
  out.indicators[2].is_leaf = true;
  out.indicators[3].is_leaf = true;
  CriterionResult dead = measured_criterion();
  dead.id = "dead-links";
  dead.title = {"失效链接", "Dead links"};
  dead.findings = {
      {"dead", {"链接打不开", "a link is dead"}, "https://www.qinghe.example/x", "", ""}};
  dead.findings_omitted = 0;
  dead.interval.reset();
  dead.share = 0;
  dead.weight = 0;
  dead.points = -10;
  dead.points_min = -10;
  dead.points_max = -10;
  out.indicators[3].criteria = {dead};
  out.indicators[4].is_leaf = true;
  out.indicators[4].is_bonus = true;
  out.indicators[4].rating = ManualRating{"qinghe", "innovation", "", 0.25, "", "", "", ""};
  return out;
}

SiteResult unfinished_site() {
  SiteResult out;
  out.id = "linshui";
  out.name = "临水市人民政府";
  out.url = "http://www.linshui.example/";
  out.profile = "municipal";
  out.base_min = 60;
  out.base_max = 81;
  out.bonus_max = 0;
  out.bonus = 0;
  out.total_min = 60;
  out.total_max = 81;
  out.projected = 75.949367;
  out.coverage = 0.79;
  out.possible_tiers = {"良好", "发展"};
  out.rank = 2;
  out.rank_min = 2;
  out.rank_max = 3;
  IndicatorResult leaf = scored_node("disclosure", "政府信息公开", 1, "", 79, 60);
  leaf.is_leaf = true;
  IndicatorResult open = scored_node("search", "智能搜索", 1, "", 21, 0);
  open.is_leaf = true;
  open.state = NodeState::pending;
  open.points.reset();
  open.index.reset();
  open.points_max = 21;
  open.index_max = 1;
  open.coverage = 0;
  open.criteria = {open_criterion(CriterionState::pending, 14),
                   open_criterion(CriterionState::cannot_tell, 7)};
  open.look_at = {"http://www.linshui.example/search"};
  out.indicators = {leaf, open};
  out.veto = {{"search", "quality", "", "cap", "possible", 59}};
  return out;
}

SiteResult plain_site(std::string id, std::string name) {
  SiteResult out;
  out.id = std::move(id);
  out.name = std::move(name);
  out.url = "http://" + out.id + ".example/";
  out.profile = "municipal";
  return out;
}

}  // namespace

Results sample_results() {
  Results out;
  out.engine_version = "0.1.0";
  out.rules = {{"column.freshness", 2}, {"home.search", 1}};
  out.catalogue_id = "cstc-2025";
  out.catalogue_digest = "sha256:" + std::string(64, '0');
  out.tiers = {{"卓越", 95}, {"优秀", 85}, {"良好", 75}, {"发展", 60}, {"准备", 0}};
  out.profiles = {{"municipal", {"地市政府门户网站", "City portals"}}};
  out.as_of = "2025-11-20";
  out.ranked_by = "projected";
  SiteResult partial = plain_site("yunxi", "云溪市人民政府");
  partial.status = SiteStatus::partial;
  partial.status_reason = {"stopped after 500 pages", "stopped after 500 pages"};
  partial.projected = 59.999;
  partial.total_max = 84.999;
  partial.coverage = 0.004;
  partial.possible_tiers = {"良好", "发展", "准备"};
  partial.rank = 3;
  partial.rank_min = 1;
  partial.rank_max = 3;
  SiteResult unseen = plain_site("beiyuan", "北原市人民政府");
  unseen.status = SiteStatus::not_observed;
  unseen.status_reason = {"name not resolved", "name not resolved"};
  SiteResult vetoed = plain_site("heishan", "黑山市人民政府");
  vetoed.is_disqualified = true;
  vetoed.base = 70;
  vetoed.veto = {{"assurance", "availability", "", "disqualify", "fired", std::nullopt}};
  SiteResult county = plain_site("xian", "某县人民政府");
  county.profile = "county";
  county.projected = 50;
  county.coverage = 0.5;
  county.possible_tiers = {"良好", "发展", "准备"};
  county.rank = 1;
  county.rank_min = 1;
  county.rank_max = 1;
  out.sites = {unseen, unfinished_site(), complete_site(), vetoed, partial, county};
  return out;
}

Results full_results() {
  Results out = sample_results();
  out.round = "2025";
  out.ratings = RatingsHead{2, "sha256:" + std::string(64, 'a')};
  out.shard = Shard{2, 3};
  out.ties = TieRule::dense;
  SiteResult site = complete_site();
  site.status = SiteStatus::partial;
  site.status_reason = {"why", "why"};
  site.veto = {{"a", "b", "c", "zero_node", "fired", std::nullopt},
               {"a", "b", "", "cap", "possible", 59.5}};
  site.rank = 2.5;
  IndicatorResult& leaf = site.indicators[1];
  leaf.reason = {"raters differ", "raters differ"};
  leaf.rating = leaf.criteria[1].rating;
  leaf.ratings = {*leaf.rating, *leaf.rating};
  leaf.ratings[1].index.reset();
  leaf.criteria[0].rating = leaf.rating;
  leaf.criteria[0].ratings = leaf.ratings;
  leaf.criteria[0].agreement = Agreement::adjudicated;
  leaf.criteria[0].decision =
      Decision{"s", "i", "c", 0.5, "third", "seen again", "https://a.example/d", "2025-11-20"};
  leaf.criteria[0].machine = MachineValue{CriterionState::observed, 0.25, 0.25, 0.25};
  leaf.criteria[0].set_aside =
      Override{"s",          "i",          "c",  1.0, "author", "wrong page", "https://a.example/o",
               "2025-11-19", "2026-01-01", false};
  leaf.criteria[0].reason = {"sampled", "sampled"};
  leaf.criteria[0].is_overridden = true;
  leaf.criteria[0].is_veto_only = true;
  out.sites = {site};
  return out;
}

std::string hostile_text() {
  return "=cmd|'/c calc'!A1 \x1b[31m\u202e<script>alert(1)</script>";
}

}  // namespace gweval::test
