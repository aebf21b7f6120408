#include "catalogue/faults.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

/// Start of every line of a text.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(i + 1);
  }
  return starts;
}

int code_point_column(std::string_view text, const std::vector<std::size_t>& starts, int line,
                      int byte_column) {
  if (line < 1 || byte_column < 2 || static_cast<std::size_t>(line) > starts.size())
    return byte_column;
  const std::size_t start = starts[static_cast<std::size_t>(line) - 1];
  const auto before = static_cast<std::size_t>(byte_column) - 1;
  return static_cast<int>(count_code_points(text.substr(start, before))) + 1;
}

}  // namespace

void Faults::add(const std::string& file, Place place, std::string message) {
  if (is_full()) {
    ++omitted_;
    return;
  }
  found_.push_back({file, place.line, place.column, std::move(message)});
}

Diagnostics Faults::finish(
    const std::string& whole,
    const std::function<std::string_view(const std::string& file)>& text_of) const {
  Diagnostics sorted = found_;
  std::map<std::string, std::vector<std::size_t>> starts;
  for (Diagnostic& fault : sorted) {
    std::string_view text = text_of(fault.file);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto [at, is_new] = starts.try_emplace(fault.file);
    if (is_new) at->second = line_starts(text);
    fault.column = code_point_column(text, at->second, fault.line, fault.column);
  }
  const auto key = [](const Diagnostic& fault) {
    return std::tie(fault.file, fault.line, fault.column, fault.message);
  };
  std::sort(sorted.begin(), sorted.end(),
            [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (omitted_ > 0) {
    sorted.push_back(
        {whole, 0, 0, fmt::format("{} more faults are not shown; mend these first", omitted_)});
  }
  return sorted;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongestShown = 60;
  const bool is_cut = text.size() > kLongestShown;
  return "'" + to_printable(truncate_utf8(text, kLongestShown)) + (is_cut ? "…'" : "'");
}

std::string Faults::suggestion(std::string_view name,
                               std::span<const std::string> candidates) const {
  constexpr std::size_t kLongestName = 64;
  constexpr std::size_t kMostCandidates = 400;
  if (name.size() > kLongestName || is_full()) return {};
  return did_you_mean(name, candidates.first(std::min(candidates.size(), kMostCandidates)));
}

}  // namespace gweval
