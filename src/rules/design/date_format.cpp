#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t articles = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    if (page->kind != PageKind::article && page->kind != PageKind::policy) continue;
    ++articles;
    const bool shows_date = page->pub_date.source == FactSource::visible_text;
    const bool shows_source = page->content_source.source == FactSource::visible_text &&
                              !page->content_source.value.empty();
    if (shows_date && shows_source) {
      ++good;
      continue;
    }
    const char* message = !shows_date && !shows_source ? "neither"
                          : shows_date                 ? "no-source"
                                                       : "no-date";
    findings.push_back(finding(message, page->final_url, {}, "", page->title));
  }
  if (articles == 0) {
    return evidence.is_complete() ? not_applicable({"网站没有文章", "the site has no article"})
                                  : cannot_tell(not_observed_reason({"文章", "article"}));
  }
  const double value = share(good, articles);
  Observation result =
      observed(outcome_of(value, {{1, "all"}, {0.8, "most"}, {1e-9, "some"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule design_date_format() {
  RuleSchema schema;
  schema.id = "design.date-format";
  schema.title = {"文章标明日期和来源", "Articles show date and source"};
  schema.source =
      "国办发〔2017〕47号, annex on page design: date and source shown on content pages";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"all", {"都标明", "all do"}},
                     {"most", {"八成以上标明", "four fifths or more do"}},
                     {"some", {"不到八成标明", "fewer than four fifths do"}},
                     {"none", {"都未标明", "none does"}}};
  schema.messages = {
      {"no-date", {"文章页没有显示发布日期", "the article shows no publication date"}},
      {"no-source", {"文章页没有显示来源", "the article shows no source"}},
      {"neither",
       {"文章页没有显示发布日期和来源", "the article shows neither publication date nor source"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
