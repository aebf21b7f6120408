// Any bytes as another crawler's archive: indexing ends, every capture found can be read or is
// refused with an error, and bodies stay within the limit.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "evidence/archived_answer.hpp"
#include "evidence/capture_index.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMaxBodyBytes = 4096;

void require(bool holds) {
  if (!holds) std::abort();
}

/// One folder a process, gone with it.
struct Place {
  fs::path path = fs::temp_directory_path() / ("gweval-fuzz-" + std::to_string(::getpid()));
  Place() { fs::create_directories(path); }
  ~Place() { fs::remove_all(path); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval::evidence;
  static const Place place;
  const fs::path file = place.path / "input.warc";
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto index = CaptureIndex::build({file}, place.path / "scratch.warc.gz");
  if (!index) return 0;
  const std::uint64_t count = index->summary().captures;
  for (std::uint32_t i = 0; i < count; ++i) {
    const IndexedCapture& capture = index->at(i);
    const bool is_revisit = capture.kind == IndexedCapture::Kind::not_modified ||
                            capture.kind == IndexedCapture::Kind::same_payload;
    if (is_revisit && capture.refers_to == kNoPlace) continue;
    const auto answer = read_answer(*index, capture, kMaxBodyBytes);
    if (!answer || !answer->exchange) continue;
    require(answer->exchange->body.size() <= static_cast<std::size_t>(kMaxBodyBytes));
  }
  static_cast<void>(index->find(index->summary().first_page, false));
  return 0;
}
