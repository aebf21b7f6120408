#pragma once
// Texts of results for formats with a syntax of their own: printable, bounded, escaped.

#include <cstddef>
#include <string>
#include <string_view>

namespace gweval {

/// One printable line of at most `max_bytes`; control and bidirectional characters become U+FFFD.
[[nodiscard]] std::string plain_line(std::string_view text, std::size_t max_bytes);

/// For Markdown (CommonMark with GitHub's tables): shown letter by letter, no markup, link, mention
/// or reference.
[[nodiscard]] std::string markdown_text(std::string_view text, std::size_t max_bytes = 200);

/// For XML 1.0 content and attributes.
[[nodiscard]] std::string xml_text(std::string_view text, std::size_t max_bytes = 4000);

}  // namespace gweval
