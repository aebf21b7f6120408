#include <algorithm>

#include "rules/link_health.hpp"
#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

bool is_lost(const EvidenceView& evidence, const Link& link) {
  if (health_of(evidence, link.url) == LinkHealth::dead) return true;
  // A server that answers a document's address with a page of HTML has lost the document.
  const Fetch* fetch = evidence.find_fetch(link.url);
  return link.is_attachment && fetch != nullptr && fetch->status == 200 &&
         fetch->media_type == "text/html";
}

/// A document called a form or a download, or a link that names a form and leads elsewhere.
bool is_form_link(const PageFacts& page, const Link& link, const Params& params) {
  if (link.in_navigation || !link.url.starts_with("http") || link.url == page.final_url)
    return false;
  if (!first_contained(link.text, params.list("words")).empty())
    return link.is_attachment || contains(link.text, "下载");
  return link.is_attachment && !first_contained(link.text, params.list("downloads")).empty();
}

struct Offer {
  bool has_form = false;
  const Link* lost = nullptr;
};

Offer offer_of(const EvidenceView& evidence, const PageFacts& page, const Params& params) {
  Offer offer;
  for (const Link& link : page.links) {
    if (!is_form_link(page, link, params)) continue;
    if (!is_lost(evidence, link)) {
      offer.has_form = true;
      return offer;
    }
    offer.lost = &link;
  }
  return offer;
}

bool names_form(const PageFacts& page, const Params& params) {
  if (!first_contained(page.text, params.list("words")).empty()) return true;
  return std::any_of(page.links.begin(), page.links.end(),
                     [&](const Link& link) { return is_form_link(page, link, params); });
}

/// A column of forms that holds a document to fetch.
bool has_forms_column(const EvidenceView& evidence, const Params& params) {
  for (const Column* column : evidence.columns().named(params.list("columns"))) {
    for (const PageFacts* page : column->pages) {
      if (std::any_of(page->attachments.begin(), page->attachments.end(),
                      [&](const Link& link) { return !is_lost(evidence, link); }))
        return true;
    }
  }
  return false;
}

Observation without_guides(const EvidenceView& evidence, bool has_column) {
  if (has_column) return observed("column");
  if (!is_service_area_observed(evidence))
    return cannot_tell(no_service_reason(evidence, {"办事指南", "guide"}));
  Observation result = observed("none", 0);
  result.findings.push_back(finding("no-guide", service_area_url(evidence)));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto pages = guide_pages(evidence, false);
  const bool has_column = has_forms_column(evidence, params);
  if (pages.empty()) return within_sample(evidence, without_guides(evidence, has_column));
  std::size_t naming = 0;
  std::size_t offering = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : pages) {
    if (!names_form(*page, params)) continue;
    ++naming;
    const Offer offer = offer_of(evidence, *page, params);
    if (offer.has_form) {
      ++offering;
    } else if (offer.lost != nullptr) {
      findings.push_back(
          finding("lost", page->final_url,
                  {{"target", offer.lost->url}, {"seen", describe(evidence, offer.lost->url)}},
                  offer.lost->text, page->title));
    } else {
      findings.push_back(finding("no-form", page->final_url, {},
                                 first_contained(page->text, params.list("words")), page->title));
    }
  }
  if (naming == 0) {
    if (has_column) return within_sample(evidence, observed("column"));
    return evidence.is_complete()
               ? not_applicable({"没有指南提到表格", "no guide speaks of a form"})
               : cannot_tell(
                     not_observed_reason({"提到表格的指南", "guide that speaks of a form"}));
  }
  const double value = share(offering, naming);
  std::string outcome = half_outcome(value);
  if (has_column && value < 0.5) outcome = "column";
  Observation result = observed(std::move(outcome), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule guide_forms() {
  RuleSchema schema;
  schema.id = "guide.forms";
  schema.version = 2;
  schema.title = {"办事表格可下载", "Forms of matters can be fetched"};
  schema.source =
      "2015 census, indicator on forms of guides; survey indicators 服务办理深度, 服务准确度";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      words_param("words",
                  {"申请表", "登记表", "审批表", "申报表", "备案表", "报名表", "核定表", "变更表",
                   "申请书", "表格", "样表", "承诺书", "委托书"},
                  {"表格的叫法", "what forms are called"}),
      words_param("downloads", {"下载", "附件", "样本", "范本", "空白", "模板", "示范文本"},
                  {"指南上文件链接的用词", "words of links to documents on a guide"}),
      words_param("columns",
                  {"表格下载", "下载中心", "办事表格", "常用表格", "资料下载", "下载专区"},
                  {"表格栏目的名称", "names of columns of forms"})};
  schema.outcomes = {
      {"all", {"提到表格的指南都给出表格", "every guide that speaks of one has it"}},
      {"most", {"半数以上给出", "half or more do"}},
      {"column", {"不到半数给出，但有表格栏目", "fewer do, but there is a column of forms"}},
      {"few", {"不到半数给出", "fewer than half do"}},
      {"none", {"没有", "none does"}}};
  schema.messages = {
      {"no-form",
       {"指南要求交表，但页面上没有可下载的表格",
        "the guide asks for a form, and the page has none to fetch"}},
      {"lost",
       {"表格不能下载：{target}（{seen}）", "the form cannot be fetched: {target} ({seen})"}},
      {"no-guide", {"没有找到办事指南", "no guide was found"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
