#pragma once
// Named entries of a site: whatever a visitor can follow or read under a short name. Columns, links
// to other hosts, guides by their titles, undated items of lists.

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/page_facts.hpp"

namespace gweval {

class EvidenceView;

struct Entry {
  std::string name;  // normal
  std::string_view url;
  const PageFacts* page = nullptr;  // where it leads, if that was observed
  bool is_internal = true;
};

namespace rules {

/// Finds many words in texts, each text being read once.
class WordFinder {
 public:
  explicit WordFinder(const std::vector<const LexiconEntry*>& entries);
  /// Calls `found(entry index, word)` for every occurrence.
  template <typename Found>
  void each(std::string_view text, const Found& found) const {
    const char* const end = text.data() + text.size();
    // Two branches rather than a step to add: what follows need not wait for this character.
    for (const char* at = text.data(); end - at >= kKeyBytes;) {
      if (byte_of(at) >= 0xE0U) {  // UTF-8: a Chinese character has three bytes
        if (may_start_[filter_of(at)]) find_at(at, at + kKeyBytes, end, found);
        at += kKeyBytes;
      } else {
        const bool is_inside = (byte_of(at) & 0xC0U) == 0x80U;
        if (!is_inside && may_start_[filter_of(at)]) find_at(at, at + 1, end, found);
        ++at;
      }
    }
  }

 private:
  struct Word {
    std::size_t entry = 0;
    std::string_view text;
  };
  /// `next`: the character behind the one at `at`.
  template <typename Found>
  void find_at(const char* at, const char* next, const char* end, const Found& found) const {
    // Most characters that begin a word are followed by another than in any word.
    const bool has_next = end - next >= kKeyBytes;
    if (!is_followed_by_any_ && (!has_next || !may_follow_[filter_of(next)])) return;
    const auto words = by_start_.find(key_of(at));
    if (words == by_start_.end()) return;
    const std::string_view rest(at, static_cast<std::size_t>(end - at));
    for (const Word& word : words->second) {
      if (rest.starts_with(word.text)) found(word.entry, word.text);
    }
  }

  static constexpr std::ptrdiff_t kKeyBytes = 3;
  static std::uint32_t byte_of(const char* at) { return static_cast<unsigned char>(*at); }
  static std::uint32_t key_of(const char* at) {
    return byte_of(at) << 16U | byte_of(at + 1) << 8U | byte_of(at + 2);
  }
  // A Chinese character has a bit of its own.
  static std::size_t filter_of(const char* at) {
    return (byte_of(at) & 0xFU) << 12U | (byte_of(at + 1) & 0x3FU) << 6U |
           (byte_of(at + 2) & 0x3FU);
  }
  static constexpr std::size_t kFilterBits = 0x10000;
  std::bitset<kFilterBits> may_start_;
  std::bitset<kFilterBits> may_follow_;
  bool is_followed_by_any_ = false;  // some word is one character, or not Chinese
  std::unordered_map<std::uint32_t, std::vector<Word>> by_start_;
};

}  // namespace rules

class SiteEntries {
 public:
  [[nodiscard]] const std::vector<Entry>& all() const { return all_; }
  /// For each of `wanted` the entries that bear one of its words as their name.
  [[nodiscard]] std::vector<std::vector<const Entry*>> named(
      const std::vector<const LexiconEntry*>& wanted) const;

 private:
  friend SiteEntries build_entries(const EvidenceView& view);
  std::vector<Entry> all_;
};

/// Needs the pages and columns of the view.
[[nodiscard]] SiteEntries build_entries(const EvidenceView& view);

}  // namespace gweval
