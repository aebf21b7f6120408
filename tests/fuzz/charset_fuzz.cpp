// Any bytes as a page's body: what comes out is valid UTF-8 with a named charset.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "web/html_charset.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// The first byte says how many of the next are the header's charset.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string_view header;
  if (!bytes.empty()) {
    const std::size_t length = data[0] % 24U;
    bytes.remove_prefix(1);
    header = bytes.substr(0, length);
    bytes.remove_prefix(header.size());
  }
  const gweval::PageText page = gweval::decode_page(bytes, header);
  require(gweval::is_valid_utf8(page.text));
  require(page.text.find('\0') == std::string::npos);
  require(!page.used.empty());
  require(page.declared.empty() == page.declared_source.empty());
  return 0;
}
