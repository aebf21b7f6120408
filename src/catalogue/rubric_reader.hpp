#pragma once
// Rubric files, and the copy of a rubric that a leaf gets.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "catalogue/catalogue_files.hpp"
#include "catalogue/criterion_reader.hpp"
#include "catalogue/faults.hpp"
#include "catalogue/lexicon_reader.hpp"
#include "catalogue/rubric_template.hpp"
#include "catalogue/rule_table.hpp"

namespace gweval {

/// Every leaf holds a copy of its rubric with its lexicons. The copies together may take this much,
/// counted in bytes of the files they come from, so that no small catalogue grows into gigabytes.
inline constexpr std::size_t kMaxCopiedBytes = 16 << 20;

/// Limits of one rubric: far above any real one, they keep checks across its parts cheap.
inline constexpr std::size_t kMaxCriteria = 200;
inline constexpr std::size_t kMaxParameters = 50;

/// Where a leaf names its rubric.
struct LeafUse {
  const FileFaults& faults;
  Place rubric;                              // of the rubric's name
  const YamlNode* with = nullptr;            // parameters, or null
  const std::vector<std::string>& node_ids;  // every indicator of the profile, sorted
};

/// All rubrics of a catalogue.
class RubricShelf {
 public:
  RubricShelf(const RuleTable& rules, LexiconShelf& lexicons, Faults& faults)
      : rules_(rules), lexicons_(lexicons), faults_(faults) {}

  void read_all(CatalogueFiles& files);

  /// The leaf's own copy, parameters substituted and defaults filled; nothing after a fault.
  [[nodiscard]] std::optional<Rubric> resolve(const std::string& name, const LeafUse& use);

  /// A fault for every rubric no leaf uses.
  void report_unused() const;

 private:
  using Values = std::map<std::string, WrittenParam>;

  [[nodiscard]] RubricTemplate read_rubric(const YamlNode& root, const FileFaults& faults,
                                           const std::string& stem);
  [[nodiscard]] std::optional<Values> read_with(const RubricTemplate& rubric, const LeafUse& use);
  /// Counts a copy; false, after one fault, once the copies exceed kMaxCopiedBytes.
  [[nodiscard]] bool take_budget(std::size_t size_bytes, const LeafUse& use);
  [[nodiscard]] Criterion resolve_criterion(const CriterionTemplate& criterion,
                                            const Values& values, const LeafUse& use);
  [[nodiscard]] ParamValue resolve_value(const WrittenParam& written, const ParamSpec& spec,
                                         const LeafUse& use);

  const RuleTable& rules_;
  LexiconShelf& lexicons_;
  Faults& faults_;
  std::map<std::string, RubricTemplate> rubrics_;
  std::size_t copied_bytes_ = 0;
};

}  // namespace gweval
