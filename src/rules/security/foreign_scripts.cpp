#include <algorithm>
#include <map>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "web/url.hpp"

namespace gweval::rules {
namespace {

struct Source {
  std::string_view url;
  const PageFacts* page = nullptr;
  std::size_t pages = 0;
};

class ForeignHosts {
 public:
  ForeignHosts(const EvidenceView& evidence, const std::vector<std::string>& known)
      : known_(&known) {
    if (const auto own = parse_url(evidence.site().start_url)) own_.push_back(own->host);
    if (evidence.home() == nullptr) return;
    if (const auto home = parse_url(evidence.home()->final_url)) own_.push_back(home->host);
  }

  /// Government hosts, the site's own domain and those the rubric knows are at home.
  [[nodiscard]] bool is_foreign(const std::string& host) const {
    if (host.empty() || host == "gov.cn" || host.ends_with(".gov.cn")) return false;
    const std::string domain = registrable_domain(host);
    for (const std::string& own : own_) {
      if (host == own || (!domain.empty() && domain == registrable_domain(own))) return false;
    }
    return std::none_of(known_->begin(), known_->end(), [&](const std::string& each) {
      return host == each || host.ends_with("." + each);
    });
  }

 private:
  const std::vector<std::string>* known_;
  std::vector<std::string> own_;
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
  schema.params = {words_param(
      "known",
      {"conac.cn", "baidu.com", "bdimg.com", "bdstatic.com", "cnzz.com", "umeng.com", "qq.com",
       "gtimg.cn", "weibo.com", "sinajs.cn", "sina.com.cn", "amap.com", "tianditu.gov.cn",
       "people.com.cn", "xinhuanet.com", "news.cn", "cctv.com", "bytedance.com", "aliyun.com"},
      {"常见的统计、分享、地图和媒体主机",
       "hosts of statistics, sharing, maps and media that are common"})};
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
