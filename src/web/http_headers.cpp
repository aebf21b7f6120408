#include "web/http_headers.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace gweval {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// RFC 9110 §5.6.2
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::string_view take_header_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "HTTP/1.1 200 OK", "HTTP/2 200"
bool parse_status_line(std::string_view line, ResponseHead& head) {
  if (!line.starts_with("HTTP/")) return false;
  line.remove_prefix(5);
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string_view version = line.substr(0, blank);
  const bool is_version = !version.empty() && version.size() <= 3 &&
                          version.find_first_not_of("0123456789.") == std::string_view::npos;
  const std::string_view rest = trim_blanks(line.substr(blank));
  const std::string_view digits = rest.substr(0, rest.find(' '));
  if (!is_version || digits.size() != 3) return false;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos || digits[0] == '0') {
    return false;
  }
  head.version = version;
  head.status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
  return true;
}

// RFC 9112 §5.2: the line break and blanks around it count as one blank.
void append_folded(std::string& value, std::string_view more) {
  if (!value.empty() && !more.empty()) value += ' ';
  value += to_valid_utf8(more);
}

std::string quoted_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

}  // namespace

std::optional<ResponseHead> parse_response_head(std::string_view raw) {
  ResponseHead head;
  if (!parse_status_line(take_header_line(raw), head)) return std::nullopt;
  bool continues_header = false;  // a folded line after a line left out is left out, too
  while (!raw.empty()) {
    const std::string_view line = take_header_line(raw);
    if (line.empty()) break;
    if (is_blank(line.front())) {
      if (continues_header) append_folded(head.headers.back().second, trim_blanks(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = trim_blanks(line.substr(0, colon));
    continues_header = colon != std::string_view::npos && is_token(name);
    if (!continues_header) continue;
    head.headers.emplace_back(name, to_valid_utf8(trim_blanks(line.substr(colon + 1))));
  }
  return head;
}

ContentType parse_content_type(std::string_view value) {
  ContentType out;
  std::size_t end = std::min(value.find(';'), value.size());
  const std::string_view type = trim_blanks(value.substr(0, end));
  const std::size_t slash = type.find('/');
  if (slash != std::string_view::npos && is_token(type.substr(0, slash)) &&
      is_token(type.substr(slash + 1))) {
    out.media_type = to_lower_ascii(type);
  }
  while (end < value.size() && out.charset.empty()) {
    const std::size_t start = end + 1;
    end = std::min(value.find(';', start), value.size());
    const std::string_view parameter = value.substr(start, end - start);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (!equals_ignoring_case(trim_blanks(parameter.substr(0, equals)), "charset")) continue;
    const std::string_view text = trim_blanks(parameter.substr(equals + 1));
    out.charset = text.starts_with('"') ? quoted_text(text) : std::string(text);
  }
  return out;
}

}  // namespace gweval
