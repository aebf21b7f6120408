// The comparison as a page: the one src/report/html/ is built into, and the data it shows, packed.
// A site's rows are a block of their own, which the page unpacks when that site is opened.

#include "gweval/diff_report.hpp"
#include "report/diff_json.hpp"
#include "report/page_blocks.hpp"
#include "report/report_page.hpp"

namespace gweval {

Result<std::string> to_diff_html(const ResultsDiff& diff, Language language) {
  GWEVAL_TRY(PageBlocks page, PageBlocks::open(diff_page(), language));
  GWEVAL_CHECK(page.add("diff", diff_summary(diff)));
  page.end_head();
  std::size_t number = 0;
  for (const auto* sites : {&diff.sites, &diff.only_old}) {
    for (const SiteDiff& site : *sites) {
      const std::string id = "site-" + std::to_string(number++);
      if (site.indicators.empty()) continue;
      GWEVAL_CHECK(page.add(id, diff_indicators(site)));
    }
  }
  return page.finish();
}

}  // namespace gweval
