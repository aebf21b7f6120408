#include "rules/disclosure_catalogue.hpp"

#include <algorithm>

#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kFewestRows = 5;
constexpr std::size_t kFewestColumns = 3;
constexpr std::size_t kLongestLinkText = 120;  // bytes

/// 政府信息公开目录 is the index of documents (Order 711 art. 12) and does not count.
const std::vector<std::string> kNames = {"主动公开事项目录", "主动公开基本目录", "主动公开标准目录",
                                         "主动公开目录",     "公开事项目录",     "公开标准目录",
                                         "标准目录",         "政务公开事项目录", "公开事项清单"};

}  // namespace

bool has_catalogue_table(const PageFacts& page) {
  return std::any_of(page.tables.begin(), page.tables.end(), [](const TableFacts& table) {
    return table.rows > kFewestRows && table.header_cells.size() >= kFewestColumns;
  });
}

DisclosureCatalogue disclosure_catalogue(const EvidenceView& evidence) {
  DisclosureCatalogue found;
  const auto add = [&](const PageFacts* page) {
    if (std::find(found.pages.begin(), found.pages.end(), page) == found.pages.end())
      found.pages.push_back(page);
  };
  for (const Column* column : evidence.columns().named(kNames)) {
    for (const PageFacts* page : column->pages) add(page);
    if (column->pages.empty() && found.linked == nullptr) found.linked = column;
  }
  for (const PageFacts* page : evidence.pages()) {
    if (any_name_matches(std::vector<std::string>{normal_name(page->title)}, kNames)) add(page);
    for (const Link& link : page->attachments) {
      if (found.document != nullptr || link.text.size() > kLongestLinkText) continue;
      if (first_contained(link.text, kNames).empty()) continue;
      found.document = &link;
      found.document_on = page;
    }
  }
  std::stable_partition(found.pages.begin(), found.pages.end(),
                        [](const PageFacts* page) { return has_catalogue_table(*page); });
  return found;
}

}  // namespace gweval::rules
