#pragma once
// Character set of a page: byte order mark, Content-Type, meta, and the bytes themselves (HTML
// Living Standard §13.2.3.2, and a check against what pages really hold).

#include <string>
#include <string_view>

namespace gweval {

struct PageText {
  std::string text;             // valid UTF-8
  std::string declared;         // as declared, lower case; empty if not
  std::string declared_source;  // "bom", "header", "meta" or empty
  std::string used;             // what the bytes were decoded with
  bool malformed = false;       // bytes were replaced while decoding
};

/// `header_charset` is the charset parameter of Content-Type; may be empty.
[[nodiscard]] PageText decode_page(std::string_view body, std::string_view header_charset);

/// The charset of the first meta in the first 4096 bytes, lower case; empty if there is none.
[[nodiscard]] std::string meta_charset(std::string_view body);

}  // namespace gweval
