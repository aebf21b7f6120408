#pragma once
// What the pages of a site that were read say of addresses like theirs: which patterns are those of
// articles, and which those of columns. Addresses alone tell it for common content systems only.

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "crawl/page_class.hpp"
#include "web/sitemap.hpp"
#include "web/url.hpp"

namespace gweval {

class PagePatterns {
 public:
  /// A page that was read, and what it is: one item, a list of items, or neither.
  void note_page(const Url& url, bool is_article, bool is_list);

  /// A link of a menu, which names a column.
  void note_menu(const Url& url);

  /// The class of an address, given what it looks like. Those of menus stay columns.
  [[nodiscard]] PageClass judge(const Url& url, PageClass guess, bool is_in_menu) const;

  /// The class of each entry: many that differ by a number only are items, unless menus hold such.
  [[nodiscard]] std::vector<PageClass> classify(const std::vector<SitemapEntry>& entries) const;

 private:
  struct Seen {
    int articles = 0;
    int lists = 0;
  };
  std::unordered_map<std::string, Seen> seen_;  // by address_pattern
  std::unordered_set<std::string> menu_patterns_;
};

}  // namespace gweval
