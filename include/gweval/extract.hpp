#pragma once
// Captures to facts. Pure and repeatable: same bytes, same facts.

#include <optional>
#include <string_view>

#include "gweval/capture.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

struct PageInput {
  std::string_view url;  // canonical, as asked; base for relative links is final_url
  std::string_view final_url;
  int status = 200;
  std::string_view media_type;      // lower case, without parameters; empty: taken as HTML
  std::string_view header_charset;  // charset parameter of Content-Type; may be empty
  std::string_view body;            // content-decoded bytes, any bytes at all
  bool is_start = false;            // the site's start address
};

/// Facts of one HTML page. Never fails: a broken page has few facts. Time is linear in the body's
/// size.
[[nodiscard]] PageFacts extract_page(const PageInput& input);

/// Facts of a capture's last exchange, decoding content codings under the body limit; nothing if
/// there is no response or it is not HTML (a missing media type is sniffed).
[[nodiscard]] std::optional<PageFacts> extract_capture(const Capture& capture, bool is_start);

}  // namespace gweval
