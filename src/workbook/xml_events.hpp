#pragma once
// XML as a stream of elements and texts (over expat). Document types are refused, and with them
// entities; names lose their prefix.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// Attributes by local name.
using XmlAttributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// Empty if there is none.
[[nodiscard]] std::string_view attribute(const XmlAttributes& attributes, std::string_view name);

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void open(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void close(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
  /// Reading stops after an error.
  void fail(Error error) {
    if (!error_) error_ = std::move(error);
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

/// ErrorCode::invalid_input for malformed XML, a document type, or elements 100 deep; else the
/// events' own error.
[[nodiscard]] Result<void> read_xml(std::string_view xml, XmlEvents& events);

}  // namespace gweval
