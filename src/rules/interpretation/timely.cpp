#include <algorithm>
#include <cstdlib>
#include <optional>
#include <unordered_map>

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kShortestName = 18;  // bytes, six characters: shorter names are no names

struct Document {
  const PageFacts* page = nullptr;
  Date date;
};

std::vector<Document> recent_documents(const EvidenceView& evidence, long period) {
  std::vector<Document> documents;
  const auto urls = document_urls(evidence, DocumentSource::columns_first);
  const auto texts = interpretations(evidence);
  for (const PageFacts* page : evidence.pages()) {
    const bool is_document = page->kind == PageKind::policy || page->kind == PageKind::article;
    if (!is_document || !page->pub_date.value) continue;
    if (!urls.contains(page->url) && !urls.contains(page->final_url)) continue;
    const bool is_text = std::any_of(texts.begin(), texts.end(),
                                     [&](const ColumnItem& item) { return item.page == page; });
    const long age = evidence.days_since(*page->pub_date.value);
    if (!is_text && age >= 0 && age <= period) documents.push_back({page, *page->pub_date.value});
  }
  return documents;
}

/// "《关于促进就业创业若干措施的通知》文字解读" names its document between the marks.
std::string_view quoted_name(std::string_view title) {
  const std::size_t open = title.find("《");
  const std::size_t close = open == std::string_view::npos ? open : title.find("》", open);
  if (close == std::string_view::npos) return {};
  return title.substr(open + 3, close - open - 3);
}

/// The date of the first interpretation that links a document, is linked by it or names it.
class Interpretations {
 public:
  explicit Interpretations(const EvidenceView& evidence) : items_(interpretations(evidence)) {
    for (const ColumnItem& item : items_) {
      if (!item.date) continue;
      dates_.try_emplace(item.url, *item.date);
      if (item.page == nullptr) continue;
      for (const Link& link : item.page->links) {
        if (!link.in_navigation) linked_.try_emplace(link.url, *item.date);
      }
    }
  }

  [[nodiscard]] bool empty() const { return items_.empty(); }

  [[nodiscard]] std::optional<Date> of(const PageFacts& document) const {
    for (const Link& link : document.links) {
      const auto found = link.in_navigation ? dates_.end() : dates_.find(link.url);
      if (found != dates_.end()) return found->second;
    }
    for (const std::string_view url :
         {std::string_view(document.url), std::string_view(document.final_url)}) {
      if (const auto found = linked_.find(url); found != linked_.end()) return found->second;
    }
    for (const ColumnItem& item : items_) {
      const std::string_view name = quoted_name(item.title);
      if (item.date && name.size() >= kShortestName && contains(document.title, name))
        return item.date;
    }
    return std::nullopt;
  }

 private:
  std::vector<ColumnItem> items_;
  std::unordered_map<std::string_view, Date> dates_;
  std::unordered_map<std::string_view, Date> linked_;
};

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto documents = recent_documents(evidence, params.integer("period_days"));
  if (documents.empty()) {
    if (!evidence.is_complete())
      return cannot_tell(not_observed_reason({"近期的政策文件", "recent policy document"}));
    return observed("nothing");
  }
  const Interpretations texts(evidence);
  if (texts.empty() && !evidence.is_complete())
    return cannot_tell(not_observed_reason({"政策解读", "interpretation"}));
  const long days = params.integer("days");
  std::size_t timely = 0;
  std::vector<Finding> findings;
  for (const Document& document : documents) {
    const auto date = texts.of(*document.page);
    if (!date) {
      findings.push_back(
          finding("not-interpreted", document.page->final_url, {}, "", document.page->title));
      continue;
    }
    const long delay = date->days_since_epoch() - document.date.days_since_epoch();
    if (delay <= days) {
      ++timely;
      continue;
    }
    findings.push_back(finding("late", document.page->final_url,
                               {{"delay", std::to_string(delay)}, {"days", std::to_string(days)}},
                               "", document.page->title));
  }
  const double value = share(timely, documents.size());
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule interpretation_timely() {
  RuleSchema schema;
  schema.id = "interpretation.timely";
  schema.title = {"文件及时解读", "Documents interpreted in time"};
  schema.source =
      "survey indicator 政策解读 (share interpreted, in time); 国办发〔2016〕61号 (within three "
      "working days, taken as seven days with the weekend)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("days", 7, 0, 365,
                    {"文件发布后多少天内应有解读", "days after a document for its interpretation"}),
      integer_param("period_days", 365, 1, 3650,
                    {"看多少天以内发布的文件", "documents of so many days are looked at"})};
  schema.outcomes = {{"all", {"都及时解读", "all in time"}},
                     {"most", {"半数以上及时", "half or more in time"}},
                     {"few", {"不到半数及时", "fewer than half in time"}},
                     {"none", {"没有及时解读的", "none in time"}},
                     {"nothing", {"近期没有政策文件", "no recent document"}}};
  schema.messages = {
      {"not-interpreted", {"没有找到这份文件的解读", "no interpretation of this document"}},
      {"late",
       {"文件发布 {delay} 天后才有解读，应在 {days} 天以内",
        "interpreted {delay} days after the document; expected within {days} days"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
