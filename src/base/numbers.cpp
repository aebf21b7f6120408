#include "base/numbers.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace gweval {
namespace {

template <class T>
std::optional<T> parse_whole(std::string_view text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  return parse_whole<std::int64_t>(text);
}

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const auto value = parse_whole<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parse_ten_thousandths(std::string_view text) {
  const std::size_t dot = text.find('.');
  std::string digits(text.substr(0, dot));
  std::string_view fraction = dot == std::string_view::npos ? "" : text.substr(dot + 1);
  if (digits.empty() || digits.size() > 8 || (dot != std::string_view::npos && fraction.empty())) {
    return std::nullopt;
  }
  while (fraction.size() > 4 && fraction.ends_with('0')) fraction.remove_suffix(1);
  if (fraction.size() > 4) return std::nullopt;
  digits += fraction;
  digits.append(4 - fraction.size(), '0');
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return parse_integer(digits);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  double unit_ms = 1000;
  const auto take = [&](std::string_view suffix, double value) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    unit_ms = value;
    return true;
  };
  if (!take("ms", 1) && !take("s", 1000) && !take("m", 60'000) && !take("h", 3'600'000))
    take("d", 86'400'000);
  const auto number = parse_number(text);
  if (!number || *number < 0 || *number * unit_ms > 365.0 * 86'400'000) return std::nullopt;
  return std::chrono::milliseconds(std::llround(*number * unit_ms));
}

std::string shortest_decimal(double value) {
  return fmt::format("{}", value);
}

}  // namespace gweval
