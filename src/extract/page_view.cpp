#include "extract/page_view.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "extract/class_words.hpp"
#include "extract/script_text.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxAnchors = 40'000;
constexpr std::size_t kMaxClassBytes = 256;
constexpr std::size_t kMaxAnchorText = 600;

bool is_unread_tag(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::script:
    case HtmlTag::style:
    case HtmlTag::title:
    case HtmlTag::template_:
    case HtmlTag::noscript:
    case HtmlTag::textarea:
    case HtmlTag::select:
    case HtmlTag::option:
    case HtmlTag::optgroup:
    case HtmlTag::iframe:
    case HtmlTag::noframes:
    case HtmlTag::noembed:
    case HtmlTag::object:
    case HtmlTag::svg:
    case HtmlTag::math:
    case HtmlTag::video:
    case HtmlTag::audio:
    case HtmlTag::map:
      return true;
    default:
      return false;
  }
}

bool is_invisible(const HtmlDocument& document, HtmlNodeId id) {
  for (const HtmlAttribute& a : document.attributes(id)) {
    if (a.name == "hidden") return true;
    if (a.name == "style" && a.value.size() < 512) {
      std::string style = to_lower_ascii(a.value);
      style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
      if (style.find("display:none") != std::string::npos ||
          style.find("visibility:hidden") != std::string::npos ||
          style.find("text-indent:-9") != std::string::npos) {
        return true;
      }
    }
    if (a.name == "class" && (a.value == "hidden" || a.value == "hide" || a.value == "none")) {
      return true;
    }
  }
  return false;
}

