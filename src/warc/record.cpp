#include "warc/record.hpp"

#include "base/digest.hpp"
#include "base/utf8.hpp"

namespace gweval::warc {

std::string_view Record::field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return {};
}

std::string_view Record::target_uri() const {
  std::string_view uri = field("WARC-Target-URI");
  if (uri.size() >= 2 && uri.front() == '<' && uri.back() == '>') {
    uri = uri.substr(1, uri.size() - 2);
  }
  return uri;
}

std::string record_id(std::string_view seed) {
  std::string hex = sha256_hex(seed).substr(0, 32);
  hex[12] = '8';                                               // RFC 9562 §5.8: version 8
  hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) & 3U];  // variant 10xx
  return "<urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20) + ">";
}

}  // namespace gweval::warc
