// The only file of the report layer that names zlib.

#include "report/pack_text.hpp"

#include <zlib.h>

namespace gweval {
namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits <<= 8;
      if (i + k < bytes.size()) bits |= static_cast<unsigned char>(bytes[i + k]);
    }
    out += kDigits[bits >> 18];
    out += kDigits[bits >> 12 & 63U];
    out += i + 1 < bytes.size() ? kDigits[bits >> 6 & 63U] : '=';
    out += i + 2 < bytes.size() ? kDigits[bits & 63U] : '=';
  }
  return out;
}

}  // namespace

Result<std::string> pack_text(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string packed(size, '\0');
  const int status =
      compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                reinterpret_cast<const Bytef*>(text.data()), text.size(), Z_BEST_COMPRESSION);
  if (status != Z_OK) {
    return Error{ErrorCode::internal, "zlib could not pack a text: " + std::to_string(status)};
  }
  packed.resize(size);
  return base64(packed);
}

}  // namespace gweval