// Code points that are not blanks.
std::uint32_t solid_length(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && (byte & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

struct ZoneWord {
  std::string_view word;
  Zone zone;
};
constexpr ZoneWord kZoneWords[] = {
    {"header", Zone::header},
    {"head", Zone::header},
    {"top", Zone::header},
    {"topbar", Zone::header},
    {"toper", Zone::header},
    {"hd", Zone::header},
    {"nav", Zone::navigation},
    {"navi", Zone::navigation},
    {"navbar", Zone::navigation},
    {"navs", Zone::navigation},
    {"menu", Zone::navigation},
    {"submenu", Zone::navigation},
    {"sidemenu", Zone::navigation},
    {"mainmenu", Zone::navigation},
    {"navigation", Zone::navigation},
    {"footer", Zone::footer},
    {"foot", Zone::footer},
    {"copyright", Zone::footer},
    {"fot", Zone::footer},
    {"bottom", Zone::footer},
    {"btm", Zone::footer},
    {"breadcrumb", Zone::breadcrumb},
    {"breadcrumbs", Zone::breadcrumb},
    {"crumb", Zone::breadcrumb},
    {"crumbs", Zone::breadcrumb},
    {"position", Zone::breadcrumb},
    {"location", Zone::breadcrumb},
    {"curmb", Zone::breadcrumb},
    {"dqwz", Zone::breadcrumb},
    {"weizhi", Zone::breadcrumb},
    {"bread", Zone::breadcrumb},
};

}  // namespace

bool has_class_word(const HtmlDocument& document, HtmlNodeId id, std::string_view word) {
  bool found = false;
  for (const HtmlAttribute& a : document.attributes(id)) {
    if (a.name != "class" && a.name != "id") continue;
    for_each_class_word(a.value.substr(0, kMaxClassBytes),
                        [&](std::string_view w) { found = found || w == word; });
  }
  return found;
}

PageView::PageView(HtmlDocument document, std::string_view page_url)
    : document_(std::move(document)) {
  find_base(page_url);
  measure_text();
  collect_anchors();
  mark_zones();
  build_lines();
}

void PageView::find_base(std::string_view page_url) {
  page_ = parse_url(page_url).value_or(Url{"http", "localhost", 0, "/", std::nullopt});
  base_ = page_;
  for (HtmlNodeId id = 0; id < document_.size(); ++id) {
    if (document_[id].tag == HtmlTag::body) return;
    if (document_[id].tag != HtmlTag::base) continue;
    const auto href = document_.attribute(id, "href");
    if (!href) continue;
    if (auto url = resolve_url(page_, trim(*href)); url && is_http(*url)) base_ = std::move(*url);
    return;
  }
}

std::string PageView::resolve(std::string_view reference) const {
  reference = trim(reference);
  if (reference.empty() || reference.size() > kMaxUrlBytes) return {};
  if (reference.front() == '#') return {};
  const auto known = resolved_.find(reference);
  if (known != resolved_.end()) return known->second;
  std::string text;
  const std::string scheme = to_lower_ascii(reference.substr(0, 11));
  if (!scheme.starts_with("javascript:") && !scheme.starts_with("data:") &&
      !scheme.starts_with("about:") && !scheme.starts_with("vbscript:")) {
    if (const auto url = resolve_url(base_, reference)) text = to_text(*url);
  }
  if (resolved_.size() < kMaxAnchors) resolved_.emplace(reference, text);
  return text;
}

bool PageView::is_internal(std::string_view url) const {
  const auto parsed = parse_url(url);
  return parsed && is_http(*parsed) && is_same_host(*parsed, page_);
}

void PageView::measure_text() {
  const HtmlNodeId size = document_.size();
  hidden_.assign(size, 0);
  text_before_.assign(size + 1, 0);
  links_before_.assign(size + 1, 0);
  HtmlNodeId link_end = 0;
  for (HtmlNodeId id = 0; id < size; ++id) {
    const HtmlNode& node = document_[id];
    hidden_[id] = id == 0 ? std::uint8_t{0} : hidden_[node.parent];
    std::uint32_t length = 0;
    if (node.tag == HtmlTag::text) {
      if (hidden_[id] == 0) length = solid_length(node.text);
    } else {
      if (is_unread_tag(node.tag) || (node.tag == HtmlTag::other && node.text == "svg")) {
        hidden_[id] |= kUnread;
      }
      if (hidden_[id] == 0 && node.attribute_count > 0 && is_invisible(document_, id)) {
        hidden_[id] |= kInvisible;
      }
      if (node.tag == HtmlTag::a) link_end = std::max(link_end, node.end);
    }
    text_before_[id + 1] = text_before_[id] + length;
    links_before_[id + 1] = links_before_[id] + (id < link_end ? length : 0);
  }
}

// A script's target counts where the link itself leads nowhere.
std::string PageView::anchor_target(HtmlNodeId id) const {
  const std::string_view href = document_.attribute(id, "href").value_or(std::string_view{});
  if (std::string url = resolve(href); !url.empty()) return url;
  for (const std::string_view script :
       {document_.attribute(id, "onclick").value_or(std::string_view{}), href}) {
    if (const auto targets = handler_targets(script); !targets.empty()) {
      return resolve(targets.front());
    }
  }
  return {};
}

void PageView::collect_anchors() {
  const HtmlNodeId size = document_.size();
  anchors_before_.assign(size + 1, 0);
  for (HtmlNodeId id = 0; id < size; ++id) {
    const HtmlNode& node = document_[id];
    if (node.tag == HtmlTag::a && !is_unread(id)) {
      if (anchors_.size() >= kMaxAnchors) {
        is_cut_ = true;
      } else {
        Anchor anchor;
        anchor.node = id;
        anchor.href = anchor_target(id);
        anchor.text = document_.folded_text(id, kMaxAnchorText);
        anchor.length = count_code_points(anchor.text);
        if (!anchors_.empty()) {
          const Anchor& previous = anchors_.back();
          const bool is_same = !anchor.href.empty() && previous.href == anchor.href;
          anchor.group = previous.group + (is_same ? 0 : 1);
        }
        anchors_.push_back(std::move(anchor));
      }
    }
    anchors_before_[id + 1] = static_cast<std::uint32_t>(anchors_.size());
  }
}

// A block of at least four links with short texts and nothing else.
bool PageView::is_menu(HtmlNodeId id) const {
  constexpr std::size_t kFewest = 4;
  constexpr std::size_t kLongestMean = 7;  // code points
  const std::size_t count = last_anchor(id) - first_anchor(id);
  if (count < kFewest) return false;
  const std::size_t text = text_length(id);
  const std::size_t link = link_length(id);
  return link * 10 >= text * 8 && link <= kLongestMean * count && link >= count;
}

Zone PageView::zone_of(HtmlNodeId id, Zone inherited) const {
  const HtmlNode& node = document_[id];
  if (inherited == Zone::footer || inherited == Zone::navigation) return inherited;
  if (node.tag == HtmlTag::html || node.tag == HtmlTag::body || node.tag == HtmlTag::main) {
    return inherited;
  }
  // A wrapper of most of the page is no header, whatever its class says.
  if (text_length(id) * 2 > text_length(0) && text_length(0) > 0) return inherited;
  if (node.tag == HtmlTag::nav) return Zone::navigation;
  if (node.tag == HtmlTag::footer) return Zone::footer;
  if (node.tag == HtmlTag::header && node.depth < 8) return Zone::header;
  Zone zone = inherited;
  if (!is_block(node.tag)) return zone;
  for (const HtmlAttribute& a : document_.attributes(id)) {
    if (a.name == "role" && a.value == "navigation") return Zone::navigation;
    if (a.name != "class" && a.name != "id") continue;
    for_each_class_word(a.value.substr(0, kMaxClassBytes), [&](std::string_view word) {
      for (const ZoneWord& known : kZoneWords) {
        if (known.word != word) continue;
        // heads of inner blocks ("list-head") are not the page's head
        if (known.zone == Zone::header && node.depth > 6) continue;
        if (known.zone == Zone::footer && node.depth > 9) continue;
        zone = known.zone;
      }
    });
  }
  if (zone == Zone::content && node.tag != HtmlTag::table && node.tag != HtmlTag::tbody &&
      node.tag != HtmlTag::tr && node.tag != HtmlTag::td && is_menu(id)) {
    return Zone::menu;
  }
  return zone;
}

void PageView::mark_zones() {
  zones_.assign(document_.size(), Zone::content);
  for (HtmlNodeId id = 1; id < document_.size(); ++id) {
    const Zone inherited = zones_[document_[id].parent];
    zones_[id] = document_[id].tag == HtmlTag::text ? inherited : zone_of(id, inherited);
  }
}

}  // namespace gweval::extract
