#include "crawl/page_patterns.hpp"

#include <cstddef>

namespace gweval {
namespace {

// House rules: pages read before a pattern is judged by them, and how many of one kind must stand
// against one of the other.
constexpr int kFewestPages = 3;
constexpr int kAgainstOne = 4;
constexpr std::size_t kFewestSitemapItems = 10;
constexpr std::size_t kMaxPatterns = 100'000;

bool is_decided(int for_it, int against_it) {
  return for_it >= kFewestPages && for_it >= kAgainstOne * against_it;
}

bool is_pattern(const Url& url) {
  return url.path.find_first_of("0123456789") != std::string::npos ||
         (url.query && url.query->find_first_of("0123456789") != std::string::npos);
}

}  // namespace

void PagePatterns::note_page(const Url& url, bool is_article, bool is_list) {
  if (!is_pattern(url) || is_article == is_list) return;
  const std::string pattern = address_pattern(url);
  if (seen_.size() >= kMaxPatterns && !seen_.contains(pattern)) return;
  Seen& seen = seen_[pattern];
  ++(is_article ? seen.articles : seen.lists);
}

void PagePatterns::note_menu(const Url& url) {
  if (menu_patterns_.size() < kMaxPatterns && is_pattern(url)) {
    menu_patterns_.insert(address_pattern(url));
  }
}

PageClass PagePatterns::judge(const Url& url, PageClass guess, bool is_in_menu) const {
  if (seen_.empty() || guess == PageClass::more || !is_pattern(url)) return guess;
  const auto found = seen_.find(address_pattern(url));
  if (found == seen_.end()) return guess;
  const Seen& seen = found->second;
  if (is_decided(seen.articles, seen.lists)) return is_in_menu ? guess : PageClass::article;
  return is_decided(seen.lists, seen.articles) ? PageClass::hub : guess;
}

std::vector<PageClass> PagePatterns::classify(const std::vector<SitemapEntry>& entries) const {
  std::vector<PageClass> out(entries.size(), PageClass::hub);
  std::unordered_map<std::string, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto url = parse_url(entries[i].url);
    if (!url) continue;
    out[i] = classify_address(*url);
    if (out[i] == PageClass::hub && may_be_item(*url)) alike[address_pattern(*url)].push_back(i);
  }
  for (const auto& [pattern, places] : alike) {
    if (places.size() < kFewestSitemapItems || menu_patterns_.contains(pattern)) continue;
    for (const std::size_t place : places) out[place] = PageClass::article;
  }
  return out;
}

}  // namespace gweval
