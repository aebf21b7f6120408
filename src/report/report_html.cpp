// The HTML report: the page that src/report/html/ is built into, and the data it shows, packed. A
// site's ledger is a block of its own, which the page unpacks when that site is opened.

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "gweval/report_files.hpp"
#include "report/fix_items.hpp"
#include "report/json_visitor.hpp"
#include "report/page_blocks.hpp"
#include "report/report_json.hpp"
#include "report/report_page.hpp"

namespace gweval {
namespace {

constexpr std::size_t kNoLines = 0;  // all on one line: it is packed
constexpr std::size_t kMaxTextBytes = 600;

/// Findings a criterion shows: fewer in large rounds, so that the page stays small. results.json
/// has all.
std::size_t findings_shown(std::size_t sites) {
  if (sites <= 60) return 20;
  return sites <= 300 ? 8 : 3;
}

void shorten(std::string& text) {
  if (text.size() <= kMaxTextBytes) return;
  text = std::string(truncate_utf8(to_valid_utf8(text), kMaxTextBytes)) + "…";
}

/// Titles that all sites of a profile share, by "profile/indicator/criterion[/outcome]": written
/// once, and left empty in the sites.
class Titles {
 public:
  void take(const std::string& key, LocalText& title) {
    if (title.empty()) return;
    const auto [known, is_new] = titles_.try_emplace(key, title);
    if (known->second == title) title = {};
  }
  void take(SiteResult& site) {
    for (IndicatorResult& leaf : site.indicators) {
      for (CriterionResult& criterion : leaf.criteria) {
        const std::string key = site.profile + "/" + leaf.id + "/" + criterion.id;
        take(key, criterion.title);
        take(key + "/" + criterion.outcome, criterion.outcome_title);
      }
    }
  }
  [[nodiscard]] std::string json() {
    JsonWriter out(kNoLines);
    JsonVisitor visitor(out);
    out.begin_object();
    for (auto& [key, title] : titles_) visitor.object(key, title);
    out.end_object();
    return out.finish();
  }

 private:
  std::map<std::string, LocalText> titles_;
};

void bound_findings(SiteResult& site, std::size_t most) {
  for (IndicatorResult& leaf : site.indicators) {
    for (CriterionResult& criterion : leaf.criteria) {
      if (criterion.findings.size() > most) {
        criterion.findings_omitted += criterion.findings.size() - most;
        criterion.findings.resize(most);
      }
      for (RenderedFinding& finding : criterion.findings) {
        shorten(finding.text.zh);
        shorten(finding.text.en);
        shorten(finding.pointer);
        shorten(finding.quote);
      }
    }
  }
}

void write_losses(JsonWriter& out, std::string_view key, const std::vector<Loss>& losses) {
  out.key(key);
  out.begin_array();
  for (const Loss& loss : losses) {
    out.begin_array();
    out.value(std::string_view(loss.leaf->id));
    loss.criterion == nullptr ? out.null() : out.value(std::string_view(loss.criterion->id));
    out.value(loss.gain);
    out.end_array();
  }
  out.end_array();
}

std::string site_block(const SiteResult& site, std::size_t findings, Titles& titles) {
  JsonWriter out(kNoLines);
  JsonVisitor visitor(out);
  const std::vector<Loss> losses = losses_of(site);
  out.begin_object();
  write_losses(out, "fixes", losses);
  out.key("fix_total");
  out.value(total_gain(losses));
  write_losses(out, "unknown", unknowns_of(site));
  SiteResult shown = site;
  bound_findings(shown, findings);
  titles.take(shown);
  visitor.object("site", shown);
  out.end_object();
  return out.finish();
}

}  // namespace

Result<std::string> to_report_html(const ReportModel& model, Language language) {
  GWEVAL_TRY(PageBlocks page, PageBlocks::open(report_page(), language));
  GWEVAL_CHECK(page.add("report", report_document(model, kNoLines)));
  page.end_head();
  Titles titles;
  const auto& sites = model.results->sites;
  const std::size_t findings = findings_shown(sites.size());
  for (std::size_t i = 0; i < sites.size(); ++i) {
    GWEVAL_CHECK(page.add("site-" + std::to_string(i), site_block(sites[i], findings, titles)));
  }
  GWEVAL_CHECK(page.add("titles", titles.json()));
  return page.finish();
}

}  // namespace gweval
