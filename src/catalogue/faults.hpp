#pragma once
// Collects the faults of a catalogue, bounded, and brings them into the order people read.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/yaml_node.hpp"
#include "gweval/result.hpp"

namespace gweval {

class Faults {
 public:
  /// Faults shown at most; the rest is counted. Bounds memory against hostile files.
  static constexpr std::size_t kMaxShown = 500;

  void add(const std::string& file, Place place, std::string message);
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t count() const { return found_.size() + omitted_; }
  [[nodiscard]] bool is_full() const { return found_.size() >= kMaxShown; }

  /// did_you_mean with bounded work, for names and candidates that a hostile file may choose.
  [[nodiscard]] std::string suggestion(std::string_view name,
                                       std::span<const std::string> candidates) const;

  /// Sorted by file, line, column, repeats removed, columns in code points. `text_of` gives the
  /// text of a file as it was read, or nothing; `whole` names what was read as a whole.
  [[nodiscard]] Diagnostics finish(
      const std::string& whole,
      const std::function<std::string_view(const std::string& file)>& text_of) const;

 private:
  Diagnostics found_;  // columns in bytes
  std::size_t omitted_ = 0;
};

/// The faults of one file.
class FileFaults {
 public:
  FileFaults(Faults& all, std::string file) : all_(&all), file_(std::move(file)) {}

  void at(Place place, std::string message) const { all_->add(file_, place, std::move(message)); }
  void at(const YamlNode& node, std::string message) const { at(node.place, std::move(message)); }
  [[nodiscard]] std::string suggestion(std::string_view name,
                                       std::span<const std::string> candidates) const {
    return all_->suggestion(name, candidates);
  }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] Faults& all() const { return *all_; }

 private:
  Faults* all_;
  std::string file_;
};

/// Text of a file between quotes, short and safe to print.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace gweval
