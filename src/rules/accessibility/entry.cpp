#include "base/utf8.hpp"
#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kShortPage = 200;  // code points: a page that only says it is being built

enum class Kind { none, barrier_free, elderly };

Kind kind_of(std::string_view text) {
  if (text.size() > 60) return Kind::none;  // a title that mentions the subject is no entry
  if (!first_contained(text, {"长者", "老年人模式", "老年模式", "老年版", "老人版", "关怀版",
                              "关怀模式", "适老", "大字版", "长辈"})
           .empty())
    return Kind::elderly;
  return contains(text, "无障碍") || contains(text, "障碍浏览") ? Kind::barrier_free : Kind::none;
}

/// What an address without words says: the usual names of such tools, as whole parts of it.
Kind kind_of_address(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    const std::size_t path = url.find('/', scheme + 3);
    url = path == std::string_view::npos ? std::string_view() : url.substr(path);
  }
  const std::string lower = to_lower_ascii(url);
  Kind kind = Kind::none;
  std::string part;
  const auto take_part = [&] {
    if (kind != Kind::none) return;
    for (const std::string_view word : {"wza", "wzaico", "wzalogo", "wzall", "barrierfree",
                                        "barrier", "wuzhangai", "accessibility", "wzafw"}) {
      if (part == word) kind = Kind::barrier_free;
    }
    for (const std::string_view word : {"slh", "slhgz", "zzms", "lnb", "lnms", "elder", "elderly",
                                        "laonian", "zhangzhe", "guanhuai", "shilao", "shilaohua"}) {
      if (part == word) kind = Kind::elderly;
    }
  };
  for (const char c : lower) {
    if (c >= 'a' && c <= 'z') {
      part += c;
    } else {
      take_part();
      part.clear();
    }
  }
  take_part();
  return kind;
}

struct Entry {
  bool is_seen = false;
  bool works = false;
  bool is_unread = false;  // where it leads was not asked
  std::string url;
  std::string text;
  std::string fault;
};

/// Why an entry leads nowhere; empty if it does, or if it runs a script.
std::string fault_of(const EvidenceView& evidence, std::string_view url) {
  if (!url.starts_with("http")) return "";
  if (health_of(evidence, url) == LinkHealth::dead) return describe(evidence, url);
  const PageFacts* page = evidence.find_page(url);
  if (page == nullptr || page->text_length > kShortPage || !says_under_construction(page->text))
    return "";
  return page->text;
}

void take(const EvidenceView& evidence, Entry& entry, std::string_view url, std::string_view text) {
  if (entry.works) return;
  const std::string fault = fault_of(evidence, url);
  const bool is_unread = url.starts_with("http") && !evidence.is_complete() &&
                         evidence.find_fetch(url) == nullptr && evidence.find_page(url) == nullptr;
  entry = {true, fault.empty(), is_unread, std::string(url), std::string(text), fault};
}

Observation check(const EvidenceView& evidence, const Params&) {
  const PageFacts& home = *evidence.home();
  Entry barrier_free;
  Entry elderly;
  const auto note = [&](Kind kind, std::string_view url, std::string_view text) {
    if (kind == Kind::barrier_free) take(evidence, barrier_free, url, text);
    if (kind == Kind::elderly) take(evidence, elderly, url, text);
  };
  const auto look = [&](std::string_view url, std::string_view text) {
    // Words go before the address; a picture without them has the address alone.
    note(text.empty() ? kind_of_address(url) : kind_of(text), url, text);
  };
  look(home.footer.accessibility_url, home.footer.accessibility_text);
  for (const Link& link : home.links) {
    if (link.kind == LinkKind::anchor || link.kind == LinkKind::area) look(link.url, link.text);
  }
  for (const Image& image : home.images) {
    // A picture's words are those of its link. Which link one without words stands in is not known:
    // where no link says more it is taken to work, as what runs a script is.
    if (!image.is_linked || (image.alt && !image.alt->empty())) continue;
    const Kind kind = kind_of_address(image.url);
    if (!(kind == Kind::elderly ? elderly : barrier_free).is_seen) note(kind, "", "");
  }
  std::vector<Finding> findings;
  for (const Entry* entry : {&barrier_free, &elderly}) {
    if (entry->is_seen && !entry->works) {
      findings.push_back(finding("broken", home.final_url,
                                 {{"text", entry->text}, {"target", entry->url}}, entry->text,
                                 entry->fault));
    } else if (!entry->is_seen) {
      findings.push_back(
          finding(entry == &elderly ? "no-elderly" : "no-barrier-free", home.final_url));
    }
  }
  if (barrier_free.is_unread || elderly.is_unread)
    return cannot_tell({"入口指向的页面没有读到", "where an entry leads was not read"});
  Observation result;
  if (barrier_free.works && elderly.works) {
    result = observed("both");
  } else if (barrier_free.works || elderly.works) {
    result = observed("one");
  } else if (barrier_free.is_seen || elderly.is_seen) {
    result = observed("broken");
  } else if (!home.scripts.empty()) {
    // Such tools are often put into the page by a script that shows its own button.
    return cannot_tell(
        {"页面本身没有入口，脚本可能会添加", "no entry in the page itself; a script may add one"});
  } else {
    result = observed("absent");
  }
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule accessibility_entry() {
  RuleSchema schema;
  schema.id = "accessibility.entry";
  schema.version = 2;
  schema.title = {"无障碍和适老化入口", "Entries for accessibility and elderly users"};
  schema.source =
      "国办公开办函〔2021〕28号; MIIT specification of April 2021 on websites for elderly users; "
      "survey indicator 适老化及无障碍";
  schema.needs = {FactKind::home_page};
  schema.outcomes = {{"both", {"无障碍和适老化都有", "both"}},
                     {"one", {"只有一种", "one of them"}},
                     {"broken", {"入口无效", "an entry that does not work"}},
                     {"absent", {"没有", "none"}}};
  schema.messages = {
      {"no-barrier-free",
       {"首页没有无障碍浏览入口", "the home page has no entry for accessible browsing"}},
      {"no-elderly",
       {"首页没有长者版或老年人模式入口", "the home page has no entry for elderly users"}},
      {"broken", {"入口“{text}”无效：{target}", "the entry {text} does not work: {target}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
