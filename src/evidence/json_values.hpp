#pragma once
// JSON of unknown origin, read without exceptions: a missing or ill-typed member is remembered and
// asked about once, at the end.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "gweval/evidence_store.hpp"
#include "gweval/result.hpp"

namespace gweval::evidence {

using Json = nlohmann::ordered_json;

/// A string, or {"hex": "…"} if the bytes are not UTF-8.
[[nodiscard]] Json text_json(std::string_view bytes);

/// Null if the text is no JSON.
[[nodiscard]] Json parse_json(std::string_view text);

[[nodiscard]] Json plan_json(const CrawlPlanRecord& plan);

class ObjectReader {
 public:
  /// The value outlives the reader and those made from it.
  explicit ObjectReader(const Json& value);

  [[nodiscard]] std::string text(const char* key) const;
  [[nodiscard]] bool flag(const char* key) const;
  [[nodiscard]] std::vector<std::string> texts(const char* key) const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(const char* key) const;
  [[nodiscard]] ObjectReader object(const char* key) const;
  void each(const char* key, const std::function<void(const ObjectReader&)>& visit) const;

  /// In the range of T, or a failure and 0.
  template <class T>
  [[nodiscard]] T number(const char* key) const {
    const std::int64_t value = integer(key);
    if (std::in_range<T>(value)) return static_cast<T>(value);
    *fault_ = key;
    return 0;
  }

  [[nodiscard]] bool is_null() const { return value_->is_null(); }
  [[nodiscard]] bool has_failed() const { return !fault_->empty(); }
  /// ErrorCode::invalid_input naming the member at fault.
  [[nodiscard]] Error error(std::string_view what) const;

 private:
  ObjectReader(const Json& value, std::shared_ptr<std::string> fault);
  [[nodiscard]] const Json& member(const char* key) const;
  [[nodiscard]] std::int64_t integer(const char* key) const;
  [[nodiscard]] std::string text_of(const Json& value, const char* key) const;

  const Json* value_;
  std::shared_ptr<std::string> fault_;  // name of the member that was wrong last; empty: none
};

[[nodiscard]] CrawlPlanRecord read_plan(const ObjectReader& in);

}  // namespace gweval::evidence
