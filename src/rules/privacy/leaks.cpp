#include <algorithm>
#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/personal_numbers.hpp"
#include "rules/sample.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kContext = 90;       // bytes before a number that say what it is
constexpr std::size_t kFewestMobiles = 3;  // fewer are contacts of a notice

std::string_view before(std::string_view text, std::size_t at) {
  const std::size_t length = std::min(at, kContext);
  return text.substr(at - length, length);
}

bool is_personal_card(std::string_view context) {
  if (first_contained(context, {"卡号", "账号", "帐号", "账户", "帐户", "开户行", "银行卡"})
          .empty())
    return false;
  // Accounts to pay to are public.
  return first_contained(context, {"收款", "缴款", "捐赠", "国库", "财政", "公司", "单位名称",
                                   "对公", "保证金"})
      .empty();
}

/// A list of persons with private particulars; lists of offices and duty telephones are none.
bool is_list_of_persons(const PageFacts& page) {
  std::string words = page.title;
  for (const TableFacts& table : page.tables) {
    for (const std::string& cell : table.header_cells) words += " " + cell;
  }
  const auto says = [&](std::initializer_list<std::string_view> any) {
    return !first_contained(words, any).empty() ||
           (page.tables.empty() && !first_contained(page.text, any).empty());
  };
  return says({"姓名", "名单", "花名册"}) &&
         says({"家庭住址", "家庭地址", "住址", "身份证", "出生", "年龄", "性别", "户籍", "银行卡",
               "开户", "户主", "困难", "残疾", "受助", "中签", "考生", "报考", "学生", "家长"});
}

/// What may be both numbers is a person's only where an ID number is announced.
bool is_of_organisation(const PageFacts& page, std::string_view context, std::string_view number) {
  const std::size_t near = std::min<std::size_t>(context.size(), 40);
  if (contains(context.substr(context.size() - near), "信用代码")) return true;
  if (!is_social_credit_code(number)) return false;
  const auto announces = [](std::string_view text) {
    return !first_contained(text, {"身份证", "公民身份号码", "证件号"}).empty();
  };
  return !announces(context) &&
         std::none_of(page.tables.begin(), page.tables.end(), [&](const TableFacts& table) {
           return std::any_of(table.header_cells.begin(), table.header_cells.end(), announces);
         });
}

std::string_view message_of(NumberKind kind) {
  return kind == NumberKind::resident_id ? "resident-id"
         : kind == NumberKind::bank_card ? "bank-card"
                                         : "mobile";
}

/// Only masked forms leave this function.
std::vector<Finding> leaks_of(const EvidenceView& evidence, const PageFacts& page) {
  std::vector<NumberInText> numbers = find_numbers(page.text, evidence.as_of().year);
  std::unordered_set<std::string> mobiles;
  std::unordered_set<std::string> seen;
  for (const NumberInText& each : numbers) {
    if (each.kind == NumberKind::mobile) mobiles.insert(each.text);
  }
  const bool counts_mobiles = mobiles.size() >= kFewestMobiles && is_list_of_persons(page);
  std::vector<Finding> findings;
  for (const NumberInText& each : numbers) {
    const std::string_view context = before(page.text, each.begin);
    if (each.kind == NumberKind::bank_card && !is_personal_card(context)) continue;
    if (each.kind == NumberKind::mobile && !counts_mobiles) continue;
    if (each.kind == NumberKind::resident_id && is_of_organisation(page, context, each.text)) {
      continue;
    }
    if (!seen.insert(each.text).second) continue;
    const std::string shown = masked(each.text);
    findings.push_back(finding(std::string(message_of(each.kind)), page.final_url,
                               {{"number", shown}}, page.title, shown));
  }
  return findings;
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    for (Finding& each : leaks_of(evidence, *page)) findings.push_back(std::move(each));
  }
  std::stable_partition(findings.begin(), findings.end(),
                        [](const Finding& each) { return each.message != "mobile"; });
  const auto count = static_cast<double>(findings.size());
  const bool has_serious = !findings.empty() && findings.front().message != "mobile";
  Observation result = observed(findings.empty() ? "none"
                                : has_serious    ? "identity"
                                                 : "contacts",
                                count);
  result.findings = std::move(findings);
  if (!has_serious && has_cut_text(evidence)) {
    Observation unread = cannot_tell({"有页面的文字超出保存的长度，其余部分没有检查",
                                      "a page has more text than is kept; the rest was not read"});
    unread.findings = std::move(result.findings);
    return unread;
  }
  return within_sample(evidence, std::move(result), "identity");
}

}  // namespace

Rule privacy_leaks() {
  RuleSchema schema;
  schema.id = "privacy.leaks";
  schema.version = 2;
  schema.title = {"个人信息泄露", "Personal numbers published"};
  schema.source =
      "Personal Information Protection Law art. 28, 51; GB 11643-1999; ISO/IEC 7812-1 annex B; "
      "survey indicator 隐私保护";
  schema.unit = "numbers";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"none", {"未发现", "none found"}},
                     {"contacts", {"名单中有个人手机号", "mobile numbers in lists of persons"}},
                     {"identity", {"有身份证号或银行卡号", "resident ID or bank card numbers"}}};
  schema.messages = {{"resident-id",
                      {"页面写出身份证号 {number}（已遮盖），应去掉或遮盖",
                       "the page shows the resident ID number {number} (masked here); it should be "
                       "removed or masked"}},
                     {"bank-card",
                      {"页面写出银行卡号 {number}（已遮盖），应去掉或遮盖",
                       "the page shows the bank card number {number} (masked here); it should be "
                       "removed or masked"}},
                     {"mobile",
                      {"人员名单写出手机号 {number}（已遮盖），应去掉或遮盖",
                       "a list of persons shows the mobile number {number} (masked here); it "
                       "should be removed or masked"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
