// Any bytes as the block of a response record: head and body are parts of it, the head as stored
// splits again where it should, and what is stored can be turned back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "warc/http_block.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval::warc;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const HttpBlock block = split_response(bytes);
  require(bytes.starts_with(block.head));
  require(block.head.size() + block.body.size() <= size);
  const std::string stored = stored_response_head(block.head, block.body.size());
  require(stored.ends_with("\r\n\r\n") || stored == "\r\n" || stored.ends_with("\n\r\n"));
  for (const char* protocol : {"", "h2", "h3"}) {
    const std::string original = original_response_head(stored, protocol);
    require(original.size() <= stored.size() + 8);
  }
  return 0;
}
