#include "rules/matters.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "rules/link_health.hpp"
#include "rules/policies.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::string_view kOnlineClass = "online";
constexpr std::string_view kOneThing = "一件事";

bool is_about(const PageFacts& page, std::string_view word) {
  if (contains(page.title, word) || contains(page.column, word)) return true;
  return std::any_of(page.headings.begin(), page.headings.end(), [&](const Heading& heading) {
    return heading.level == 1 && contains(heading.text, word);
  });
}

/// An article about a matter is news of it.
bool is_news(const PageFacts& page) {
  return page.kind == PageKind::article || page.kind == PageKind::policy ||
         page.kind == PageKind::error;
}

/// Questions and answers and the guide to disclosure bear the word, but guide no matter.
bool is_other_guide(const PageFacts& page) {
  std::string path = page.title + " " + page.column;
  for (const std::string& crumb : page.breadcrumb) path += " " + crumb;
  return !first_contained(path, {"公开指南", "问答", "常见问题", "会见", "申请公开"}).empty();
}

/// A column of guides, be it of two, gathers guides and is none.
bool lists_guides(const EvidenceView& evidence, const PageFacts& page) {
  return page.list_items.size() >= 3 ||
         std::any_of(page.list_items.begin(), page.list_items.end(), [&](const ListItem& item) {
           const PageFacts* target = evidence.find_page(item.url);
           return target != nullptr && target != &page && target->kind == PageKind::guide;
         });
}

std::string_view first_title_part(std::string_view title) {
  return title.substr(0, title.find_first_of("-_|"));
}

/// What areas and channels of services are called; no matter bears such a name.
bool is_channel_name(std::string_view text) {
  constexpr std::array<std::string_view, 33> kNames = {
      "办事服务",          "政务服务",     "网上办事",     "在线办事",
      "在线服务",          "办事大厅",     "网上办事大厅", "服务大厅",
      "办事指南",          "服务指南",     "服务事项",     "便民服务",
      "公共服务",          "个人办事",     "法人办事",     "企业办事",
      "部门办事",          "个人服务",     "法人服务",     "企业服务",
      "办理流程",          "办事流程",     "事项清单",     "政务服务大厅",
      "服务导航",          "网上服务",     "利企服务",     "一件事",
      "高效办成一件事",    "一件事一次办", "一件事专区",   "高效办成一件事专区",
      "高效办成一件事专栏"};
  return std::find(kNames.begin(), kNames.end(), normal_name(text)) != kNames.end();
}

/// Any word of what a guide is made of.
bool shows_an_element(const PageFacts& page) {
  return !first_contained(page.text,
                          {"申请条件", "办理条件", "受理条件", "申办条件", "办理材料", "申请材料",
                           "申报材料", "所需材料", "提交材料", "材料清单", "办理流程", "办理程序",
                           "办事流程", "申请流程", "办理步骤", "设定依据", "法律依据", "办理依据",
                           "办理地点", "受理地点", "办理时限", "承诺时限", "办结时限", "收费标准",
                           "办理对象", "服务对象", "受理机构", "实施机关", "事项编码"})
              .empty();
}

/// A page that leads to services: it bears the name of an area, or stands where one does and shows
/// nothing a guide is made of.
bool is_landing_page(const PageFacts& page) {
  if (is_channel_name(first_title_part(page.title))) return true;
  const bool is_channel_place =
      column_key(page.final_url).ends_with('/') ||
      (!page.breadcrumb.empty() && is_channel_name(page.breadcrumb.back()));
  return is_channel_place && !shows_an_element(page);
}

}  // namespace

MatterPages pages_of_matters(const EvidenceView& evidence,
                             const std::vector<const LexiconEntry*>& matters) {
  MatterPages result;
  std::unordered_set<const PageFacts*> seen;
  const auto found = evidence.entries().named(matters);
  for (std::size_t i = 0; i < matters.size(); ++i) {
    bool is_named = false;
    for (const Entry* entry : found[i]) {
      if (entry->page == nullptr && health_of(evidence, entry->url) == LinkHealth::dead) continue;
      if (entry->page != nullptr && is_news(*entry->page)) continue;
      is_named = true;
      if (entry->page == nullptr) {
        if (result.unread == nullptr) result.unread = entry;
      } else if (seen.insert(entry->page).second) {
        result.read.push_back({matters[i], entry->page});
      }
    }
    if (is_named) result.named.push_back(matters[i]);
  }
  return result;
}

std::vector<const PageFacts*> guide_pages(const EvidenceView& evidence, bool one_thing_only) {
  std::vector<const PageFacts*> pages;
  for (const PageFacts* page : evidence.pages()) {
    if (page == evidence.home() || page->kind == PageKind::sitemap || lists_guides(evidence, *page))
      continue;
    if (one_thing_only) {
      if (!is_news(*page) && is_about(*page, kOneThing) && !is_landing_page(*page))
        pages.push_back(page);
    } else if (page->kind == PageKind::guide && !is_other_guide(*page) && !is_landing_page(*page)) {
      pages.push_back(page);
    }
  }
  return pages;
}

bool offers_start(const EvidenceView& evidence, const PageFacts& page,
                  const std::vector<std::string>& words) {
  const bool has_link = std::any_of(page.links.begin(), page.links.end(), [&](const Link& link) {
    return !link.in_navigation && link.url.starts_with("http") && link.url != page.final_url &&
           !link.is_attachment && !first_contained(link.text, words).empty() &&
           health_of(evidence, link.url) != LinkHealth::dead;
  });
  if (has_link) return true;
  return std::any_of(page.forms.begin(), page.forms.end(), [&](const Form& form) {
    return form.fields.size() >= 2 && is_own_form(evidence, form);
  });
}

std::vector<bool> shown_classes(const EvidenceView& evidence, const PageFacts& page,
                                const std::vector<const LexiconEntry*>& classes) {
  std::vector<bool> shown(classes.size());
  const WordFinder finder(classes);
  const auto mark = [&](std::size_t index, std::string_view) {
    if (classes[index]->id != kOnlineClass) shown[index] = true;
  };
  finder.each(page.text, mark);
  for (const Heading& heading : page.headings) finder.each(heading.text, mark);
  for (const Link& link : page.links) {
    if (!link.in_navigation) finder.each(link.text, mark);
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i]->id == kOnlineClass) shown[i] = offers_start(evidence, page, classes[i]->words);
  }
  return shown;
}

std::string missing_names(const std::vector<bool>& shown,
                          const std::vector<const LexiconEntry*>& classes) {
  std::string names;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!shown[i]) names += (names.empty() ? "" : "、") + classes[i]->name;
  }
  return names;
}

std::size_t count_shown(const std::vector<bool>& shown) {
  return static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
}

}  // namespace gweval::rules
