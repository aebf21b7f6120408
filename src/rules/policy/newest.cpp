#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

struct Newest {
  std::optional<Date> date;
  std::string_view url;
  std::string_view title;
};

Newest newest_document(const EvidenceView& evidence) {
  Newest newest;
  const auto take = [&](const std::optional<Date>& date, std::string_view url,
                        std::string_view title) {
    if (!date || *date > evidence.as_of()) return;
    if (!newest.date || *newest.date < *date) newest = {date, url, title};
  };
  for (const auto& columns : {library_columns(evidence), document_columns(evidence)}) {
    for (const Column* column : with_all_children(evidence, columns)) {
      for (const ColumnItem& item : column->items) take(item.date, item.url, item.title);
    }
  }
  for (const PageFacts* page : evidence.pages()) {
    if (page->kind == PageKind::policy) take(page->pub_date.value, page->final_url, page->title);
  }
  return newest;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const Newest newest = newest_document(evidence);
  if (newest.date) {
    const long days = evidence.days_since(*newest.date);
    const long limit = params.integer("window_days");
    Observation result = observed(days <= limit ? "current" : "stale", static_cast<double>(days));
    if (days > limit) {
      result.findings.push_back(finding(
          "stale", newest.url, {{"newest", to_text(*newest.date)}, {"days", std::to_string(limit)}},
          "", newest.title));
    }
    return result;
  }
  if (!evidence.is_complete())
    return cannot_tell(not_observed_reason({"有日期的政策文件", "dated policy document"}));
  const bool has_documents = !document_urls(evidence).empty();
  Observation result = observed(has_documents ? "undated" : "none");
  result.findings.push_back(finding(has_documents ? "undated" : "none", evidence.site().start_url));
  return result;
}

}  // namespace

Rule policy_newest() {
  RuleSchema schema;
  schema.id = "policy.newest";
  schema.title = {"最新政策文件", "Newest policy document"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 4: policy documents within six "
      "months";
  schema.unit = "days";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("window_days", 183, 1, 3650,
                    {"多少天内应有新文件", "days within which a new document is expected"})};
  schema.outcomes = {{"current", {"期限内有新文件", "a new document in time"}},
                     {"stale", {"期限内没有新文件", "no new document in time"}},
                     {"undated", {"文件没有日期", "documents show no date"}},
                     {"none", {"没有政策文件", "no policy document"}}};
  schema.messages = {
      {"stale",
       {"最新政策文件为 {newest}，应在 {days} 天以内",
        "the newest document is of {newest}; expected within {days} days"}},
      {"undated",
       {"政策文件没有日期，视为未更新", "documents show no date, which counts as not updated"}},
      {"none", {"没有找到政策文件", "no policy document was found"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
