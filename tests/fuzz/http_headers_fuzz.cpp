// Any bytes as a response head, a Content-Type and a coded body: headers are valid text that reads
// back, decoding stays under its limit.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "web/content_coding.hpp"
#include "web/http_headers.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto head = parse_response_head(bytes)) {
    require(head->status >= 100 && head->status <= 999);
    std::string written = "HTTP/" + head->version + " " + std::to_string(head->status) + " x\r\n";
    for (const auto& [name, value] : head->headers) {
      require(is_valid_utf8(value));
      written.append(name).append(": ").append(value).append("\r\n");
    }
    const auto again = parse_response_head(written + "\r\n");
    require(again && again->headers == head->headers && again->status == head->status);
  }
  const ContentType type = parse_content_type(bytes);
  require(type.media_type.empty() || type.media_type.find('/') != std::string::npos);
  for (const char* coding : {"gzip", "deflate", "gzip, deflate"}) {
    const auto decoded = decode_content(bytes, coding, 4096);
    require(decoded && decoded->bytes.size() <= 4096);
  }
  return 0;
}
