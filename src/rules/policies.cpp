#include "rules/policies.hpp"

#include <algorithm>

#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kLibraryWords = {"政策文件库",   "政策库",     "文件库", "规章库",
                                                "规范性文件库", "政策法规库", "法规库"};
const std::vector<std::string> kDocumentWords = {"政策文件", "规范性文件", "政府文件", "政策法规",
                                                 "法规文件", "政府规章",   "文件公开", "行政规章",
                                                 "部门文件", "政策公开"};
const std::vector<std::string> kInterpretationWords = {
    "政策解读", "文件解读", "解读材料", "政策图解", "解读", "权威解读", "政策解答"};

bool is_interpretation(const Column& column) {
  return any_name_matches(column.names, kInterpretationWords);
}

bool has_same_fields(const Form& a, const Form& b) {
  return a.action == b.action &&
         std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                    [](const FormField& x, const FormField& y) { return x.name == y.name; });
}

}  // namespace

std::vector<const Column*> library_columns(const EvidenceView& evidence) {
  return evidence.columns().named(kLibraryWords);
}

std::vector<const Column*> document_columns(const EvidenceView& evidence) {
  std::vector<const Column*> columns = evidence.columns().named(kDocumentWords);
  const auto libraries = library_columns(evidence);
  std::erase_if(columns, [&](const Column* column) {
    return is_interpretation(*column) ||
           std::find(libraries.begin(), libraries.end(), column) != libraries.end();
  });
  return columns;
}

std::vector<const Column*> interpretation_columns(const EvidenceView& evidence) {
  return evidence.columns().named(kInterpretationWords);
}

std::vector<const Column*> with_all_children(const EvidenceView& evidence,
                                             const std::vector<const Column*>& columns) {
  std::vector<const Column*> all;
  std::unordered_set<const Column*> seen;
  for (const Column* column : columns) {
    for (const Column* each : evidence.columns().with_children(*column)) {
      if (seen.insert(each).second) all.push_back(each);
    }
  }
  return all;
}

std::unordered_set<std::string_view> document_urls(const EvidenceView& evidence,
                                                   DocumentSource source) {
  std::unordered_set<std::string_view> urls;
  for (const auto& columns : {library_columns(evidence), document_columns(evidence)}) {
    for (const Column* column : with_all_children(evidence, columns)) {
      if (is_interpretation(*column)) continue;
      for (const ColumnItem& item : column->items) urls.insert(item.url);
    }
  }
  urls.erase("");
  if (source == DocumentSource::columns_first && !urls.empty()) return urls;
  for (const PageFacts* page : evidence.pages()) {
    if (page->kind == PageKind::policy) {
      urls.insert(page->url);
      urls.insert(page->final_url);
    }
  }
  urls.erase("");
  return urls;
}

std::vector<ColumnItem> interpretations(const EvidenceView& evidence) {
  std::vector<ColumnItem> items;
  std::unordered_set<std::string_view> seen;
  for (const Column* column : with_all_children(evidence, interpretation_columns(evidence))) {
    for (const ColumnItem& item : column->items) {
      // A link that leads to an error page is a dead link, no interpretation.
      const bool is_error = item.page != nullptr && item.page->kind == PageKind::error;
      if (!item.url.empty() && !is_error && seen.insert(item.url).second) items.push_back(item);
    }
  }
  return items;
}

bool is_own_form(const EvidenceView& evidence, const Form& form) {
  if (evidence.home() == nullptr) return true;
  const std::vector<Form>& everywhere = evidence.home()->forms;
  return std::none_of(everywhere.begin(), everywhere.end(),
                      [&](const Form& each) { return has_same_fields(each, form); });
}

}  // namespace gweval::rules
