#pragma once
// Lexicons of a catalogue: lists of topics with the words that name them.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue_files.hpp"
#include "catalogue/faults.hpp"
#include "gweval/catalogue.hpp"

namespace gweval {

/// All lexicons, read once, and which of them were asked for.
class LexiconShelf {
 public:
  void read_all(CatalogueFiles& files, Faults& faults);

  /// Null if there is none of this name or it has faults of its own. Marks it as used.
  [[nodiscard]] const Lexicon* use(const std::string& name);
  [[nodiscard]] bool has_file(const std::string& name) const { return entries_.contains(name); }
  [[nodiscard]] std::vector<std::string> names() const;
  /// Bytes of the file, for the budget of copies.
  [[nodiscard]] std::size_t size_bytes(const std::string& name) const;

  /// A fault for every lexicon nobody asked for.
  void report_unused(Faults& faults) const;

 private:
  struct Entry {
    Lexicon lexicon;
    bool is_sound = false;
    bool is_used = false;
    std::string file;
    std::size_t size_bytes = 0;
  };
  std::map<std::string, Entry> entries_;
};

}  // namespace gweval
