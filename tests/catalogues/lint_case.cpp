// Loads one catalogue folder with the invented rules and prints its faults, one a line. The CTest
// entry compares them with the folder's expected.txt; without that file the folder must be clean.
// usage: lint_case FOLDER

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "catalogues/fake_rules.hpp"
#include "gweval/catalogue_loader.hpp"
#include "support/temp_dir.hpp"

namespace {

int run(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  const fs::path expected_file = folder / "expected.txt";
  const std::string expected =
      fs::exists(expected_file) ? gweval::test::slurp(expected_file) : std::string{};
  fs::current_path(folder.parent_path());
  const auto load = gweval::load_catalogue(folder.filename(), gweval::test::fake_rules());
  std::string actual;
  for (const auto& fault : load.faults) actual += fault.text() + "\n";
  if (load.catalogue.has_value() != load.faults.empty()) {
    std::fputs("a catalogue and faults exclude each other\n", stderr);
    return 1;
  }
  if (actual == expected) return 0;
  std::fprintf(stderr, "--- expected\n%s--- actual\n%s", expected.c_str(), actual.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    return run(std::filesystem::absolute(argv[1]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
