#pragma once
// The rules criteria may name, by id.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/rule.hpp"

namespace gweval {

class RuleTable {
 public:
  explicit RuleTable(std::span<const RuleSchema* const> schemas) {
    for (const RuleSchema* schema : schemas) {
      if (by_id_.emplace(schema->id, schema).second) ids_.push_back(schema->id);
    }
  }
  /// Null if there is no such rule.
  [[nodiscard]] const RuleSchema* find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::map<std::string, const RuleSchema*, std::less<>> by_id_;
  std::vector<std::string> ids_;
};

}  // namespace gweval
