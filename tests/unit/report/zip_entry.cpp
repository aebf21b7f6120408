#include "zip_entry.hpp"

#include <zlib.h>

#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::size_t number_at(const std::string& bytes, std::size_t at, std::size_t size) {
  std::size_t out = 0;
  for (std::size_t i = size; i-- > 0;)
    out = out << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return out;
}

std::string inflate_raw(const std::string& packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

}  // namespace

std::string zip_entry(const std::string& archive, const std::string& name) {
  // Central directory headers, §4.3.12.
  for (std::size_t at = archive.find("PK\x01\x02"); at != std::string::npos;
       at = archive.find("PK\x01\x02", at + 4)) {
    if (archive.compare(at + 46, number_at(archive, at + 28, 2), name) != 0) continue;
    const std::size_t packed = number_at(archive, at + 20, 4);
    const std::size_t size = number_at(archive, at + 24, 4);
    const std::size_t local = number_at(archive, at + 42, 4);
    const std::size_t data =
        local + 30 + number_at(archive, local + 26, 2) + number_at(archive, local + 28, 2);
    const std::string bytes = archive.substr(data, packed);
    return number_at(archive, at + 10, 2) == 0 ? bytes : inflate_raw(bytes, size);
  }
  FAIL("no entry " << name);
  return {};
}

}  // namespace gweval::test
