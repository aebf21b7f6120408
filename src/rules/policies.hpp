#pragma once
// Where a site keeps its policy documents and their interpretations.

#include <string_view>
#include <unordered_set>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

/// Columns called a library of policies, e.g. 政策文件库.
[[nodiscard]] std::vector<const Column*> library_columns(const EvidenceView& evidence);
/// Plain columns of documents, e.g. 政策文件, 规范性文件; no libraries among them.
[[nodiscard]] std::vector<const Column*> document_columns(const EvidenceView& evidence);
[[nodiscard]] std::vector<const Column*> interpretation_columns(const EvidenceView& evidence);

/// The columns and all columns below them, each once.
[[nodiscard]] std::vector<const Column*> with_all_children(
    const EvidenceView& evidence, const std::vector<const Column*>& columns);

/// everywhere: items of the columns above and pages of kind policy. columns_first: the latter only
/// where there are no such items, since rules and reports are written like policies, too.
enum class DocumentSource { everywhere, columns_first };

/// Addresses of policy documents.
[[nodiscard]] std::unordered_set<std::string_view> document_urls(
    const EvidenceView& evidence, DocumentSource source = DocumentSource::everywhere);

/// Items of the interpretation columns and below, each address once.
[[nodiscard]] std::vector<ColumnItem> interpretations(const EvidenceView& evidence);

/// A form that is not the search box every page carries.
[[nodiscard]] bool is_own_form(const EvidenceView& evidence, const Form& form);

}  // namespace gweval::rules
