#pragma once
// What error pages say in place of the page that was asked for.

#include <cstddef>
#include <string_view>

namespace gweval::extract {

/// Whether a short notice says that the page is an error page. Numbers and words that documents use
/// of other things, too (路线 404, 文号 404 号, "信息不存在"), count only where they stand for an
/// error.
[[nodiscard]] bool says_error(std::string_view document_title, std::string_view text,
                              std::size_t text_length);

}  // namespace gweval::extract
