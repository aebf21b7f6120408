#pragma once
// The bytes of one fetch: what goes into the archive. Everything in Fetch is archived with it, so
// that facts can be rebuilt from the archive alone.

#include <string>
#include <vector>

#include "gweval/fetch.hpp"

namespace gweval {

/// One HTTP exchange: one hop of a fetch.
struct Exchange {
  std::string url;
  std::string fetched_at;      // ISO 8601 UTC, seconds
  std::string remote_address;  // numeric, may be empty
  std::string request_head;    // request line and headers as sent, ending with an empty line; a
                               // posted search form's body follows it
  std::string response_head;   // status line and headers as received, ending with an empty line
  std::string body;  // after transfer decoding, content coding kept; cut at the body limit
  bool truncated = false;
  /// The server said that nothing has changed (304): `response_head` is that answer, `body` is what
  /// the site's archive holds from before.
  bool is_not_modified = false;
};

struct Capture {
  Fetch fetch;
  std::vector<Exchange> exchanges;  // hops that were answered, in order; empty if none was
};

/// Whether facts are read of what the capture holds: of pages, of answers of a search, of how the
/// site answers for an address made up, and of a second look at a whole page. Of other probes and
/// of checks they are not, whatever those hold.
[[nodiscard]] bool is_read_as_page(const Capture& capture);

}  // namespace gweval
