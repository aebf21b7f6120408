#pragma once
// The links of a fetched page, kept small while the page waits for its turn in the plan.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "crawl/crawl_scope.hpp"

namespace gweval {

/// Links in page order. Neighbouring addresses share their beginnings, so each keeps only what
/// differs from the one before: a hostile page of 20,000 links takes about 1 MB, and
/// many sites wait with a batch of such pages at once.
class LinkPack {
 public:
  LinkPack() = default;
  explicit LinkPack(const std::vector<FoundLink>& links);

  /// In the order given; the link is valid during the call only.
  void for_each(const std::function<void(const FoundLink&)>& visit) const;

  /// Memory held, in bytes.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Entry {
    std::uint32_t shared = 0;  // bytes of the address before that begin this one
    std::uint32_t rest = 0;    // bytes of `rests_` that end it
    std::uint32_t host = 0;    // in hosts_
    std::int32_t date = 0;     // year, month and day; 0: none
    LinkUse use = LinkUse::page;
    PageClass kind = PageClass::hub;
    std::uint8_t flags = 0;
  };

  std::vector<Entry> entries_;
  std::vector<std::string> hosts_;
  std::string rests_;
};

}  // namespace gweval
