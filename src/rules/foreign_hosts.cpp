#include "rules/foreign_hosts.hpp"

#include <algorithm>

#include "rules/schema.hpp"
#include "web/url.hpp"

namespace gweval::rules {

ForeignHosts::ForeignHosts(const EvidenceView& evidence, const std::vector<std::string>& known)
    : known_(&known) {
  if (const auto own = parse_url(evidence.site().start_url)) own_.push_back(own->host);
  if (evidence.home() == nullptr) return;
  if (const auto home = parse_url(evidence.home()->final_url)) own_.push_back(home->host);
}

bool ForeignHosts::is_foreign(const std::string& host) const {
  if (host.empty() || host == "gov.cn" || host.ends_with(".gov.cn")) return false;
  const std::string domain = registrable_domain(host);
  for (const std::string& own : own_) {
    if (host == own || (!domain.empty() && domain == registrable_domain(own))) return false;
  }
  return std::none_of(known_->begin(), known_->end(), [&](const std::string& each) {
    return host == each || host.ends_with("." + each);
  });
}

ParamSpec known_hosts_param() {
  return words_param(
      "known",
      {"conac.cn", "baidu.com", "bdimg.com", "bdstatic.com", "cnzz.com", "umeng.com", "qq.com",
       "gtimg.cn", "weibo.com", "sinajs.cn", "sina.com.cn", "amap.com", "tianditu.gov.cn",
       "people.com.cn", "xinhuanet.com", "news.cn", "cctv.com", "bytedance.com", "aliyun.com"},
      {"常见的统计、分享、地图和媒体主机",
       "hosts of statistics, sharing, maps and media that are common"});
}

}  // namespace gweval::rules
