#include "extract/script_text.hpp"
#include "extract/re2_piece.hpp"

#include <re2/re2.h>

#include "base/utf8.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxTargets = 200;

std::string_view view(const re2::StringPiece& text) {
  return {text.data(), text.size()};
}

// The literal, and the "+" of one that is only a part of the target.
const RE2& navigation_pattern() {
  static const RE2 pattern(
      R"re((?:window\.open\s*\(|location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\()\s*['"`]([^'"`\s]{1,1000})['"`](\s*\+)?)re");
  return pattern;
}

const RE2& written_href_pattern() {
  static const RE2 pattern(R"re((?i)href\s*=\s*\\?['"]([^'"\\\s<>+]{1,1000})\\?['"])re");
  return pattern;
}

// "'+url+'" pieces and bare names are no addresses.
bool is_address(std::string_view text) {
  if (text.empty() || text.front() == '+' || text.front() == '#') return false;
  if (text.find("${") != std::string_view::npos) return false;  // filled in by the script
  return text.find('/') != std::string_view::npos || text.find('.') != std::string_view::npos;
}

std::vector<std::string_view> navigation_targets(std::string_view script) {
  std::vector<std::string_view> targets;
  re2::StringPiece rest = piece(script);
  re2::StringPiece target;
  re2::StringPiece plus;
  while (targets.size() < kMaxTargets &&
         RE2::FindAndConsume(&rest, navigation_pattern(), &target, &plus)) {
    if (plus.empty() && is_address(view(target))) targets.push_back(view(target));
  }
  return targets;
}

}  // namespace

std::vector<std::string_view> handler_targets(std::string_view script) {
  if (script.size() < 8 || script.size() > 4096) return {};
  return navigation_targets(script);
}

std::vector<std::string_view> script_targets(std::string_view script) {
  std::vector<std::string_view> targets;
  const auto has = [&](std::string_view part) {
    return script.find(part) != std::string_view::npos;
  };
  if (has("location") || has("window.open")) targets = navigation_targets(script);
  if (!has("document.write")) return targets;
  re2::StringPiece rest = piece(script);
  re2::StringPiece target;
  while (targets.size() < kMaxTargets &&
         RE2::FindAndConsume(&rest, written_href_pattern(), &target)) {
    if (is_address(view(target))) targets.push_back(view(target));
  }
  return targets;
}

std::optional<std::string_view> refresh_target(std::string_view content) {
  static const RE2 pattern(R"re((?i)^\s*[\d.]*\s*[;,]?\s*url\s*=\s*['"]?\s*([^'"\s]+))re");
  if (content.size() > 4096) return std::nullopt;
  re2::StringPiece target;
  if (!RE2::PartialMatch(piece(content), pattern, &target)) return std::nullopt;
  return view(target);
}

std::vector<std::string_view> string_literals(std::string_view script, std::size_t max_count) {
  std::vector<std::string_view> literals;
  for (std::size_t at = 0; at < script.size() && literals.size() < max_count; ++at) {
    const char quote = script[at];
    if (quote == '/' && script.substr(at).starts_with("//") && (at == 0 || script[at - 1] != ':')) {
      at = script.find('\n', at);
      if (at == std::string_view::npos) break;
      continue;
    }
    if (quote == '/' && script.substr(at).starts_with("/*")) {
      at = script.find("*/", at + 2);
      if (at == std::string_view::npos) break;
      ++at;
      continue;
    }
    if (quote != '"' && quote != '\'') continue;
    std::size_t end = at + 1;
    while (end < script.size() && script[end] != quote && script[end] != '\n') {
      end += script[end] == '\\' ? 2 : 1;
    }
    if (end >= script.size()) break;
    if (script[end] == quote) literals.push_back(script.substr(at + 1, end - at - 1));
    at = end;
  }
  return literals;
}

}  // namespace gweval::extract
