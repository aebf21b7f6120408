#pragma once
// From `--catalogue ID-or-PATH` to a loaded catalogue.

#include <filesystem>
#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/hand_catalogue.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// Folders that hold catalogues, in the order they are searched: $GWEVAL_INDICATORS, ./indicators,
/// and those of the build tree and the installation the program runs from.
[[nodiscard]] std::vector<std::filesystem::path> catalogue_roots();

/// A folder with catalogue.yaml: the path itself if it is one, else the first root that has `id`.
/// ErrorCode::not_found names the known ids.
[[nodiscard]] Result<std::filesystem::path> find_catalogue(const std::string& id_or_path);

/// Ids found in the roots, sorted, each once.
[[nodiscard]] std::vector<std::string> known_catalogues();

/// Loads it with this build's rules. Faults are logged; the Error then only counts them.
[[nodiscard]] Result<Catalogue> open_catalogue(const std::string& id_or_path);

/// For --profile: the nearest of the `known` ids, and where all of them stand.
[[nodiscard]] Error unknown_profile(const std::string& id, const std::vector<std::string>& known);
/// Ids of its profiles, as published.
[[nodiscard]] std::vector<std::string> profile_ids(const Catalogue& catalogue);

/// What the edition says of scoring by hand; errors as open_catalogue().
[[nodiscard]] Result<HandCatalogue> open_hand_catalogue(const std::string& id_or_path);

}  // namespace gweval
