#pragma once
// What a capture of any crawler's archive answers, as if it came from the network just now.

#include <cstdint>
#include <optional>

#include "evidence/capture_index.hpp"
#include "gweval/capture.hpp"
#include "gweval/fetch.hpp"
#include "gweval/result.hpp"

namespace gweval::evidence {

struct ArchivedAnswer {
  std::optional<Exchange> exchange;  // nothing: no answer came then
  std::optional<Fetch> fetch;        // as gweval recorded it, if it did
  bool is_body_cut = false;          // by `max_body_bytes`
};

/// Revisits have the body of the capture they refer to; 304 has its status and headers too.
/// Chunks are joined; a content coding that the body no longer has is taken from the head.
[[nodiscard]] Result<ArchivedAnswer> read_answer(const CaptureIndex& index,
                                                 const IndexedCapture& capture,
                                                 std::int64_t max_body_bytes);

/// "2025-11-03T09:12:07Z" of YYYYMMDDhhmmss; empty for 0.
[[nodiscard]] std::string time_text(std::int64_t time);

}  // namespace gweval::evidence
