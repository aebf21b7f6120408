#include "handscore/plan.hpp"

#include <algorithm>
#include <string_view>

#include "base/digest.hpp"
#include "base/display_width.hpp"
#include "base/utf8.hpp"

namespace gweval {

std::string unit_id(const std::string& round, const std::string& site, const std::string& indicator,
                    const std::string& criterion) {
  const std::string digest = sha256_hex(round + "\n" + site + "\n" + indicator + "\n" + criterion);
  return "u" + digest.substr(0, 12);
}

std::string row_id(const std::string& unit, const std::string& rater) {
  return unit + "-" + sha256_hex(unit + "\n" + rater).substr(0, 6);
}

std::string text_digests(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    std::string_view shown = text;
    if (shown.starts_with("'")) shown.remove_prefix(1);
    out += (out.empty() ? "" : " ") + sha256_hex(fold_space(shown)).substr(0, 6);
  }
  return out;
}

bool is_rater_name(const std::string& name) {
  constexpr std::size_t kMostCharacters = 60;
  return !name.empty() && is_valid_utf8(name) && to_printable(name) == name &&
         fold_space(name) == name && name.find_first_of(",;/\\") == std::string::npos &&
         name[0] != '.' && count_code_points(name) <= kMostCharacters;
}

}  // namespace gweval
