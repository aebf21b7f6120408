#include "base/utf8.hpp"
#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {
namespace {

std::optional<std::string_view> find_named(
    const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> find_header(const HeaderList& headers, std::string_view name) {
  return find_named(headers, name);
}

std::optional<std::string_view> find_label(const PageFacts& page, std::string_view name) {
  return find_named(page.labels, name);
}

}  // namespace gweval
