#include <array>
#include <stdexcept>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

struct Mark {
  std::string_view id;
  std::string_view name;
  bool (*is_shown)(const FooterMarks&);
};

constexpr std::array<Mark, 9> kMarks = {{
    {"site-id-code", "网站标识码", [](const FooterMarks& f) { return !f.site_id_code.empty(); }},
    {"icp", "ICP备案号", [](const FooterMarks& f) { return !f.icp.empty(); }},
    {"police-filing", "公安备案号", [](const FooterMarks& f) { return !f.police_filing.empty(); }},
    {"party-government-mark", "党政机关网站标识",
     [](const FooterMarks& f) { return f.has_party_government_mark; }},
    {"organiser", "主办单位", [](const FooterMarks& f) { return !f.organiser.empty(); }},
    {"contact", "联系方式", [](const FooterMarks& f) { return !f.contact.empty(); }},
    {"site-map", "网站地图", [](const FooterMarks& f) { return !f.site_map_url.empty(); }},
    {"error-report", "我为政府网站找错",
     [](const FooterMarks& f) { return !f.error_report_url.empty(); }},
    {"privacy-policy", "隐私政策",
     [](const FooterMarks& f) { return !f.privacy_policy_url.empty(); }},
}};

const Mark& mark_of(std::string_view id) {
  for (const Mark& mark : kMarks) {
    if (mark.id == id) return mark;
  }
  throw std::invalid_argument("no footer mark '" + std::string(id) + "'");
}

/// A footer loaded by a script or frame shows nothing in the page's own HTML.
bool may_be_loaded(const PageFacts& home) {
  const FooterMarks& f = home.footer;
  const bool is_bare = f.site_id_code.empty() && f.icp.empty() && f.police_filing.empty() &&
                       f.organiser.empty() && !f.has_party_government_mark &&
                       f.site_map_url.empty();
  return is_bare && (!home.scripts.empty() || !home.iframes.empty());
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const PageFacts& home = *evidence.home();
  if (may_be_loaded(home))
    return cannot_tell(
        {"不运行脚本时首页没有页脚", "the home page shows no footer without its scripts"});
  const std::vector<std::string>& wanted = params.list("marks");
  std::size_t shown = 0;
  std::vector<Finding> findings;
  for (const std::string& id : wanted) {
    const Mark& mark = mark_of(id);
    if (mark.is_shown(home.footer)) {
      ++shown;
    } else {
      findings.push_back(
          finding("missing", home.final_url, {{"mark", std::string(mark.name)}}, "footer"));
    }
  }
  const double value = share(shown, wanted.size());
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule design_footer_marks() {
  std::vector<std::string> all;
  for (const Mark& mark : kMarks) all.emplace_back(mark.id);
  RuleSchema schema;
  schema.id = "design.footer-marks";
  schema.title = {"页脚标识齐全", "Footer marks"};
  schema.source = "国办发〔2017〕47号, annex on page design: marks of the bottom function area";
  schema.unit = "share";
  schema.needs = {FactKind::home_page};
  schema.params = {
      words_param("marks", std::move(all), {"应有的标识", "marks that should be there"})};
  schema.outcomes = {{"all", {"标识齐全", "every mark is there"}},
                     {"most", {"有半数以上", "half of them or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"没有", "none"}}};
  schema.messages = {{"missing", {"首页页脚没有{mark}", "the home page's footer lacks {mark}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
