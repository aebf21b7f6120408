#pragma once
// Comparing the short names that columns, links and headings bear, and finding dates in running
// text.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/date.hpp"

namespace gweval::rules {

/// A name without white space, brackets, arrows and the like, full-width ASCII made half-width:
/// "【 政策 解读 】>>" is "政策解读".
[[nodiscard]] std::string normal_name(std::string_view text);

/// Whether a column's (normal) name says what `word` says. A word of one or two characters must be
/// the whole name, but for a general ending such as 信息 or 公开; a longer one may have up to eight
/// characters around it, so that a sentence that mentions it does not count.
[[nodiscard]] bool name_matches(std::string_view name, std::string_view word);

[[nodiscard]] bool any_name_matches(std::span<const std::string> names,
                                    std::span<const std::string> words);

[[nodiscard]] bool contains(std::string_view text, std::string_view word);

/// The first of `words` that occurs in `text`; empty if none.
[[nodiscard]] std::string_view first_contained(std::string_view text,
                                               std::span<const std::string> words);
[[nodiscard]] std::string_view first_contained(std::string_view text,
                                               std::initializer_list<std::string_view> words);

struct DateInText {
  Date date;
  std::size_t begin = 0;  // byte offsets
  std::size_t end = 0;
};

/// Valid dates of the years 1990 to 2099 written 2025-11-03, 2025/11/3, 2025.11.03 or
/// 2025年11月3日, in text order.
[[nodiscard]] std::vector<DateInText> find_dates(std::string_view text);

/// The first date at most `reach` bytes after one of `labels`.
[[nodiscard]] std::optional<Date> date_after(std::string_view text,
                                             std::initializer_list<std::string_view> labels,
                                             std::size_t reach = 24);

/// What stands behind a label: the text without the colons, brackets, bars and blanks before it.
[[nodiscard]] std::string_view value_behind(std::string_view label_end);

/// Text of a page that says it has nothing yet.
[[nodiscard]] bool says_under_construction(std::string_view text);
[[nodiscard]] bool says_nothing_here(std::string_view text);
[[nodiscard]] bool says_loading(std::string_view text);

}  // namespace gweval::rules
