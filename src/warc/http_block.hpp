#pragma once
// The HTTP message in a response record's block (RFC 9112). A response is archived after transfer
// decoding; its head then says so the way the large public crawls do: Transfer-Encoding, and a
// Content-Length that no longer holds, keep their value under an "X-Crawler-" name. A head of
// HTTP/2 or later, which has no text form, is stored as HTTP/1.1; the record's WARC-Protocol tells.

#include <cstddef>
#include <string>
#include <string_view>

namespace gweval::warc {

struct HttpBlock {
  std::string head;  // ends with the empty line, if there is one
  std::string body;  // transfer decoding undone, content coding kept
};

/// Splits a block at the end of its head, informational (1xx) heads included. Chunks that a tool
/// left in are joined; a body that says "chunked" and is not is taken as it stands.
[[nodiscard]] HttpBlock split_response(std::string_view block);

/// "h2" or "h3" by the status line of a head as received; empty for older versions.
[[nodiscard]] std::string_view protocol_of(std::string_view head);

/// Head as stored for a body of `body_bytes`.
[[nodiscard]] std::string stored_response_head(std::string_view head, std::size_t body_bytes);

/// Undoes stored_response_head(); `protocol` is the record's WARC-Protocol.
[[nodiscard]] std::string original_response_head(std::string_view stored,
                                                 std::string_view protocol);

}  // namespace gweval::warc
