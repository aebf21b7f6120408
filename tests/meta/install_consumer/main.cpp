// Prints a profile's leaves from the installed catalogue: `consumer EDITION PROFILE`.

#include <filesystem>
#include <iostream>

#include <gweval/catalogue_loader.hpp>
#include <gweval/registry.hpp>
#include <gweval/version.hpp>

namespace {

struct Sum {
  int leaves = 0;
  gweval::Weight weight;
};

void print_leaves(const gweval::Indicator& indicator, Sum& sum) {
  for (const gweval::Indicator& child : indicator.children) print_leaves(child, sum);
  if (!indicator.is_leaf()) return;
  std::cout << indicator.id << "\t" << indicator.weight.points() << "\t" << indicator.name << "\n";
  ++sum.leaves;
  sum.weight.units += indicator.weight.units;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto schemas = gweval::all_rule_schemas();
  const auto load =
      gweval::load_catalogue(std::filesystem::path(INDICATORS_DIR) / argv[1], schemas);
  for (const gweval::Diagnostic& fault : load.faults) std::cerr << fault.text() << "\n";
  if (!load.catalogue) return 3;
  const gweval::Profile* profile = load.catalogue->find_profile(argv[2]);
  if (profile == nullptr) return 3;
  Sum sum;
  for (const gweval::Indicator& indicator : profile->indicators) print_leaves(indicator, sum);
  std::cout << "gweval " << gweval::kVersion << ": " << sum.leaves << " leaves, "
            << sum.weight.points() << " points\n";
  return 0;
}
