#include "app/catalogue_finder.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/log.hpp"
#include "base/edit_distance.hpp"
#include "gweval/catalogue_loader.hpp"
#include "gweval/registry.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

bool is_catalogue(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "catalogue.yaml", ignored);
}

}  // namespace

std::vector<fs::path> catalogue_roots() {
  std::vector<fs::path> roots;
  if (const char* variable = std::getenv("GWEVAL_INDICATORS"))
    roots.emplace_back(variable);  // NOLINT
  roots.emplace_back("indicators");
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    const fs::path folder = program.parent_path();
    roots.push_back(folder / "../share/gweval/indicators");  // <prefix>/bin/gweval
    roots.push_back(folder / "../../indicators");            // build/<preset>/gweval
  }
  return roots;
}

std::vector<std::string> known_catalogues() {
  std::set<std::string> ids;
  for (const fs::path& root : catalogue_roots()) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(root, failed)) {
      if (is_catalogue(entry.path())) ids.insert(entry.path().filename().string());
    }
  }
  return {ids.begin(), ids.end()};
}

Result<fs::path> find_catalogue(const std::string& id_or_path) {
  if (is_catalogue(id_or_path)) return fs::path(id_or_path);
  if (id_or_path.find('/') == std::string::npos) {
    for (const fs::path& root : catalogue_roots()) {
      if (is_catalogue(root / id_or_path)) return (root / id_or_path).lexically_normal();
    }
  }
  const auto known = known_catalogues();
  return Error{
      ErrorCode::not_found,
      fmt::format("no catalogue of that id, and no folder with catalogue.yaml{}; known: {}",
                  did_you_mean(id_or_path, known),
                  known.empty() ? "none (set GWEVAL_INDICATORS to the indicators folder)"
                                : fmt::format("{}", fmt::join(known, ", "))),
      id_or_path};
}

namespace {

Result<CatalogueLoad> load_whole(const std::string& id_or_path) {
  GWEVAL_TRY(const fs::path folder, find_catalogue(id_or_path));
  log::detail("catalogue: " + folder.string());
  const auto schemas = all_rule_schemas();
  CatalogueLoad load = load_catalogue(folder, schemas);
  if (load.catalogue) return load;
  log::errors(load.faults);
  return Error{
      ErrorCode::invalid_input,
      fmt::format("{} fault(s) in the catalogue; mend them and run again", load.faults.size()),
      folder.string()};
}

}  // namespace

Result<Catalogue> open_catalogue(const std::string& id_or_path) {
  GWEVAL_TRY(CatalogueLoad load, load_whole(id_or_path));
  return *std::move(load.catalogue);
}

Result<HandCatalogue> open_hand_catalogue(const std::string& id_or_path) {
  GWEVAL_TRY(CatalogueLoad load, load_whole(id_or_path));
  return std::move(load.hand);
}

Error unknown_profile(const std::string& id, const std::vector<std::string>& known) {
  return {ErrorCode::invalid_argument,
          fmt::format("the catalogue has no profile '{}'{}; `gweval catalogue list` names them", id,
                      did_you_mean(id, known)),
          "--profile"};
}

std::vector<std::string> profile_ids(const Catalogue& catalogue) {
  std::vector<std::string> ids;
  for (const Profile& profile : catalogue.profiles) ids.push_back(profile.id);
  return ids;
}

}  // namespace gweval
