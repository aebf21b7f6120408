#pragma once
// The files of a catalogue folder: which there are, their text, their digest. Bounded, and never
// outside the folder: names are plain stems and links are refused.

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/faults.hpp"

namespace gweval {

/// Limits of one catalogue (docs/catalogue-format.md, "Limits").
inline constexpr std::size_t kMaxCatalogueBytes = 8 << 20;
inline constexpr std::size_t kMaxCatalogueFiles = 200;

/// Lower-case letters, digits and single hyphens, at most 100 bytes: names of files, profiles,
/// rubrics, lexicons and criteria.
[[nodiscard]] bool is_plain_name(std::string_view text);

class CatalogueFiles {
 public:
  CatalogueFiles(std::filesystem::path folder, Faults& faults)
      : folder_(std::move(folder)), faults_(faults) {}

  /// Path as the user would open it, e.g. "indicators/cstc-2025/rubrics/privacy.yaml".
  [[nodiscard]] std::string path_text(const std::string& relative) const;

  /// Sorted stems of the *.yaml files in a sub-folder; empty if there is no such folder.
  [[nodiscard]] std::vector<std::string> list(const std::string& subfolder) const;

  /// A fault and false if the folder holds more files than a catalogue may.
  [[nodiscard]] bool check_count() const;

  /// Text of a file, or null after a fault. Every file is read once.
  [[nodiscard]] const std::string* read(const std::string& relative);

  /// As read, by path_text; empty if it was not read.
  [[nodiscard]] std::string_view text_of(const std::string& path) const;

  /// "sha256:<hex>" over name, length and bytes of every file read, in name order.
  [[nodiscard]] std::string digest() const;

 private:
  [[nodiscard]] bool is_regular(const std::string& relative) const;

  std::filesystem::path folder_;
  Faults& faults_;
  std::map<std::string, std::string> texts_;  // by relative name
  std::size_t bytes_ = 0;
};

}  // namespace gweval
