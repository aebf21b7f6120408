#pragma once
// One fetch of a site on its way: from the frontier over the network and extraction to the store.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawl/byte_gate.hpp"
#include "crawl/crawl_scope.hpp"
#include "crawl/fetch_chain.hpp"
#include "crawl/link_pack.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/soft_404.hpp"
#include "web/robots_txt.hpp"
#include "web/sitemap.hpp"

namespace gweval {

class SiteCrawl;

struct FetchItem {
  FetchItem(SiteCrawl& owner, FetchChain fetch_chain)
      : site(&owner), chain(std::move(fetch_chain)) {}

  SiteCrawl* site;
  FetchChain chain;
  std::vector<std::string> origins;  // asked on the way, in order; their robots.txt come first
  bool is_done = false;              // fetched, digested, or given up
  bool is_cancelled = false;         // given up: nothing to keep
  bool is_resumed = false;           // found in the store
  bool is_asked_again = false;       // found in the store as a failure that may have passed
  bool was_asked = false;            // the network was used
  bool is_digesting = false;         // a worker has it
  bool is_network_in_doubt = false;  // the failure may be our own network's
  std::size_t held_bytes = 0;        // of bodies waiting to be stored

  std::optional<Fetch> previous;  // of the round before, asked for under condition

  // Results, filled when is_done.
  Fetch fetch;
  Capture capture;
  std::optional<PageFacts> page;
  LinkPack links;
  std::optional<Form> search_form;  // the page's own search
  AnswerLook look;                  // of `page`
  bool is_article = false;          // the page shows one item, not a list
  bool is_list = false;             // it shows a list of items
  std::optional<Sitemap> sitemap;
  std::optional<RobotsTxt> robots;
};
using FetchItemPtr = std::shared_ptr<FetchItem>;

/// Takes from a page's facts what the crawl goes on with.
void note_page(FetchItem& item, const PageFacts& page);

/// Bytes of the answers that its capture holds.
[[nodiscard]] std::size_t body_bytes(const FetchItem& item);

/// Memory of the facts and links that wait with an item, roughly.
[[nodiscard]] std::size_t facts_bytes(const FetchItem& item);

/// Completes a fetched capture on a worker: digests, media type, facts, links, sitemap or robots
/// rules. Pure but for `extract`, which waits for its turn at `reading`: a page in work takes ten
/// times its size.
void digest_item(FetchItem& item,
                 const std::function<std::optional<PageFacts>(const Capture&, bool)>& extract,
                 std::int64_t max_body_bytes, ByteGate& reading);

/// Rules of a stored or fetched robots.txt (RFC 9309 §2.3.1); `body` is decoded.
[[nodiscard]] RobotsTxt rules_of(const Fetch& fetch, std::string_view body);

/// Sitemap of a decoded body; a file that is itself gzip is unpacked (sitemaps.org).
[[nodiscard]] Sitemap sitemap_of(std::string_view body, std::int64_t max_body_bytes);

}  // namespace gweval
