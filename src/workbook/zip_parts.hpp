#pragma once
// The files inside a workbook, unpacked within limits.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval {

class ZipParts {
 public:
  /// ErrorCode::invalid_input for what is no ZIP, holds a name twice, or is encrypted.
  [[nodiscard]] static Result<ZipParts> open(std::string_view bytes);
  ~ZipParts();
  ZipParts(ZipParts&&) noexcept;
  ZipParts& operator=(ZipParts&&) noexcept;

  [[nodiscard]] bool has(const std::string& name) const;
  [[nodiscard]] bool has_ending(std::string_view ending) const;
  /// Counts what is unpacked, whatever the archive claims. ErrorCode::limit_exceeded, ::not_found.
  [[nodiscard]] Result<std::string> read(const std::string& name);

 private:
  struct State;
  explicit ZipParts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gweval
