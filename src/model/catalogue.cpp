#include "gweval/catalogue.hpp"

#include <algorithm>

namespace gweval {

const Profile* Catalogue::find_profile(std::string_view profile_id) const {
  const auto found = std::find_if(profiles.begin(), profiles.end(),
                                  [&](const Profile& profile) { return profile.id == profile_id; });
  return found == profiles.end() ? nullptr : &*found;
}

}  // namespace gweval
