// Any bytes as a robots.txt: the file itself is always allowed, what shuts all out allows no start
// page, sitemaps are canonical, and two parsers' worth of the same rules agree.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/robots_txt.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const RobotsTxt robots = RobotsTxt::parse(bytes, kProductToken);
  static const Url kRoot = *parse_url("https://www.city.example/");
  static const Url kRobots = *parse_url("https://www.city.example/robots.txt");
  static const Url kPage = *parse_url("https://www.city.example/a/b.html?c=d$*e");
  require(robots.allows(kRobots));
  require(!robots.disallows_all() || !robots.allows(kRoot));
  const bool is_allowed = robots.allows(kPage);
  // A group of nobody's before the file, and comments behind it, change nothing.
  const std::string wrapped =
      "User-agent: nobody\nDisallow: /x\n\n" + std::string(bytes) + "\n# end";
  const bool has_bom = bytes.starts_with("\xEF\xBB\xBF");
  const bool starts_with_agent = bytes.starts_with("User-agent:");
  if (starts_with_agent && !has_bom && size < 1000) {
    require(RobotsTxt::parse(wrapped, kProductToken).allows(kPage) == is_allowed);
  }
  for (const std::string& sitemap : robots.sitemaps()) require(canonical_url(sitemap) == sitemap);
  const std::size_t half = size / 2;
  const bool matches = matches_robots_pattern(bytes.substr(0, half), bytes.substr(half));
  if (matches && !bytes.substr(0, half).ends_with('$')) {
    require(
        matches_robots_pattern(bytes.substr(0, half), std::string(bytes.substr(half)) + "more"));
  }
  return 0;
}
