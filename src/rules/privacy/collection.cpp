#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

bool asks_for_person(const FormField& field) {
  if (field.type == "hidden" || field.type == "submit") return false;
  // A form without labels still names its fields.
  constexpr std::array<std::string_view, 14> kNames = {
      "sfz", "sfzh",  "sfzhm", "idcard", "id_card",  "xm",           "xingming",
      "sjh", "phone", "tel",   "mobile", "realname", "shenfenzheng", "telephone"};
  const std::string name = to_lower_ascii(field.name);
  if (std::find(kNames.begin(), kNames.end(), name) != kNames.end()) return true;
  return !first_contained(field.label, {"身份证", "证件号", "姓名", "手机", "电话", "住址",
                                        "联系地址", "家庭地址", "邮箱", "申请人"})
              .empty();
}

/// Says what happens to the data, on the page itself.
bool gives_notice(const PageFacts& page) {
  const auto says = [](std::string_view text) {
    return !first_contained(text, {"隐私", "个人信息保护", "个人信息处理", "保密", "用户协议",
                                   "写信须知", "来信须知"})
                .empty();
  };
  if (says(page.text)) return true;
  return std::any_of(page.links.begin(), page.links.end(),
                     [&](const Link& link) { return says(link.text); });
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t forms = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  std::unordered_set<std::string> seen;
  for (const PageFacts* page : evidence.pages()) {
    for (const Form& form : page->forms) {
      const bool is_personal = std::any_of(form.fields.begin(), form.fields.end(), asks_for_person);
      if (!is_personal || !seen.insert(form.action + '\n' + column_key(page->final_url)).second)
        continue;
      ++forms;
      const bool is_plain =
          page->final_url.starts_with("http://") || form.action.starts_with("http://");
      const bool has_notice = gives_notice(*page);
      if (is_plain) findings.push_back(finding("plain", page->final_url, {}, "form", page->title));
      if (!has_notice)
        findings.push_back(finding("no-notice", page->final_url, {}, "form", page->title));
      good += !is_plain && has_notice ? 1 : 0;
    }
  }
  if (forms == 0) {
    return evidence.is_complete()
               ? not_applicable({"没有表单收集个人信息", "no form asks for personal data"})
               : cannot_tell(not_observed_reason(
                     {"收集个人信息的表单", "form that asks for personal data"}));
  }
  const double value = share(good, forms);
  Observation result =
      observed(outcome_of(value, {{1, "all"}, {1e-9, "some"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule privacy_collection() {
  RuleSchema schema;
  schema.id = "privacy.collection";
  schema.title = {"收集个人信息有告知、有加密", "Personal data asked for with notice, encrypted"};
  schema.source =
      "Personal Information Protection Law art. 17 (notice), art. 51 (encryption); survey "
      "indicator "
      "隐私保护";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"all", {"都做到", "every form"}},
                     {"some", {"部分做到", "some forms"}},
                     {"none", {"都没有做到", "no form"}}};
  schema.messages = {{"plain",
                      {"表单收集个人信息，但不经 https 提交",
                       "the form asks for personal data and is not sent by https"}},
                     {"no-notice",
                      {"表单收集个人信息，页面上没有隐私说明",
                       "the form asks for personal data, and its page gives no notice"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
