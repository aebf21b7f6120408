#pragma once
// Which crawled pages a person should look at for an indicator. Pure.

#include <cstddef>
#include <string>
#include <vector>

#include "gweval/page_facts.hpp"

namespace gweval {

class PageSearch {
 public:
  /// `pages` must outlive it.
  explicit PageSearch(const std::vector<PageFacts>& pages);

  /// Addresses of at most `limit` pages whose title, column or breadcrumb shares most pairs of
  /// characters with one of `names` (an indicator's and those above it), and at least half of them;
  /// the best first, of equal ones those crawled first.
  [[nodiscard]] std::vector<std::string> about(const std::vector<std::string>& names,
                                               std::size_t limit) const;

 private:
  struct Heading {
    const PageFacts* page = nullptr;
    std::string text;
  };
  std::vector<Heading> headings_;
};

}  // namespace gweval
