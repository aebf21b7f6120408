#pragma once
// One gzip member (RFC 1952), the unit in which records are stored and can be read alone.

#include <string>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval::warc {

/// Appends `bytes` as one gzip member. ErrorCode::internal if memory is short.
[[nodiscard]] Result<void> append_gzip_member(std::string& out, std::string_view bytes);

}  // namespace gweval::warc
