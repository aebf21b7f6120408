#include "web/robots_txt.hpp"

#include <cstring>
#include <utility>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "web/percent_encoding.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxSitemaps = 100;

struct Line {
  std::string key;  // lower case
  std::string_view value;
};

std::string_view take_robots_line(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

// RFC 9309 §2.2: key, colon, value; "#" starts a comment.
std::optional<Line> parse_line(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return Line{to_lower_ascii(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
}

// §2.2.1: letters, "_" and "-"; what follows (a version) does not count.
std::string_view product_token_of(std::string_view value) {
  std::size_t end = 0;
  while (end < value.size() &&
         ((value[end] >= 'a' && value[end] <= 'z') || (value[end] >= 'A' && value[end] <= 'Z') ||
          value[end] == '_' || value[end] == '-')) {
    ++end;
  }
  return value.substr(0, end);
}

// §2.2.2: rule and URL are compared in one percent-encoding, where a literal "*" or "$" is encoded
// (§2.2.3) and so are the delimiters that pages write either way in a query.
std::string normalise_target(std::string_view target, std::string_view special) {
  const std::string more(special);
  const std::size_t mark = target.find('?');
  std::string out = normalise_percent(target.substr(0, mark), "\"<>`{}^" + more);
  if (mark != std::string_view::npos) {
    out += "?" + normalise_percent(target.substr(mark + 1), "\"<>':/?@[]" + more);
  }
  return out;
}

std::string normalise_pattern(std::string_view pattern) {
  const bool is_anchored = pattern.ends_with('$');
  if (is_anchored) pattern.remove_suffix(1);
  std::string out = normalise_target(pattern, "$");
  if (is_anchored) out += '$';
  return out;
}

// Position after the first `piece` at or behind `from`; npos if there is none. memmem is linear,
// std::string_view::find is not.
std::size_t find_after(std::string_view text, std::size_t from, std::string_view piece) {
  const void* found = memmem(text.data() + from, text.size() - from, piece.data(), piece.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + piece.size();
}

}  // namespace

bool matches_robots_pattern(std::string_view pattern, std::string_view target) {
  const bool is_anchored = pattern.ends_with('$');
  if (is_anchored) pattern.remove_suffix(1);
  std::size_t star = pattern.find('*');
  std::string_view piece = pattern.substr(0, star);
  if (!target.starts_with(piece)) return false;
  std::size_t at = piece.size();
  if (star == std::string_view::npos) return !is_anchored || at == target.size();
  // Taking each piece at its first place leaves most room for those after it.
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    piece = pattern.substr(0, star);
    if (star == std::string_view::npos) break;
    at = find_after(target, at, piece);
    if (at == std::string_view::npos) return false;
  }
  if (is_anchored) return target.size() - at >= piece.size() && target.ends_with(piece);
  return find_after(target, at, piece) != std::string_view::npos;
}

RobotsTxt RobotsTxt::disallow_all() {
  RobotsTxt robots;
  robots.rules_.push_back({"/", false});
  return robots;
}

RobotsTxt RobotsTxt::parse(std::string_view text, std::string_view product_token) {
  struct Rules {
    std::vector<Rule> rules;
    std::optional<std::chrono::milliseconds> delay;
    bool exists = false;
  };
  Rules ours;
  Rules everyones;
  bool is_ours = false;  // whom the group being read concerns
  bool is_everyones = false;
  bool is_reading_agents = false;
  RobotsTxt robots;

  text = text.substr(0, kMaxRobotsBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto to_groups = [&](const auto& change) {
    if (is_ours) change(ours);
    if (is_everyones) change(everyones);
  };
  while (!text.empty()) {
    const auto line = parse_line(take_robots_line(text));
    if (!line) continue;
    if (line->key == "user-agent") {
      if (!is_reading_agents) is_ours = is_everyones = false;
      is_reading_agents = true;
      is_ours = is_ours || equals_ignoring_case(product_token_of(line->value), product_token);
      is_everyones = is_everyones || line->value.starts_with('*');
      to_groups([](Rules& rules) { rules.exists = true; });
    } else if (line->key == "allow" || line->key == "disallow") {
      is_reading_agents = false;
      if (line->value.empty()) continue;  // an empty pattern matches nothing
      const Rule rule{normalise_pattern(line->value), line->key == "allow"};
      to_groups([&rule](Rules& rules) { rules.rules.push_back(rule); });
    } else if (line->key == "crawl-delay") {
      const auto seconds = parse_number(line->value);
      if (!seconds || !(*seconds >= 0) || *seconds > 86400) continue;
      const std::chrono::milliseconds delay(static_cast<std::int64_t>(*seconds * 1000));
      to_groups([delay](Rules& rules) { rules.delay = std::max(rules.delay, {delay}); });
    } else if (line->key == "sitemap" && robots.sitemaps_.size() < kMaxSitemaps) {
      const auto url = parse_url(line->value);
      if (url && is_http(*url)) robots.sitemaps_.push_back(to_text(*url));
    }
  }
  Rules& applying = ours.exists ? ours : everyones;
  robots.rules_ = std::move(applying.rules);
  robots.delay_ = applying.delay;
  return robots;
}

bool RobotsTxt::allows_target(std::string_view target) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool is_better =
        best == nullptr || rule.pattern.size() > best->pattern.size() ||
        (rule.pattern.size() == best->pattern.size() && rule.is_allow && !best->is_allow);
    if (is_better && matches_robots_pattern(rule.pattern, target)) best = &rule;
  }
  return best == nullptr || best->is_allow;
}

bool RobotsTxt::allows(const Url& url) const {
  if (url.path == "/robots.txt") return true;  // §2.2.2: implicitly allowed
  const std::string target = url.query ? url.path + "?" + *url.query : url.path;
  return allows_target(normalise_target(target, "*$"));
}

bool RobotsTxt::disallows_all() const {
  for (const Rule& rule : rules_) {
    if (rule.is_allow) return false;
  }
  return !allows_target("/");
}

}  // namespace gweval
