#include "handscore/page_search.hpp"

#include <algorithm>
#include <string_view>

#include "base/text_search.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxName = 200;  // bytes; names of indicators are short

/// Neighbouring characters: words of a text that has no blanks between them.
std::vector<std::string> pairs_of(const std::string& name) {
  std::vector<std::string> characters;
  const std::string valid = to_valid_utf8(truncate_utf8(to_valid_utf8(name), kMaxName));
  for (std::string_view rest = valid; !rest.empty();) {
    std::string one;
    append_code_point(one, take_code_point(rest));
    characters.push_back(std::move(one));
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    out.push_back(characters[i] + characters[i + 1]);
  }
  return out;
}

/// Share of the name's pairs that the text has.
double likeness(const std::vector<std::string>& pairs, const std::string& text) {
  if (pairs.empty()) return 0;
  std::size_t found = 0;
  for (const std::string& pair : pairs) found += find_text(text, pair) == std::string::npos ? 0 : 1;
  return static_cast<double>(found) / static_cast<double>(pairs.size());
}

std::string heading_text(const PageFacts& page) {
  std::string out = page.title + "\n" + page.column;
  for (const std::string& part : page.breadcrumb) out += "\n" + part;
  return out;
}

}  // namespace

PageSearch::PageSearch(const std::vector<PageFacts>& pages) {
  for (const PageFacts& page : pages) {
    if (page.status == 200) headings_.push_back({&page, heading_text(page)});
  }
}

std::vector<std::string> PageSearch::about(const std::vector<std::string>& names,
                                           std::size_t limit) const {
  constexpr double kLeast = 0.5;
  std::vector<std::vector<std::string>> wanted;
  for (const std::string& name : names) wanted.push_back(pairs_of(name));
  std::vector<std::pair<double, const PageFacts*>> found;
  for (const Heading& heading : headings_) {
    double best = 0;
    for (const auto& pairs : wanted) best = std::max(best, likeness(pairs, heading.text));
    if (best >= kLeast) found.emplace_back(best, heading.page);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (const auto& [share, page] : found) {
    if (out.size() >= limit) break;
    const bool is_new = std::find(out.begin(), out.end(), page->final_url) == out.end();
    if (is_new) out.push_back(page->final_url);
  }
  return out;
}

}  // namespace gweval
