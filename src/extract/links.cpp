#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "extract/readings.hpp"
#include "extract/script_text.hpp"

namespace gweval::extract {
namespace {

constexpr std::string_view kAttachmentExtensions[] = {
    "doc", "docx", "wps", "xls",  "xlsx", "et",  "ppt", "pptx", "dps", "pdf", "ofd", "ceb",
    "rtf", "txt",  "csv", "zip",  "rar",  "7z",  "gz",  "tgz",  "tar", "bz2", "xml", "json",
    "odt", "ods",  "odp", "epub", "caj",  "sep", "gd",  "edc",  "gw",  "uof", "rp",  "wpt"};

std::string_view path_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t slash = url.find('/', scheme + 3);
  if (slash == std::string_view::npos) return {};
  return url.substr(slash, url.find_first_of("?#", slash) - slash);
}

bool is_attachment_url(std::string_view url) {
  const std::string_view path = path_of(url);
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.size() - dot > 6) return false;
  const std::string extension = to_lower_ascii(path.substr(dot + 1));
  return std::find(std::begin(kAttachmentExtensions), std::end(kAttachmentExtensions), extension) !=
         std::end(kAttachmentExtensions);
}

// "/x/", "../x.html", "http://…", or the name of a page: "x/y.html", "list.jsp?id=1". A key may
// well have slashes ("2024/5") or points ("1.2"), but is none of these.
bool is_option_address(std::string_view text) {
  constexpr std::string_view kPages[] = {".html", ".htm",  ".shtml", ".jsp", ".jspx",  ".jhtml",
                                         ".php",  ".aspx", ".asp",   ".do",  ".action"};
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return false;
  if (text.size() > 1 && text.starts_with("/")) return true;
  for (const std::string_view start : {"http://", "https://", "./", "../"}) {
    if (text.starts_with(start) && text.size() > start.size()) return true;
  }
  const std::string path = to_lower_ascii(text.substr(0, text.find_first_of("?#")));
  return path.find(':') == std::string::npos &&
         std::any_of(std::begin(kPages), std::end(kPages), [&path](std::string_view page) {
           return path.size() > page.size() && path.ends_with(page);
         });
}

class LinkReader {
 public:
  LinkReader(const PageView& view, PageFacts& facts)
      : view_(view), document_(view.document()), facts_(facts) {}

  void run() {
    for (HtmlNodeId id = 0; id < document_.size(); ++id) {
      const HtmlNode& node = document_[id];
      if (node.tag != HtmlTag::text) read_element(id, node);
    }
  }

 private:
  void read_element(HtmlNodeId id, const HtmlNode& node) {
    switch (node.tag) {
      case HtmlTag::a:
        read_anchor(id);
        break;
      case HtmlTag::area:
        add(id, "href", LinkKind::area, text_of(id));
        read_onclick(id, document_.attribute(id, "href").value_or(std::string_view{}));
        break;
      case HtmlTag::iframe:
      case HtmlTag::frame:
        read_frame(id);
        break;
      case HtmlTag::link:
        read_link_element(id);
        break;
      case HtmlTag::meta:
        read_refresh(id);
        break;
      case HtmlTag::option:
        read_option(id);
        break;
      case HtmlTag::script:
        read_script(id);
        break;
      case HtmlTag::embed:
      case HtmlTag::source:
      case HtmlTag::video:
      case HtmlTag::audio:
        add(id, "src", LinkKind::media, text_of(id));
        break;
      case HtmlTag::object:
        add(id, "data", LinkKind::media, text_of(id));
        break;
      default:
        if (node.attribute_count > 0) read_onclick(id);
        break;
    }
  }

  // Visible text, else title, else an image's alt.
  std::string text_of(HtmlNodeId id) const {
    std::string text = document_.folded_text(id, kMaxShortText);
    if (!text.empty()) return text;
    if (const auto title = document_.attribute(id, "title")) text = short_text(*title);
    if (!text.empty()) return text;
    const HtmlNodeId end = std::min(document_[id].end, id + kReach);
    for (HtmlNodeId i = id; i < end && text.empty(); ++i) {
      if (const auto alt = document_.attribute(i, "alt")) text = short_text(*alt);
    }
    return text;
  }

