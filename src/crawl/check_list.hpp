#pragma once
// What a crawl asks for beside the pages it visits: links checked for being alive, once each, and
// failures asked for a second time. Bounded, since every request is a burden on somebody.

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "crawl/crawl_scope.hpp"
#include "crawl/fetch_chain.hpp"
#include "gweval/fetch.hpp"
#include "gweval/site_facts.hpp"
#include "gweval/soft_404.hpp"

namespace gweval {

class CheckList {
 public:
  /// A link of the page at `found_on` that is not to be visited.
  void add_link(const FoundLink& link, bool is_in_scope, int depth, const std::string& found_on);

  /// How the site answers for what it does not have; before the results of its pages.
  void add_home(const Fetch& home, const AnswerLook& look) { signs_.set_home(home, look); }
  void add_error_probe(const Fetch& probe, const AnswerLook& look) {
    signs_.set_probe(probe, look);
  }

  /// A fetch of the site; remembered if a second look must confirm what it says.
  void add_result(const Fetch& fetch, const AnswerLook& look);

  /// Documents of the site, then pages of other sites, then what pages show; in order of discovery.
  [[nodiscard]] std::vector<FetchRequest> take_links();
  [[nodiscard]] std::vector<FetchRequest> take_rechecks();

  /// Something a limit of ours left out, by the limit's name in the crawl's facts.
  void note_left_out(const std::string& kind, const std::string& example);
  /// By kind: an example, and how many distinct addresses.
  [[nodiscard]] std::vector<CrawlTrap> left_out() const;

  /// Requests that were not taken yet.
  [[nodiscard]] std::size_t waiting() const;

 private:
  static constexpr std::size_t kKinds = 3;
  std::array<std::vector<FetchRequest>, kKinds> links_;
  std::array<std::size_t, kKinds> taken_{};
  std::vector<FetchRequest> rechecks_;
  std::unordered_set<std::string> known_;
  ErrorSigns signs_;
  std::map<std::string, CrawlTrap> left_out_;
};

/// Whether a failure counts against a link only once it was seen twice.
[[nodiscard]] bool needs_confirmation(const Fetch& fetch);

}  // namespace gweval
