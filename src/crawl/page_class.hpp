#pragma once
// What a link probably leads to, told from its address and text before it is fetched, so that a
// crawl can visit columns before what they list.

#include <optional>
#include <string>
#include <string_view>

#include "gweval/date.hpp"
#include "gweval/page_facts.hpp"
#include "web/url.hpp"

namespace gweval {

enum class PageClass {
  hub,      // a channel, a column, or unknown: it may lead to either
  article,  // one item of a column
  more,     // a further page of a list, or a day or month of a calendar
};

/// `has_list_date`: the page that links there lists it as an item with a date.
[[nodiscard]] PageClass classify_link(const Url& url, const Link& link, bool has_list_date);

/// The same for an address of a sitemap, without a text.
[[nodiscard]] PageClass classify_address(const Url& url);

/// An item's address by its shape, if other evidence says so: it ends in a number, and no system
/// names columns or pages of lists like that.
[[nodiscard]] bool may_be_item(const Url& url);

/// The folder an article's column is in: its path without file name, dates and numbers.
[[nodiscard]] std::string column_folder(const Url& url);

/// Path and query with every run of digits as "0": addresses a program counts up share it.
[[nodiscard]] std::string address_pattern(const Url& url);

}  // namespace gweval
