// Any bytes as one file of a catalogue: never a crash, never a catalogue beside faults, and every
// fault has a place inside the folder. The first byte chooses the file.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "catalogue/yaml_reader.hpp"
#include "catalogues/fake_rules.hpp"
#include "gweval/catalogue_loader.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kFiles{"catalogue.yaml", "profiles/city.yaml",
                                                 "rubrics/columns.yaml", "lexicons/topics.yaml",
                                                 "crosswalks/minimal.yaml"};

/// A copy of the good catalogue with every kind of file, made once and removed at exit.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("gweval-fuzz-" + std::to_string(::getpid()))) {
    fs::copy(fs::path(GWEVAL_SOURCE_DIR) / "tests/catalogues/good/everything", path_,
             fs::copy_options::recursive);
    for (const std::string_view name : kFiles) {
      std::ifstream in(path_ / name, std::ios::binary);
      good_.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  gweval::CatalogueLoad load_with(std::size_t file, std::string_view text) {
    write(file, text);
    gweval::CatalogueLoad load = gweval::load_catalogue(path_, gweval::test::fake_rules());
    write(file, good_[file]);
    return load;
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  void write(std::size_t file, std::string_view text) const {
    std::ofstream out(path_ / kFiles[file], std::ios::binary | std::ios::trunc);
    out << text;
  }
  fs::path path_;
  std::vector<std::string> good_;
};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static Folder folder;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const gweval::YamlDocument document = gweval::read_yaml(text);
  require(document.root.has_value() || !document.faults.empty());

  const gweval::CatalogueLoad load = folder.load_with(data[0] % kFiles.size(), text);
  require(load.catalogue.has_value() == load.faults.empty());
  for (const gweval::Diagnostic& fault : load.faults) {
    require(fault.file.starts_with(folder.path().string()));
    require(fault.line >= 0 && fault.column >= 0 && !fault.message.empty());
  }
  return 0;
}