  bool add_url(std::string_view url, std::string text, LinkKind kind, HtmlNodeId id) {
    if (url.empty()) return false;
    if (facts_.links.size() >= kMaxLinks) {
      facts_.cut = true;
      return false;
    }
    Link link;
    link.url = std::string(url);
    link.text = std::move(text);
    link.kind = kind;
    link.is_internal = view_.is_internal(url);
    link.is_attachment = is_attachment_url(url) && kind != LinkKind::stylesheet;
    const Zone zone = view_.zone(id);
    link.in_navigation = zone == Zone::header || zone == Zone::navigation ||
                         zone == Zone::breadcrumb || zone == Zone::menu;
    if (link.is_attachment) facts_.attachments.push_back(link);
    facts_.links.push_back(std::move(link));
    return true;
  }

  bool add(HtmlNodeId id, std::string_view attribute, LinkKind kind, std::string text) {
    const auto reference = document_.attribute(id, attribute);
    return reference && add_url(view_.resolve(*reference), std::move(text), kind, id);
  }

  void read_anchor(HtmlNodeId id) {
    const auto href = document_.attribute(id, "href");
    const std::string target = href ? view_.resolve(*href) : std::string();
    if (!target.empty()) add_url(target, text_of(id), LinkKind::anchor, id);
    read_onclick(id, href.value_or(std::string_view{}), target);
  }

  // window.open('…'), location.href='…' in onclick or a javascript: link; `known` is the element's
  // own target.
  void read_onclick(HtmlNodeId id, std::string_view href = {}, const std::string& known = {}) {
    const auto onclick = document_.attribute(id, "onclick");
    std::vector<std::string> seen = {known};
    for (const std::string_view script : {onclick.value_or(std::string_view{}), href}) {
      for (const std::string_view target : handler_targets(script)) {
        std::string url = view_.resolve(target);
        if (std::find(seen.begin(), seen.end(), url) != seen.end()) continue;
        add_url(url, text_of(id), LinkKind::script, id);
        seen.push_back(std::move(url));
      }
    }
  }

  void read_frame(HtmlNodeId id) {
    const auto source = document_.attribute(id, "src");
    if (!source) return;
    std::string url = view_.resolve(*source);
    if (url.empty()) return;
    if (facts_.iframes.size() < kMaxScripts) facts_.iframes.push_back(url);
    add_url(url, short_text(document_.attribute(id, "title").value_or(std::string_view{})),
            LinkKind::frame, id);
  }

  void read_link_element(HtmlNodeId id) {
    const auto rel = document_.attribute(id, "rel");
    if (!rel) return;
    const std::string lower = to_lower_ascii(*rel);
    if (contains(lower, "canonical")) add(id, "href", LinkKind::canonical, {});
    if (contains(lower, "stylesheet")) add(id, "href", LinkKind::stylesheet, {});
  }

  void read_refresh(HtmlNodeId id) {
    const auto equiv = document_.attribute(id, "http-equiv");
    if (!equiv || !equals_ignoring_case(trim(*equiv), "refresh")) return;
    const auto content = document_.attribute(id, "content");
    if (!content) return;
    if (const auto target = refresh_target(*content)) {
      add_url(view_.resolve(*target), {}, LinkKind::meta_refresh, id);
    }
  }

  // Only values that are plainly addresses: other options carry keys.
  void read_option(HtmlNodeId id) {
    const auto value = document_.attribute(id, "value");
    const std::string_view text = value ? trim(*value) : std::string_view{};
    std::string target = is_option_address(text) ? view_.resolve(text) : std::string();
    if (!target.empty()) {
      add_url(target, document_.folded_text(id, kMaxShortText), LinkKind::option, id);
    }
    read_onclick(id, {}, target);
  }

  void read_script(HtmlNodeId id) {
    if (const auto source = document_.attribute(id, "src")) {
      std::string url = view_.resolve(*source);
      if (url.empty()) return;
      if (facts_.scripts.size() >= kMaxScripts) {
        facts_.cut = true;
        return;
      }
      facts_.scripts.push_back(std::move(url));
      return;
    }
    for (HtmlNodeId i = id + 1; i < document_[id].end; ++i) {
      for (const std::string_view target : script_targets(document_[i].text)) {
        add_url(view_.resolve(target), {}, LinkKind::script, id);
      }
    }
  }

  static constexpr HtmlNodeId kReach = 100;  // nodes of a link that may hold its image

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
};

}  // namespace

void read_links(const PageView& view, PageFacts& facts) {
  LinkReader(view, facts).run();
}

}  // namespace gweval::extract
