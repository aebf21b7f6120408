#include <map>
#include <string_view>
#include <unordered_map>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  std::string host(url.substr(0, url.find_first_of("/?#:")));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

bool says_login(std::string_view text) {
  if (text.size() > 36) return false;
  const std::string name = normal_name(text);
  return name == "登录" || name == "登陆" || name == "用户登录" || name == "统一登录" ||
         name == "登录注册" || name == "登录/注册" || name == "个人登录" || name == "法人登录" ||
         name == "统一身份认证" || name == "用户中心" || name == "个人中心";
}

/// Forms that take a password, and links to where one is asked for.
std::map<std::string, const PageFacts*> login_hosts(const EvidenceView& evidence) {
  std::map<std::string, const PageFacts*> hosts;
  std::unordered_map<std::string_view, bool> known;  // menus repeat
  for (const PageFacts* page : evidence.pages()) {
    for (const Link& link : page->links) {
      if (!link.url.starts_with("http")) continue;
      const auto [text, is_new] = known.try_emplace(link.text);
      if (is_new) text->second = says_login(link.text);
      if (text->second) hosts.try_emplace(host_of(link.url), page);
    }
    for (const Form& form : page->forms) {
      for (const FormField& field : form.fields) {
        if (field.type == "password") hosts.try_emplace(host_of(form.action), page);
      }
    }
  }
  hosts.erase("");
  return hosts;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const auto hosts = login_hosts(evidence);
  const auto count = static_cast<double>(hosts.size());
  if (hosts.size() == 1) return observed("one", count);
  if (hosts.empty()) {
    if (!evidence.is_navigation_observed())
      return cannot_tell(not_observed_reason({"登录入口", "login"}));
    Observation result = observed("none", count);
    result.findings.push_back(finding("none", evidence.site().start_url));
    return result;
  }
  Observation result = observed("several", count);
  for (const auto& [host, page] : hosts) {
    result.findings.push_back(finding("place", page->final_url, {{"host", host}}));
  }
  return result;
}

}  // namespace

Rule function_login() {
  RuleSchema schema;
  schema.id = "function.login";
  schema.title = {"登录入口统一", "One place to log in"};
  schema.source = "survey indicator 功能融合 (one login)";
  schema.unit = "places";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.outcomes = {{"one", {"登录到一处", "one place"}},
                     {"several", {"登录到几处", "several places"}},
                     {"none", {"没有登录入口", "no login"}}};
  schema.messages = {{"place", {"这里登录到 {host}", "this page logs in at {host}"}},
                     {"none", {"没有找到登录入口", "no login was found"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
