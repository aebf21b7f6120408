#include "gweval/catalogue_loader.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "catalogue/catalogue_files.hpp"
#include "catalogue/catalogue_head.hpp"
#include "catalogue/crosswalk_reader.hpp"
#include "catalogue/hand_reader.hpp"
#include "catalogue/profile_reader.hpp"
#include "catalogue/rubric_reader.hpp"
#include "catalogue/yaml_file.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

class Loader {
 public:
  Loader(const fs::path& folder, std::span<const RuleSchema* const> rules)
      : folder_(folder),
        files_(folder, faults_),
        rules_(rules),
        rubrics_(rules_, lexicons_, faults_) {}

  CatalogueLoad load() {
    std::error_code error;
    if (!fs::is_directory(folder_, error)) {
      faults_.add(folder_.string(), {}, "no such folder; name a folder that holds catalogue.yaml");
      return finish();
    }
    if (!files_.check_count()) return finish();
    const auto root = read_yaml_file(files_, "catalogue.yaml", faults_);
    const FileFaults faults(faults_, files_.path_text("catalogue.yaml"));
    if (root) head_ = read_catalogue_head(*root, faults);
    lexicons_.read_all(files_, faults_);
    rubrics_.read_all(files_);
    if (root) {
      read_profiles(faults);
      read_crosswalks(faults);
      hand_ = read_hand_catalogue(files_, head_.catalogue, faults_);
      rubrics_.report_unused();
      lexicons_.report_unused(faults_);
    }
    return finish();
  }

 private:
  /// Files of a folder that the list in catalogue.yaml does not name, and names without a file.
  void compare(const std::string& folder, const std::string& key,
               const std::vector<std::string>& names, const std::vector<Place>& places,
               const FileFaults& faults) {
    const std::vector<std::string> stems = files_.list(folder);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::find(stems.begin(), stems.end(), names[i]) == stems.end()) {
        faults.at(places[i], fmt::format("there is no file '{}/{}.yaml'{}", folder, names[i],
                                         faults.suggestion(names[i], stems)));
      }
    }
    for (const std::string& stem : stems) {
      if (std::find(names.begin(), names.end(), stem) == names.end()) {
        faults_.add(files_.path_text(folder + "/" + stem + ".yaml"), {1, 1},
                    fmt::format("not named under '{}' in catalogue.yaml; add or remove it", key));
      }
    }
  }

  void read_profiles(const FileFaults& head_faults) {
    compare("profiles", "profiles", head_.profiles, head_.profile_places, head_faults);
    const std::vector<std::string> stems = files_.list("profiles");
    for (const std::string& name : head_.profiles) {
      if (std::find(stems.begin(), stems.end(), name) == stems.end()) continue;
      const std::string relative = "profiles/" + name + ".yaml";
      const auto root = read_yaml_file(files_, relative, faults_);
      if (!root) continue;
      const FileFaults faults(faults_, files_.path_text(relative));
      Profile profile = read_profile(*root, faults, name, rubrics_);
      if (!profile.bonus.empty() && head_.catalogue.bonus.cap == 0 && head_.bonus_place.line > 0) {
        head_faults.at(head_.bonus_place,
                       fmt::format("cap is 0 but profile '{}' has a bonus; raise "
                                   "the cap or remove the bonus",
                                   name));
      }
      profile.id = name;
      head_.catalogue.profiles.push_back(std::move(profile));
    }
  }

  void read_crosswalks(const FileFaults& head_faults) {
    compare("crosswalks", "crosswalks", head_.crosswalks, head_.crosswalk_places, head_faults);
    const std::vector<std::string> stems = files_.list("crosswalks");
    for (const std::string& name : head_.crosswalks) {
      if (std::find(stems.begin(), stems.end(), name) == stems.end()) continue;
      const std::string relative = "crosswalks/" + name + ".yaml";
      const auto root = read_yaml_file(files_, relative, faults_);
      if (!root) continue;
      const FileFaults faults(faults_, files_.path_text(relative));
      // "folder/.." would follow a trailing slash or a link differently from what the user sees.
      std::error_code error;
      const fs::path earlier = fs::absolute(folder_, error).lexically_normal();
      const fs::path parent =
          earlier.filename().empty() ? earlier.parent_path().parent_path() : earlier.parent_path();
      head_.catalogue.crosswalks.push_back(
          read_crosswalk(*root, faults, name, head_.catalogue, parent / name));
    }
  }

  CatalogueLoad finish() {
    CatalogueLoad load;
    if (faults_.empty()) {
      head_.catalogue.digest = files_.digest();
      load.catalogue = std::move(head_.catalogue);
      load.hand = std::move(hand_);
    } else {
      load.faults = faults_.finish(
          folder_.string(), [this](const std::string& file) { return files_.text_of(file); });
    }
    return load;
  }

  const fs::path& folder_;
  Faults faults_;
  CatalogueFiles files_;
  RuleTable rules_;
  LexiconShelf lexicons_;
  RubricShelf rubrics_;
  CatalogueHead head_;
  HandCatalogue hand_;
};

}  // namespace

CatalogueLoad load_catalogue(const std::filesystem::path& folder,
                             std::span<const RuleSchema* const> rules) {
  return Loader(folder, rules).load();
}

}  // namespace gweval
