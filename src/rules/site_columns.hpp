#pragma once
// Columns derived from pages and links. A column is a page that lists items, or an entry that links
// name like one; pages of one list (index_2.html, ?page=2) are one column.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gweval/date.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

class EvidenceView;

struct ColumnItem {
  std::string_view title;
  std::string_view url;
  std::optional<Date> date;         // shown in the list, else on the item's own page
  const PageFacts* page = nullptr;  // the item's page, if it was observed
};

/// What a column's page holds. `unclear`: it may be filled by a script we do not run.
enum class Fill { items, content, empty, unclear, not_observed };

struct Column {
  std::string url;
  std::vector<std::string> names;          // normal names, distinct, its own before those of links
  std::vector<const PageFacts*> pages;     // observed pages of the list
  const PageFacts* linked_from = nullptr;  // first page that links to it
  std::vector<ColumnItem> items;
  std::optional<Date> newest;  // of the items, not after as_of
  std::optional<std::size_t> parent;
  std::vector<std::size_t> children;
  Fill fill = Fill::not_observed;
  bool is_list = false;  // its page is a column page, not an article that a link names
  bool is_internal = true;
  bool in_navigation = false;  // linked from a navigation block, the home page or the site map

  [[nodiscard]] std::string_view name() const {
    return names.empty() ? std::string_view() : names.front();
  }
};

class SiteColumns {
 public:
  [[nodiscard]] const std::vector<Column>& all() const { return all_; }
  [[nodiscard]] std::vector<const Column*> named(std::span<const std::string> words) const;
  /// By any URL of the column; null if there is none.
  [[nodiscard]] const Column* find(std::string_view url) const;
  /// Newest item of a column and of the columns below it.
  [[nodiscard]] std::optional<Date> newest_below(const Column& column) const;
  /// The column itself and all columns below it.
  [[nodiscard]] std::vector<const Column*> with_children(const Column& column) const;

 private:
  friend class ColumnBuilder;
  void join_names();

  std::vector<Column> all_;
  std::unordered_map<std::string, std::size_t> by_key_;
  // All names one after the other, each behind a line break, so that a word is looked for once.
  std::string names_;
  struct NameAt {
    std::size_t begin = 0;  // in names_
    std::size_t column = 0;
  };
  std::vector<NameAt> name_places_;
};

/// Needs the page index of the view, nothing else of it.
[[nodiscard]] SiteColumns build_columns(const EvidenceView& view);

/// An address by which pages of one list are the same: without scheme, leading "www.", page number
/// and index file name.
[[nodiscard]] std::string column_key(std::string_view url);

}  // namespace gweval
