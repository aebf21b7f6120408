#pragma once
// One site's facts as rules see them: read-only, with the indices rules share, built once.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gweval/date.hpp"
#include "gweval/site_facts.hpp"
#include "gweval/soft_404.hpp"
#include "rules/entries.hpp"
#include "rules/letters.hpp"
#include "rules/site_columns.hpp"

namespace gweval {

/// A distinct internal address that observed pages link to, and where it was seen first.
struct LinkTarget {
  std::string_view url;
  const Link* link = nullptr;
  const PageFacts* page = nullptr;  // the home page if it links there too
  bool is_on_home = false;
};

class EvidenceView {
 public:
  /// `site` must outlive the view. `as_of` is the only clock rules have.
  EvidenceView(const SiteFacts& site, Date as_of);
  EvidenceView(const EvidenceView&) = delete;
  EvidenceView& operator=(const EvidenceView&) = delete;

  [[nodiscard]] const SiteFacts& site() const { return *site_; }
  [[nodiscard]] Date as_of() const { return as_of_; }
  [[nodiscard]] long days_since(const Date& date) const {
    return as_of_.days_since_epoch() - date.days_since_epoch();
  }

  /// The home page a visitor sees: where the start address or its redirect page leads. Null if not
  /// observed.
  [[nodiscard]] const PageFacts* home() const { return home_; }
  /// Pages with content: status 2xx, no error page, one of those that are the same at two addresses
  /// of one place ("/" and "/index.html", http and https). Crawl order.
  [[nodiscard]] const std::vector<const PageFacts*>& pages() const { return pages_; }
  /// Any observed page by its URL as asked or as ended, "/a/" and "/a/index.html" being one.
  [[nodiscard]] const PageFacts* find_page(std::string_view url) const;
  [[nodiscard]] const Fetch* find_fetch(std::string_view url) const;
  /// What the site's own search was asked, in crawl order; not among pages().
  [[nodiscard]] const std::vector<const Fetch*>& search_probes() const { return search_probes_; }
  /// The answer to one of them; null if it is no page.
  [[nodiscard]] const PageFacts* find_answer(const Fetch& probe) const;
  /// The second look at a failure; null if there was none.
  [[nodiscard]] const Fetch* find_recheck(std::string_view url) const;
  /// What the answer to a link, or to its second look, shows; nothing where no page was read.
  [[nodiscard]] AnswerLook look_at(const Fetch& fetch) const;
  /// How the site answers for what it does not have.
  [[nodiscard]] const ErrorSigns& error_signs() const { return error_signs_; }
  [[nodiscard]] const std::vector<LinkTarget>& link_targets() const { return link_targets_; }
  [[nodiscard]] const SiteColumns& columns() const { return columns_; }
  [[nodiscard]] const SiteEntries& entries() const { return entries_; }
  /// Letters the site publishes.
  [[nodiscard]] const std::vector<rules::Letter>& letters() const { return letters_; }

  /// What was not found is not there: the crawl came to its end, and all but one page in twenty was
  /// read, those refused to us or failed for now counting as unread. What a link leads to by name
  /// is looked for there first: the page not read is then the reason to answer cannot_tell.
  [[nodiscard]] bool is_complete() const { return is_complete_; }
  /// Weaker: all but one in twenty of the pages the home page links to was read or is gone, so
  /// columns the navigation names have been seen.
  [[nodiscard]] bool is_navigation_observed() const { return is_navigation_observed_; }

 private:
  void index_pages();
  bool is_answer_to_page(const PageFacts& page);
  void find_home();
  void read_error_signs();
  void collect_link_targets();
  void check_completeness();
  void check_navigation();

  const SiteFacts* site_;
  Date as_of_;
  const PageFacts* home_ = nullptr;
  std::vector<const PageFacts*> pages_;
  std::unordered_map<std::string_view, const PageFacts*> page_by_url_;
  std::unordered_map<std::string, const PageFacts*> page_by_key_;
  std::unordered_map<std::string_view, const Fetch*> fetch_by_url_;
  std::unordered_map<std::string_view, const Fetch*> recheck_by_url_;
  const Fetch* error_probe_ = nullptr;
  const PageFacts* error_page_ = nullptr;
  std::unordered_map<std::string_view, const PageFacts*> recheck_page_by_url_;
  std::unordered_set<std::string_view> asked_pages_;
  ErrorSigns error_signs_;
  std::vector<LinkTarget> link_targets_;
  std::vector<const Fetch*> search_probes_;
  std::unordered_map<std::string_view, const PageFacts*> answer_by_url_;
  bool is_complete_ = false;
  bool is_navigation_observed_ = false;
  SiteColumns columns_;
  SiteEntries entries_;
  std::vector<rules::Letter> letters_;
};

}  // namespace gweval
