#pragma once
// Typed reading of YAML values. Every reader reports what is wrong with a value and then returns
// nothing (or an empty text), so that all faults of a file are found in one pass.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/faults.hpp"
#include "catalogue/yaml_node.hpp"
#include "gweval/catalogue.hpp"

namespace gweval {

/// A map with a closed set of keys: unknown ones are faults, with a did-you-mean.
class MapReader {
 public:
  /// Reports if `node` is no map.
  MapReader(const YamlNode& node, const FileFaults& faults,
            std::initializer_list<std::string_view> keys);

  [[nodiscard]] bool is_map() const { return node_.kind == YamlNode::Kind::map; }
  [[nodiscard]] const YamlNode& node() const { return node_; }
  [[nodiscard]] const FileFaults& faults() const { return faults_; }

  /// Null if the key is not there.
  [[nodiscard]] const YamlNode* find(std::string_view key) const { return node_.find(key); }
  /// Null after a fault if the key is not there or has no value.
  [[nodiscard]] const YamlNode* require(std::string_view key) const;
  /// A fault for every one of `keys` that is there: "'key' <why>".
  void forbid(std::initializer_list<std::string_view> keys, std::string_view why) const;

  // Required values; empty, zero or nothing after a fault.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] LocalText local_text(std::string_view key) const;
  [[nodiscard]] int integer(std::string_view key, int low, int high) const;
  /// Plain name that must be the stem of the file it stands in.
  [[nodiscard]] std::string own_name(std::string_view key, std::string_view stem) const;

  // Optional ones.
  [[nodiscard]] bool flag(std::string_view key) const;  // false if it is not there
  [[nodiscard]] std::vector<std::string> text_list(std::string_view key) const;

 private:
  const YamlNode& node_;
  const FileFaults& faults_;
};

/// Inclusive range of a number.
struct NumberRange {
  double low = 0;
  double high = 0;
};

[[nodiscard]] std::string read_text(const YamlNode& node, const FileFaults& faults);
[[nodiscard]] std::optional<bool> read_flag(const YamlNode& node, const FileFaults& faults);
[[nodiscard]] std::optional<std::int64_t> read_integer(const YamlNode& node,
                                                       const FileFaults& faults, NumberRange range);
[[nodiscard]] std::optional<double> read_number(const YamlNode& node, const FileFaults& faults,
                                                NumberRange range);
/// > 0 and at most 1000 points, at most 4 decimals.
[[nodiscard]] std::optional<Weight> read_weight(const YamlNode& node, const FileFaults& faults);
/// {zh: …, en: …}, both required.
[[nodiscard]] LocalText read_local_text(const YamlNode& node, const FileFaults& faults);
/// A fault unless the node is a list.
[[nodiscard]] bool is_list(const YamlNode& node, const FileFaults& faults);
/// Texts of a list; entries that are none are faults.
[[nodiscard]] std::vector<std::string> read_text_list(const YamlNode& node,
                                                      const FileFaults& faults);
/// Plain names of a list, each once.
[[nodiscard]] std::vector<std::string> read_name_list(const YamlNode& node,
                                                      const FileFaults& faults);

/// "'key'" of a map's value, "the entry" of a list's.
[[nodiscard]] std::string described(const YamlNode& node);
/// "a list", "a map", "nothing" or the quoted text: what stands where something else should.
[[nodiscard]] std::string shown(const YamlNode& node);

}  // namespace gweval
