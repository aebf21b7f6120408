#include "report/page_blocks.hpp"

#include <utility>

#include "report/pack_text.hpp"
#include "report/report_page.hpp"

namespace gweval {

Result<PageBlocks> PageBlocks::open(std::string_view page, Language language) {
  const std::size_t head = page.find(kReportDataSlot);
  const std::size_t sites = page.find(kSiteDataSlot);
  if (head == std::string_view::npos || sites == std::string_view::npos) {
    return Error{ErrorCode::internal, "the page has no place for its data"};
  }
  const std::size_t middle = head + kReportDataSlot.size();
  PageBlocks out;
  out.page_ = page.substr(0, head);
  out.middle_ = page.substr(middle, sites - middle);
  out.end_ = page.substr(sites + kSiteDataSlot.size());
  out.page_ += "<script type=\"text/plain\" id=\"lang\">";
  out.page_ += language == Language::zh ? "zh" : "en";
  out.page_ += "</script>\n";
  return out;
}

Result<void> PageBlocks::add(std::string_view id, std::string_view json) {
  GWEVAL_TRY(const std::string packed, pack_text(json));
  page_ += "<script type=\"text/plain\" id=\"";
  page_ += id;
  page_ += "\">" + packed + "</script>\n";
  return {};
}

void PageBlocks::end_head() {
  page_ += middle_;
}

std::string PageBlocks::finish() {
  page_ += end_;
  return std::move(page_);
}

}  // namespace gweval
