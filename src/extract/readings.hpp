#pragma once
// The readings that together make a page's facts. Each fills its own fields of `facts`; they are
// called in this order, and a later one may use what an earlier one found.

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/list_ranges.hpp"
#include "extract/page_view.hpp"
#include "gweval/extract.hpp"
#include "gweval/page_facts.hpp"

namespace gweval::extract {

/// labels, document_title, lang, viewport.
void read_labels(const PageView& view, PageFacts& facts);
/// links, attachments, scripts, iframes.
void read_links(const PageView& view, PageFacts& facts);
/// images.
void read_images(const PageView& view, PageFacts& facts);
/// forms.
void read_forms(const PageView& view, PageFacts& facts);
/// headings, tables.
void read_structure(const PageView& view, PageFacts& facts);
/// hidden_links, colours, barriers.
void read_markup(const PageView& view, PageFacts& facts);
/// breadcrumb, breadcrumb_urls.
void read_breadcrumb(const PageView& view, PageFacts& facts);
/// list_items, and where their elements are. Plain lists are those of the markup alone.
ListRanges read_lists(const PageView& view, PageFacts& facts);
ListRanges read_plain_lists(const PageView& view, PageFacts& facts);
/// title. Returns the line that shows it, or npos.
std::size_t read_title(const PageView& view, PageFacts& facts);
/// pub_date. `title_line` as read_title returned it.
void read_pub_date(const PageView& view, std::size_t title_line, const ListRanges& lists,
                   PageFacts& facts);
/// content_source.
void read_content_source(const PageView& view, std::size_t title_line, PageFacts& facts);
/// footer, site_id_code.
void read_footer(const PageView& view, PageFacts& facts);
/// text, text_length, text_sha256.
void read_main_text(const PageView& view, PageFacts& facts);
/// redirect_target.
void read_redirect(const PageView& view, PageFacts& facts);
/// column, of labels and breadcrumb.
void read_column(PageFacts& facts);
/// kind, of everything above.
void read_page_kind(const PageView& view, const PageInput& input, const ListRanges& lists,
                    PageFacts& facts);

inline constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);

// Bounds of what one page may hold; `cut` says that one was reached.
inline constexpr std::size_t kMaxLinks = 20'000;
inline constexpr std::size_t kMaxListItems = 2'000;
inline constexpr std::size_t kMaxImages = 2'000;
inline constexpr std::size_t kMaxForms = 50;
inline constexpr std::size_t kMaxFields = 200;
inline constexpr std::size_t kMaxHeadings = 500;
inline constexpr std::size_t kMaxTables = 200;
inline constexpr std::size_t kMaxCells = 60;
inline constexpr std::size_t kMaxLabels = 100;
inline constexpr std::size_t kMaxScripts = 300;
inline constexpr std::size_t kMaxMarkup = 200;
inline constexpr std::size_t kMaxShortText = 400;  // bytes of a title, label or link text
inline constexpr std::size_t kMaxLabelText = 4'000;

/// Folded and cut to `max_bytes`.
[[nodiscard]] std::string short_text(std::string_view text, std::size_t max_bytes = kMaxShortText);

/// Without any blanks and in lower case, for comparing texts that pages space differently.
[[nodiscard]] std::string packed(std::string_view text);

[[nodiscard]] bool contains(std::string_view text, std::string_view part);

/// The value of a label, empty if absent.
[[nodiscard]] std::string_view label_value(const PageFacts& facts, std::string_view name);

}  // namespace gweval::extract
