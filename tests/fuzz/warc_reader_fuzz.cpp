// Any bytes as an archive: reading ends, stays within its limits, and what is put together from the
// records can be written and read back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "warc/http_block.hpp"
#include "warc/reader.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr gweval::warc::ReadLimits kLimits = {4096, 65536, 1024 * 1024};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval::warc;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Reader reader = Reader::over(bytes, kLimits);
  while (true) {
    auto record = reader.next();
    if (!record || !*record) break;
    require((*record)->block.size() <= kLimits.max_block_bytes);
    require((*record)->extent.end() <= size);
    const HttpBlock block = split_response((*record)->block);
    require(block.head.size() + block.body.size() <= (*record)->block.size());
    const std::string stored = stored_response_head(block.head, block.body.size());
    const HttpBlock again = split_response(stored + block.body);
    require(again.body.size() <= stored.size() + block.body.size());
    static_cast<void>(original_response_head(stored, protocol_of(block.head)));
  }
  return 0;
}
