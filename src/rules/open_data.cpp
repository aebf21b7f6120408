#include "rules/open_data.hpp"

#include <unordered_set>

namespace gweval::rules {
namespace {

const std::vector<std::string> kNames = {
    "数据开放",     "开放数据",     "公共数据开放", "政务数据开放", "数据开放平台", "数据开放目录",
    "政府数据开放", "开放数据目录", "政务数据目录", "数据目录",     "公共数据"};

}  // namespace

OpenData open_data(const EvidenceView& evidence) {
  OpenData data;
  std::unordered_set<const Column*> columns;
  std::unordered_set<std::string_view> sets;
  for (const Column* top : evidence.columns().named(kNames)) {
    if (top->pages.empty() && data.unread == nullptr) data.unread = top;
    for (const Column* column : evidence.columns().with_children(*top)) {
      if (column->pages.empty() || !columns.insert(column).second) continue;
      data.is_scripted = data.is_scripted || column->fill == Fill::unclear;
      for (const PageFacts* page : column->pages) data.pages.push_back(page);
      for (const ColumnItem& item : column->items) {
        if (!sets.insert(item.url.empty() ? item.title : item.url).second) continue;
        if (item.page != nullptr) data.set_pages.push_back(item.page);
      }
    }
  }
  data.sets = sets.size();
  return data;
}

}  // namespace gweval::rules
