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
    for (std::size_t next = 0; next + 3 <= text.size();) {
      const std::size_t at = next;
      const auto lead = static_cast<unsigned char>(text[at]);
      next += lead >= 0xE0U ? 3 : 1;  // UTF-8: a Chinese character has three bytes
      if ((lead & 0xC0U) == 0x80U) continue;
      const std::uint32_t start = start_of(text.substr(at));
      if (!may_start_[filter_of(start)]) continue;
      const auto words = by_start_.find(start);
      if (words == by_start_.end()) continue;
      for (const Word& word : words->second) {
        if (text.substr(at).starts_with(word.text)) found(word.entry, word.text);
      }
    }
  }

 private:
  struct Word {
    std::size_t entry = 0;
    std::string_view text;
  };
  static std::uint32_t start_of(std::string_view text) {
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < 3; ++i) key = key << 8U | static_cast<unsigned char>(text[i]);
    return key;
  }
  // Most characters of a text begin no word. A Chinese one has a bit of its own.
  static std::size_t filter_of(std::uint32_t start) {
    return ((start >> 4U) & 0xF000U) | ((start >> 2U) & 0xFC0U) | (start & 0x3FU);
  }
  static constexpr std::size_t kFilterBits = 0x10000;
  std::bitset<kFilterBits> may_start_;
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
