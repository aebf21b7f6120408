#pragma once
// JSON text as it is written (RFC 8259): keys in the order given, shortest decimals, outer levels a
// line each and inner ones on one line, so that a results file of a thousand sites can still be
// compared line by line.

#include <cstddef>
#include <string>
#include <string_view>

namespace gweval {

class JsonWriter {
 public:
  /// Containers deeper than `line_depth` are written on one line.
  explicit JsonWriter(std::size_t line_depth) : line_depth_(line_depth) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  /// The next value belongs to this key.
  void key(std::string_view name);
  /// Malformed UTF-8 and NUL are replaced.
  void value(std::string_view text);
  /// Not finite: null.
  void value(double number);
  void value(bool flag);
  void null();

  /// Members of an object.
  void text(std::string_view name, std::string_view text);
  void text_or_null(std::string_view name, std::string_view text);  // null for an empty one
  void number(std::string_view name, double number);
  void flag(std::string_view name, bool flag);
  /// `write` writes the value of one item.
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, const Write& write) {
    key(name);
    begin_array();
    for (const auto& item : items) write(item);
    end_array();
  }

  /// A value that was written by another writer at the same depth.
  void spliced(std::string_view json) { raw(json); }

  /// What was written since the last call, to be passed on.
  [[nodiscard]] std::string take();
  /// Length of what was written since then.
  [[nodiscard]] std::size_t size() const { return out_.size(); }

  /// The document, with a line feed at its end.
  [[nodiscard]] std::string finish();

 private:
  void open(char bracket);
  void close(char bracket);
  void before_item();
  void new_line();
  void raw(std::string_view text);
  void quoted(std::string_view text);

  std::size_t line_depth_;
  std::string out_;
  std::size_t depth_ = 0;
  bool is_first_ = true;  // of its container
  bool after_key_ = false;
};

}  // namespace gweval
