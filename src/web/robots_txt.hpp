#pragma once
// The Robots Exclusion Protocol (RFC 9309), with the customary Crawl-delay and Sitemap lines.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/url.hpp"

namespace gweval {

/// What of a robots.txt is read; RFC 9309 §2.5 asks for at least 500 KiB.
inline constexpr std::size_t kMaxRobotsBytes = 500 * 1024;

/// Our product token (RFC 9309 §2.2.1); also the first word of the default User-Agent.
inline constexpr std::string_view kProductToken = "gweval";

/// The rules of one host for one crawler.
class RobotsTxt {
 public:
  /// Nothing is forbidden: no robots.txt, or a 4xx for it (RFC 9309 §2.3.1.3).
  [[nodiscard]] static RobotsTxt allow_all() { return {}; }

  /// Everything is forbidden: robots.txt unreachable, or a 5xx for it (§2.3.1.4).
  [[nodiscard]] static RobotsTxt disallow_all();

  /// Any bytes; only the first kMaxRobotsBytes are read. `product_token` is compared without
  /// regard to case; groups for it apply, else those for "*".
  [[nodiscard]] static RobotsTxt parse(std::string_view text, std::string_view product_token);

  /// Whether an http(s) URL may be fetched: the longest matching rule decides, Allow among equals
  /// (§2.2.2). Linear in the URL's length for each rule.
  [[nodiscard]] bool allows(const Url& url) const;

  /// The start page is forbidden and no rule allows anything.
  [[nodiscard]] bool disallows_all() const;

  /// The longest Crawl-delay of the groups that apply.
  [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const { return delay_; }

  /// Canonical http(s) URLs of the Sitemap lines, in order, at most 100.
  [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    std::string pattern;  // percent-encoding normalised
    bool is_allow = false;
  };
  [[nodiscard]] bool allows_target(std::string_view target) const;

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> delay_;
  std::vector<std::string> sitemaps_;
};

/// Whether a rule's pattern matches the start of `target` (path and query): "*" stands for any
/// bytes, "$" at the pattern's end for the target's end (RFC 9309 §2.2.3).
[[nodiscard]] bool matches_robots_pattern(std::string_view pattern, std::string_view target);

}  // namespace gweval
