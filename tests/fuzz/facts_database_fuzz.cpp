// Any bytes as facts.sqlite: reading ends with facts or an error, never in a crash.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "gweval/evidence_store.hpp"

namespace {

namespace fs = std::filesystem;

/// One folder a process, gone with it.
struct Place {
  fs::path path = fs::temp_directory_path() / ("gweval-fuzz-" + std::to_string(::getpid()));
  Place() { fs::create_directories(path / "site"); }
  ~Place() { fs::remove_all(path); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Place place;
  std::ofstream(place.path / "site" / "facts.sqlite", std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  static_cast<void>(gweval::newest_capture(place.path, "site"));
  static_cast<void>(gweval::load_site_facts(place.path, "site"));
  return 0;
}
