#include "rules/link_health.hpp"
#include "rules/navigation.hpp"
#include "rules/observe.hpp"

namespace gweval::rules {
namespace {

Observation without_map(std::string message, std::string_view url, MessageArgs args) {
  Observation result = observed("absent", 0);  // agrees with nothing
  result.findings.push_back(finding(std::move(message), url, std::move(args)));
  return result;
}

Observation compare(const EvidenceView& evidence, const PageFacts& map) {
  const NavigationEntries listed = site_map_entries(evidence, map);
  const NavigationEntries real = home_navigation(evidence);
  if (listed.empty())
    return cannot_tell(
        {"不运行脚本时网站地图没有链接", "the site map shows no links without scripts"});
  if (real.size() < kFewestNavigationEntries)
    return cannot_tell({"未能识别首页的导航", "the home page's navigation was not recognised"});
  Observation result = observed("");
  std::size_t dead = 0;
  std::size_t judged = 0;
  for (const auto& [key, entry] : listed) {
    const LinkHealth health = health_of(evidence, entry.url);
    if (health != LinkHealth::unclear) ++judged;
    if (health != LinkHealth::dead) continue;
    ++dead;
    result.findings.push_back(finding("dead", map.final_url,
                                      {{"name", entry.name},
                                       {"target", std::string(entry.url)},
                                       {"seen", describe(evidence, entry.url)}},
                                      entry.name, entry.url));
  }
  std::size_t missing = 0;
  for (const auto& [key, entry] : real) {
    if (listed.contains(key)) continue;
    ++missing;
    result.findings.push_back(finding("missing", map.final_url,
                                      {{"name", entry.name}, {"target", std::string(entry.url)}},
                                      entry.name));
  }
  if (judged == 0)
    return cannot_tell({"网站地图的链接都没有检查过", "none of the site map's links was checked"});
  const double precision = 1 - share(dead, judged);
  const double recall = 1 - share(missing, real.size());
  const double value = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  result.value = value;
  result.outcome = value >= 0.95 ? "accurate" : value >= 0.7 ? "partly" : "inaccurate";
  return result;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const std::string_view url = site_map_url(evidence);
  if (url.empty()) {
    if (evidence.is_navigation_observed())
      return without_map("absent", evidence.home()->final_url, {});
    return cannot_tell(not_observed_reason({"网站地图", "site map"}));
  }
  const PageFacts* map = evidence.find_page(url);
  if (map != nullptr && map->status < 400 && map->kind != PageKind::error)
    return compare(evidence, *map);
  if (health_of(evidence, url) == LinkHealth::dead)
    return without_map("map-dead", url, {{"seen", describe(evidence, url)}});
  return cannot_tell({"网站地图未读取", "the site map was not read"});
}

}  // namespace

Rule nav_site_map() {
  RuleSchema schema;
  schema.id = "nav.site-map";
  schema.title = {"网站地图与实际相符", "Site map agrees with the site"};
  schema.source =
      "survey indicator 地图导航 (map agrees with the real columns); 国办发〔2017〕47号 (site map "
      "at the foot)";
  schema.unit = "share";
  schema.needs = {FactKind::home_page};
  schema.outcomes = {{"accurate", {"相符", "agrees"}},
                     {"partly", {"大部相符", "agrees for the most part"}},
                     {"inaccurate", {"多处不符", "differs in many places"}},
                     {"absent", {"没有或打不开", "none, or it does not open"}}};
  schema.messages = {
      {"dead",
       {"地图中的“{name}”打不开：{target}（{seen}）",
        "{name} on the map is dead: {target} ({seen})"}},
      {"missing",
       {"地图中没有导航里的“{name}”（{target}）",
        "the map lacks {name} of the navigation ({target})"}},
      {"map-dead", {"网站地图打不开（{seen}）", "the site map does not open ({seen})"}},
      {"absent", {"没有网站地图", "no site map"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
