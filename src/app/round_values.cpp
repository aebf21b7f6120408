// Values of a round file that the machine and the catalogue have a say in.

#include <algorithm>
#include <optional>
#include <system_error>

#include "app/catalogue_finder.hpp"
#include "app/conditions.hpp"
#include "app/round_file.hpp"

namespace gweval {
namespace {

constexpr std::string_view kDefaultCatalogue = "cstc-2025";

/// Options whose files a round only reads.
bool names_a_file_to_read(const std::string& option) {
  return option.empty() || option == "--manual" || option == "--previous" || option == "--cases" ||
         option == "--ratings";
}

std::string missing_file(const std::string& path) {
  std::error_code failed;
  const bool is_there = std::filesystem::exists(path, failed);
  return is_there ? std::string() : "'" + path + "' is not there";
}

class RoundValues {
 public:
  RoundValues(const RoundFileLoad& load, const ValueCheck& check) : check_(check) {
    std::string id(kDefaultCatalogue);
    bool needs_catalogue = false;
    for (const auto& [option, value] : load.arguments) {
      if (option == "--catalogue") id = value;
      needs_catalogue = needs_catalogue || option == "--profile" || option == "--fail-under";
    }
    if (needs_catalogue && find_catalogue(id)) {
      if (auto opened = open_catalogue(id)) catalogue_ = std::move(*opened);
    }
  }

  [[nodiscard]] std::string fault_of(const RoundArgument& argument) const {
    const auto& [option, value] = argument;
    if (names_a_file_to_read(option)) return missing_file(value);
    if (option == "--catalogue") {
      const auto found = find_catalogue(value);
      return found ? std::string() : found.error().text();
    }
    if (option == "--profile" && catalogue_) return profile_fault(value);
    if (option == "--fail-on") return condition_fault({"", {value}, std::nullopt});
    if (option == "--fail-under" && catalogue_) {
      return condition_fault({value, {}, std::nullopt});
    }
    return check_ && !value.empty() ? check_(argument) : std::string();
  }

 private:
  [[nodiscard]] std::string profile_fault(const std::string& id) const {
    std::vector<std::string> names = profile_ids(*catalogue_);
    names.emplace_back("development-zone");  // both zone profiles
    const bool is_known = std::find(names.begin(), names.end(), id) != names.end();
    return is_known ? std::string() : unknown_profile(id, names).text();
  }

  [[nodiscard]] std::string condition_fault(const Conditions& conditions) const {
    const auto usable =
        check_usable(conditions, catalogue_ ? catalogue_->tiers : std::vector<Tier>{});
    return usable ? std::string() : usable.error().text();
  }

  const ValueCheck& check_;
  std::optional<Catalogue> catalogue_;
};

}  // namespace

Diagnostics check_round_values(const RoundFileLoad& load, const std::string& file,
                               const ValueCheck& check) {
  const RoundValues values(load, check);
  Diagnostics out;
  for (std::size_t i = 0; i < load.arguments.size(); ++i) {
    std::string fault = values.fault_of(load.arguments[i]);
    if (fault.empty()) continue;
    out.push_back({file, load.places[i].line, load.places[i].column, std::move(fault)});
  }
  return out;
}

}  // namespace gweval
