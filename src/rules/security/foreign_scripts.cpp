#include <map>

#include "rules/evidence_view.hpp"
#include "rules/foreign_hosts.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "web/url.hpp"

namespace gweval::rules {
namespace {

struct Source {
  std::string_view url;
  const PageFacts* page = nullptr;
  std::size_t pages = 0;
};

Observation check(const EvidenceView& evidence, const Params& params) {
  const ForeignHosts hosts(evidence, params.list("known"));
  std::map<std::string, Source> sources;
  for (const PageFacts* page : evidence.pages()) {
    for (const auto* urls : {&page->scripts, &page->iframes}) {
      for (const std::string& text : *urls) {
        const auto url = parse_url(text);
        if (!url || !is_http(*url) || !hosts.is_foreign(url->host)) continue;
        Source& source = sources[url->host];
        if (source.page == page) continue;
        ++source.pages;
        if (source.url.empty()) source.url = text;
        source.page = page;
      }
    }
  }
  Observation result = observed(sources.empty()       ? "none"
                                : sources.size() == 1 ? "one"
                                                      : "several",
                                static_cast<double>(sources.size()));
  for (const auto& [host, source] : sources) {
    result.findings.push_back(finding("foreign", source.page->final_url,
                                      {{"host", host}, {"pages", std::to_string(source.pages)}},
                                      "script", source.url));
  }
  return within_sample(evidence, std::move(result), "several");
}

}  // namespace

Rule security_foreign_scripts() {
  RuleSchema schema;
  schema.id = "security.foreign-scripts";
  schema.title = {"外来脚本", "Scripts of unknown hosts"};
  schema.source =
      "survey indicator 安全防护 (injected scripts); house rule for hosts that are known";
  schema.unit = "hosts";
  schema.needs = {FactKind::pages};
  schema.params = {known_hosts_param()};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"one", {"一个主机", "one host"}},
                     {"several", {"多个主机", "several hosts"}}};
  schema.messages = {{"foreign",
                      {"页面引用了 {host} 的脚本或框架（{pages} 个页面），应核对是不是本单位所加",
                       "scripts or frames of {host} run here ({pages} pages); see whether the "
                       "office put them there"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
