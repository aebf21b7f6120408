#include "report/json_writer.hpp"

#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "base/utf8.hpp"

namespace gweval {

void JsonWriter::key(std::string_view name) {
  before_item();
  quoted(name);
  out_ += depth_ > line_depth_ ? ":" : ": ";
  after_key_ = true;
}

void JsonWriter::value(std::string_view text) {
  before_item();
  quoted(is_valid_utf8(text) && text.find('\0') == std::string_view::npos ? std::string(text)
                                                                          : to_valid_utf8(text));
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) {
    null();
    return;
  }
  raw(number == 0 ? "0" : shortest_decimal(number));  // no minus zero
}

void JsonWriter::value(bool flag) {
  raw(flag ? "true" : "false");
}

void JsonWriter::text(std::string_view name, std::string_view text) {
  key(name);
  value(text);
}

void JsonWriter::text_or_null(std::string_view name, std::string_view text) {
  key(name);
  text.empty() ? null() : value(text);
}

void JsonWriter::number(std::string_view name, double number) {
  key(name);
  value(number);
}

void JsonWriter::flag(std::string_view name, bool flag) {
  key(name);
  value(flag);
}

void JsonWriter::null() {
  raw("null");
}

std::string JsonWriter::take() {
  return std::exchange(out_, {});
}

std::string JsonWriter::finish() {
  out_ += '\n';
  return std::move(out_);
}

void JsonWriter::open(char bracket) {
  before_item();
  out_ += bracket;
  ++depth_;
  is_first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!is_first_ && depth_ < line_depth_) new_line();
  out_ += bracket;
  is_first_ = false;
}

void JsonWriter::before_item() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (depth_ <= line_depth_) new_line();
}

void JsonWriter::new_line() {
  out_ += '\n';
  out_.append(depth_, ' ');
}

void JsonWriter::raw(std::string_view text) {
  before_item();
  out_ += text;
}

void JsonWriter::quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out_ += "\\u00";
      out_ += kHex[byte >> 4];
      out_ += kHex[byte & 0xF];
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

}  // namespace gweval
