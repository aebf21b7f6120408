// write_rule_docs FOLDER: refreshes the generated parts of docs/rules. Words of people stay as they
// are.

#include <cstdio>
#include <exception>
#include <fstream>

#include "gweval/registry.hpp"
#include "meta/rule_docs.hpp"
#include "support/temp_dir.hpp"

namespace {

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

int run(const std::filesystem::path& folder) {
  for (const gweval::RuleSchema* schema : gweval::all_rule_schemas()) {
    const std::filesystem::path file = folder / (schema->id + ".md");
    if (!std::filesystem::exists(file)) {
      std::fprintf(stderr, "%s: missing\n", file.c_str());
      return 1;
    }
    write(file, gweval::test::with_fresh_blocks(gweval::test::slurp(file), *schema));
  }
  write(folder / "README.md", gweval::test::rule_index());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_rule_docs FOLDER\n");
    return 2;
  }
  try {
    return run(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
