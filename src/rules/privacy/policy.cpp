#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

std::string_view policy_url(const PageFacts& page) {
  if (!page.footer.privacy_policy_url.empty()) return page.footer.privacy_policy_url;
  for (const Link& link : page.links) {
    if (link.text.size() <= 60 &&
        !first_contained(link.text, {"隐私政策", "隐私保护", "隐私声明", "隐私条款", "隐私权",
                                     "个人信息保护政策"})
             .empty())
      return link.url;
  }
  return {};
}

Observation report(std::string outcome, std::string_view url, MessageArgs args = {}) {
  Observation result = observed(outcome);
  result.findings.push_back(finding(std::move(outcome), url, std::move(args)));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  std::string_view url = policy_url(*evidence.home());
  for (const PageFacts* page : evidence.pages()) {
    if (url.empty()) url = policy_url(*page);
  }
  if (url.empty()) {
    return evidence.is_navigation_observed()
               ? report("absent", evidence.home()->final_url)
               : cannot_tell(not_observed_reason({"隐私政策", "privacy policy"}));
  }
  if (health_of(evidence, url) == LinkHealth::dead)
    return report("dead", url, {{"seen", describe(evidence, url)}});
  const PageFacts* page = evidence.find_page(url);
  if (page == nullptr)
    return cannot_tell(
        {"有隐私政策的链接，但未读取该页", "the privacy policy was linked but not read"});
  const auto least = static_cast<std::size_t>(params.integer("min_characters"));
  if (page->text_length >= least) return observed("present");
  if (!page->scripts.empty() && page->text_length < 20)
    return cannot_tell({"隐私政策的内容由脚本填充", "the privacy policy is filled by a script"});
  return report("thin", url,
                {{"seen", std::to_string(page->text_length)}, {"least", std::to_string(least)}});
}

}  // namespace

Rule privacy_policy() {
  RuleSchema schema;
  schema.id = "privacy.policy";
  schema.title = {"隐私政策", "Privacy policy"};
  schema.source = "Personal Information Protection Law art. 17; survey indicator 隐私保护";
  schema.needs = {FactKind::home_page};
  schema.params = {integer_param("min_characters", 100, 0, 10'000,
                                 {"正文至少多少字", "least length of its text"})};
  schema.outcomes = {{"present", {"有", "present"}},
                     {"thin", {"过于简略", "too short to say anything"}},
                     {"dead", {"打不开", "does not open"}},
                     {"absent", {"没有", "none"}}};
  schema.messages = {
      {"thin",
       {"隐私政策只有 {seen} 字，至少应有 {least} 字",
        "the privacy policy has {seen} characters; at least {least} are expected"}},
      {"dead", {"隐私政策打不开（{seen}）", "the privacy policy does not open ({seen})"}},
      {"absent", {"没有隐私政策", "no privacy policy"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
