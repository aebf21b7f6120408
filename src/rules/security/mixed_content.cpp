#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

bool is_plain(std::string_view url) {
  return url.starts_with("http://");
}

struct Count {
  std::size_t active = 0;
  std::size_t passive = 0;
  std::vector<Finding> findings;
};

/// Scripts, style sheets and frames can change the page (active); pictures and media cannot.
void look_at(const PageFacts& page, Count& count) {
  const auto active = [&](std::string_view url) {
    if (!is_plain(url)) return;
    ++count.active;
    count.findings.push_back(finding("active", page.final_url, {}, "src", url));
  };
  for (const std::string& script : page.scripts) active(script);
  for (const std::string& frame : page.iframes) active(frame);
  for (const Link& link : page.links) {
    if (link.kind == LinkKind::stylesheet) active(link.url);
  }
  const auto passive = [&](std::string_view url) {
    if (!is_plain(url)) return;
    ++count.passive;
    count.findings.push_back(finding("passive", page.final_url, {}, "src", url));
  };
  for (const Image& image : page.images) passive(image.url);
  for (const Link& link : page.links) {
    if (link.kind == LinkKind::media) passive(link.url);
  }
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t secure = 0;
  std::size_t clean = 0;
  std::size_t with_active = 0;
  std::vector<Finding> active;
  std::vector<Finding> passive;
  // All pages as fetched: pages() keeps one of a page's http and https addresses.
  for (const PageFacts& page : evidence.site().pages) {
    if (!page.final_url.starts_with("https://") || page.status >= 400) continue;
    ++secure;
    Count count;
    look_at(page, count);
    if (count.findings.empty()) ++clean;
    if (count.active > 0) ++with_active;
    for (Finding& each : count.findings) {
      (each.message == "active" ? active : passive).push_back(std::move(each));
    }
  }
  if (secure == 0)
    return not_applicable({"没有页面经 https 提供", "no page was served over https"});
  Observation result = observed(with_active > 0  ? "active"
                                : clean < secure ? "passive"
                                                 : "none",
                                share(clean, secure));
  result.findings = std::move(active);
  result.findings.insert(result.findings.end(), passive.begin(), passive.end());
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule security_mixed_content() {
  RuleSchema schema;
  schema.id = "security.mixed-content";
  schema.title = {"HTTPS 页面不混用 http 资源", "No http resources on https pages"};
  schema.source = "W3C Mixed Content §3";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {
      {"none", {"没有混用", "no mixed content"}},
      {"passive", {"有图片或媒体走 http", "images or media over http"}},
      {"active", {"有脚本、样式或框架走 http", "scripts, styles or frames over http"}}};
  schema.messages = {
      {"active",
       {"https 页面载入 http 脚本、样式或框架，应改为 https",
        "an https page loads a script, style sheet or frame over http; it should use https"}},
      {"passive",
       {"https 页面载入 http 图片或媒体，应改为 https",
        "an https page loads an image or medium over http; it should use https"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
