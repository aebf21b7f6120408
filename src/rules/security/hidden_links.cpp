#include <map>

#include "rules/evidence_view.hpp"
#include "rules/foreign_hosts.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"
#include "web/url.hpp"

namespace gweval::rules {
namespace {

struct Sighting {
  const HiddenLink* link = nullptr;
  const PageFacts* page = nullptr;
  std::size_t pages = 0;
  const PageFacts* last = nullptr;
};

/// "b***.example": a report leads nobody there.
std::string masked_host(const std::string& host) {
  const std::size_t dot = host.rfind('.');
  return host.substr(0, 1) + "***" + (dot == std::string::npos ? "" : host.substr(dot));
}

LocalText words_of(Hiding hiding) {
  switch (hiding) {
    case Hiding::off_screen:
      return {"移出屏幕", "off the screen"};
    case Hiding::no_size:
      return {"没有大小", "without size"};
    case Hiding::no_font_size:
      return {"字号为零", "in type of no size"};
    case Hiding::transparent:
      return {"与背景同色", "in the background's colour"};
    case Hiding::display_none:
      break;
  }
  return {"不显示", "not shown"};
}

/// Tabs and menus keep honest links out of sight until they are wanted; there the words decide.
bool is_suspect(const HiddenLink& link, const std::vector<std::string>& words) {
  return link.hiding != Hiding::display_none || !first_contained(link.text, words).empty();
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const ForeignHosts hosts(evidence, params.list("known"));
  std::map<std::string, Sighting> seen;
  for (const PageFacts* page : evidence.pages()) {
    for (const HiddenLink& link : page->hidden_links) {
      if (!is_suspect(link, params.list("words"))) continue;
      const auto url = parse_url(link.url);
      if (!url || !is_http(*url) || !hosts.is_foreign(url->host)) continue;
      Sighting& sighting = seen[url->host];
      if (sighting.last == page) continue;
      sighting.last = page;
      ++sighting.pages;
      if (sighting.link != nullptr) continue;
      sighting.link = &link;
      sighting.page = page;
    }
  }
  Observation result = observed(seen.empty()       ? "none"
                                : seen.size() == 1 ? "one"
                                                   : "several",
                                static_cast<double>(seen.size()));
  for (const auto& [host, sighting] : seen) {
    const LocalText how = words_of(sighting.link->hiding);
    result.findings.push_back(finding("hidden", sighting.page->final_url,
                                      {{"host", masked_host(host)},
                                       {"how", how.zh + " / " + how.en},
                                       {"pages", std::to_string(sighting.pages)}},
                                      "a", sighting.link->text));
  }
  return within_sample(evidence, std::move(result), "several");
}

}  // namespace

Rule security_hidden_links() {
  RuleSchema schema;
  schema.id = "security.hidden-links";
  schema.title = {"隐藏的外部链接", "Hidden links to strangers"};
  schema.source =
      "guideline on development of government websites (2017): every external link is visible; "
      "survey indicator 安全防护 (hidden links); house rule for the words";
  schema.unit = "hosts";
  schema.needs = {FactKind::pages};
  schema.params = {
      known_hosts_param(),
      words_param("words", {"博彩",     "赌场",     "赌博",   "六合彩",   "时时彩",   "百家乐",
                            "棋牌",     "彩票平台", "娱乐城", "老虎机",   "投注",     "私服",
                            "外挂",     "壮阳",     "伟哥",   "丰胸",     "男科医院", "妇科医院",
                            "整形医院", "人流",     "代孕",   "成人电影", "色情",     "裸聊",
                            "代开发票", "办证",     "casino", "viagra",   "poker"},
                  {"不显示的链接带有这些词就算暗链",
                   "words by which a link that is not shown counts as planted"})};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"one", {"指向一个主机", "to one host"}},
                     {"several", {"指向多个主机", "to several hosts"}}};
  schema.messages = {
      {"hidden",
       {"页面藏有指向 {host} 的链接（{how}，{pages} 个页面），应核查并清除",
        "a link to {host} is hidden here ({how}; {pages} pages); see who put it there and remove "
        "it"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
