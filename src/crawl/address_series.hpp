#pragma once
// Addresses a program can count up for ever: days and months of a calendar, pages of a list, and
// plain numbers.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/url.hpp"

namespace gweval {

enum class SeriesKind {
  none,      // nothing in the address counts
  calendar,  // a month or a day
  paging,    // a page of a list, by parameter or by name
  numbers,   // some number, which may as well be an article's
};

struct AddressSeries {
  SeriesKind kind = SeriesKind::none;
  std::string key;  // what its members have in common
  long number = 0;  // the member's, of paging and numbers
};

/// What an address is one of.
[[nodiscard]] AddressSeries series_of(const Url& url);

/// A month or a day alone: /events/2025-11-03/, /calendar/2025/11/, ?y=2025&m=3; not an article in
/// a folder of its day.
[[nodiscard]] bool is_calendar_address(const Url& url);

/// A further page of a list: index_2.html, /page/2/, p2.html, ?page=2, ?cur=2.
[[nodiscard]] bool is_paging_address(const Url& url);

/// "index", "default", "list", "main" or nothing: the name of a folder's own page.
[[nodiscard]] bool is_index_name(std::string_view stem);

struct Parameter {
  std::string name;  // lower-case
  std::string_view value;
};

/// Of an address' query, in order, at most 32.
[[nodiscard]] std::vector<Parameter> parameters_of(const Url& url);

/// The last part of the path up to its dot: "t20251103_1" of "/a/t20251103_1.html".
[[nodiscard]] std::string_view stem_of(const Url& url);

/// Folders of the path, without its last part.
[[nodiscard]] std::vector<std::string_view> folders_of(std::string_view path);

/// Digits, and nothing else.
[[nodiscard]] bool is_number(std::string_view text);

}  // namespace gweval
