#pragma once
// Facts parsed from one HTML page. Texts are UTF-8, white space folded and trimmed, lengths bounded
// by extraction. Facts keep what was read and where it was read; they judge nothing. Enum texts are
// written to files: never rename.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/date.hpp"
#include "gweval/markup_facts.hpp"

namespace gweval {

enum class PageKind { home, list, article, policy, guide, mailbox, sitemap, search, error, other };
[[nodiscard]] std::string_view to_text(PageKind kind);
[[nodiscard]] std::optional<PageKind> parse_page_kind(std::string_view text);

/// Where a reading came from, strongest for `pub_date` first: what a reader sees, labels second.
enum class FactSource { visible_text, label, script, url, none };
[[nodiscard]] std::string_view to_text(FactSource source);
[[nodiscard]] std::optional<FactSource> parse_fact_source(std::string_view text);

struct DateReading {
  Date date;
  FactSource source = FactSource::none;
  std::string quote;  // the text read, e.g. "发布时间：2025-11-03 09:12"
};

struct PubDate {
  std::optional<Date> value;
  FactSource source = FactSource::none;
  std::vector<DateReading> readings;  // all, in order of strength; both are kept where they differ
};

struct SourcedText {
  std::string value;
  FactSource source = FactSource::none;
};

struct Charset {
  std::string declared;         // as declared, lower case; empty if not
  std::string declared_source;  // "bom", "header", "meta" or empty
  std::string used;             // what the bytes were decoded with, e.g. "utf-8", "gb18030"
  bool malformed = false;       // bytes were replaced while decoding
};

enum class LinkKind {
  anchor,
  area,
  frame,
  meta_refresh,
  canonical,
  script,
  option,
  stylesheet,
  media
};
[[nodiscard]] std::string_view to_text(LinkKind kind);
[[nodiscard]] std::optional<LinkKind> parse_link_kind(std::string_view text);

struct Link {
  std::string url;   // resolved and canonical; scheme may be other than http(s), e.g. mailto
  std::string text;  // visible text, else title, else alt
  LinkKind kind = LinkKind::anchor;
  bool is_internal = false;    // same host but for a leading "www."
  bool is_attachment = false;  // target is a document or archive by its path's extension
  bool in_navigation = false;  // inside header, nav or a menu-like block rather than content
};

struct ListItem {
  std::string title;
  std::string url;
  std::optional<Date> date;
};

struct Heading {
  int level = 1;  // [1, 6]
  std::string text;
};

struct FormField {
  std::string name;
  std::string type;   // text, password, select, textarea, hidden …
  std::string label;  // label, else aria-label, else placeholder, else title; of a hidden field
                      // its value
};

struct Form {
  std::string action;  // resolved
  std::string method;  // "get" or "post"
  std::vector<FormField> fields;
  std::string charset = {};  // what it is sent in: accept-charset, else the page's
};

struct Image {
  std::string url;
  std::optional<std::string> alt;  // absent and empty differ: alt="" marks decoration
  bool is_linked = false;          // the only content of a link
};

struct TableFacts {
  std::vector<std::string> header_cells;  // th, or the first row's cells
  std::size_t rows = 0;
};

/// Marks a government site shows at its foot (47号 annex; SiteIDCode, ICP and police filing
/// formats).
struct FooterMarks {
  std::string site_id_code;  // 网站标识码 in visible text or its link; may be malformed as found
  std::string icp;           // 京ICP备05070218号-1
  std::string police_filing;               // 京公网安备 11010202000001号
  bool has_party_government_mark = false;  // link or image of bszs.conac.cn
  std::string organiser;                   // 主办单位
  std::string contact;                     // telephone or e-mail beside the organiser
  std::string site_map_url;                // link named 网站地图 / 站点地图
  std::string error_report_url;            // 我为政府网站找错 (zfwzgl.www.gov.cn)
  std::string privacy_policy_url;
  std::string accessibility_url;  // 无障碍 / 适老化 entry, may be a script link
  std::string accessibility_text;
};

struct PageFacts {
  std::string url;        // canonical, as asked
  std::string final_url;  // as ended
  int status = 0;
  std::string media_type;
  std::string
      title;  // the article's own title where there is one, else the page's, not the site name
  std::string document_title;  // content of <title>
  Charset charset;
  std::string lang;  // html lang, as written
  std::vector<std::pair<std::string, std::string>>
      labels;                // all standard and other named meta, names as written
  std::string site_id_code;  // label SiteIDCode, else the footer's
  std::string column;        // column name: label, else breadcrumb's last but article
  std::vector<std::string> breadcrumb;
  std::vector<std::string> breadcrumb_urls;  // parallel to breadcrumb; empty where not linked
  PageKind kind = PageKind::other;
  PubDate pub_date;
  SourcedText content_source;
  std::vector<ListItem> list_items;
  std::vector<Link> links;
  std::vector<Link> attachments;  // the subset of links with is_attachment
  std::vector<Form> forms;
  std::vector<Image> images;
  std::vector<Heading> headings;
  std::vector<std::string> scripts;  // src of external scripts, resolved
  std::vector<std::string> iframes;
  std::vector<TableFacts> tables;
  std::vector<HiddenLink> hidden_links;
  std::vector<ColourPair> colours;  // each pair with its size once
  std::vector<KeyboardBarrier> barriers;
  FooterMarks footer;
  std::size_t text_length = 0;  // code points of the main content
  std::string text_sha256;      // hex, of the folded main content
  std::string text;             // main content, folded; at most kMaxTextBytes
  std::string viewport;         // meta viewport, as written
  std::string redirect_target;  // meta refresh or script redirect of an otherwise empty page
  std::size_t dom_depth = 0;    // deepest element before any flattening
  bool cut = false;             // some list above reached its bound

  static constexpr std::size_t kMaxTextBytes = 256 * 1024;
};

/// Value of a label by its name, compared without regard to case; nothing if absent.
[[nodiscard]] std::optional<std::string_view> find_label(const PageFacts& page,
                                                         std::string_view name);

}  // namespace gweval
