#include "warc/http_block.hpp"

#include <charconv>
#include <optional>

#include "base/utf8.hpp"

namespace gweval::warc {
namespace {

constexpr std::string_view kRenamed = "X-Crawler-";

// A line with its end.
std::string_view take_raw_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
  text.remove_prefix(line.size());
  return line;
}

bool is_empty_line(std::string_view line) {
  return line == "\n" || line == "\r\n";
}

bool is_field(std::string_view line, std::string_view name) {
  return line.size() > name.size() && line[name.size()] == ':' &&
         equals_ignoring_case(line.substr(0, name.size()), name);
}

std::string_view value_of(std::string_view line) {
  return trim(line.substr(line.find(':') + 1));
}

// Bytes of the head that starts `block`, with its empty line; all of it if there is none.
std::size_t head_size(std::string_view block) {
  std::string_view rest = block;
  while (!rest.empty()) {
    if (is_empty_line(take_raw_line(rest))) break;
  }
  return block.size() - rest.size();
}

bool is_informational(std::string_view head) {
  const std::size_t space = head.find(' ');
  return head.starts_with("HTTP/") && space != std::string_view::npos &&
         head.substr(space + 1, 1) == "1";
}

bool says_chunked(std::string_view head) {
  while (!head.empty()) {
    const std::string_view line = take_raw_line(head);
    if (is_field(line, "Transfer-Encoding") &&
        to_lower_ascii(value_of(line)).ends_with("chunked")) {
      return true;
    }
  }
  return false;
}

std::optional<std::size_t> chunk_size(std::string_view line) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (error != std::errc() || end == line.data()) return std::nullopt;
  const std::string_view after = trim(line.substr(static_cast<std::size_t>(end - line.data())));
  if (!after.empty() && after.front() != ';') return std::nullopt;
  return size;
}

// RFC 9112 §7.1; nothing if it does not start with a chunk. A fault further on ends the body there.
std::optional<std::string> join_chunks(std::string_view body) {
  std::string joined;
  bool is_first = true;
  while (!body.empty()) {
    const auto size = chunk_size(take_raw_line(body));
    if (!size && is_first) return std::nullopt;
    if (!size || *size == 0) break;
    is_first = false;
    const std::string_view chunk = body.substr(0, *size);
    joined += chunk;
    body.remove_prefix(chunk.size());
    static_cast<void>(take_raw_line(body));
  }
  return joined;
}

}  // namespace

HttpBlock split_response(std::string_view block) {
  std::size_t last = 0;  // where the final response's head starts
  std::size_t end = head_size(block);
  while (is_informational(block.substr(last)) && block.substr(end).starts_with("HTTP/")) {
    last = end;
    end += head_size(block.substr(end));
  }
  HttpBlock out;
  out.head = block.substr(0, end);
  const std::string_view body = block.substr(end);
  if (says_chunked(block.substr(last, end - last))) {
    if (auto joined = join_chunks(body)) {
      out.body = *std::move(joined);
      return out;
    }
  }
  out.body = body;
  return out;
}

std::string_view protocol_of(std::string_view head) {
  if (head.starts_with("HTTP/2 ") || head.starts_with("HTTP/2.0 ")) return "h2";
  if (head.starts_with("HTTP/3 ")) return "h3";
  return {};
}

std::string stored_response_head(std::string_view head, std::size_t body_bytes) {
  const std::string length = std::to_string(body_bytes);
  std::string out;
  out.reserve(head.size() + 64);
  if (!protocol_of(head).empty()) {
    out += "HTTP/1.1";
    head.remove_prefix(head.find(' '));
  }
  bool has_renamed = false;
  while (!head.empty()) {
    const std::string_view line = take_raw_line(head);
    if (is_empty_line(line) && !head.starts_with("HTTP/")) break;
    if (is_field(line, "Transfer-Encoding") ||
        (is_field(line, "Content-Length") && value_of(line) != length)) {
      out += kRenamed;
      has_renamed = true;
    }
    out += line;
    if (line.back() != '\n') out += "\r\n";
  }
  if (has_renamed) out.append("Content-Length: ").append(length).append("\r\n");
  return out += "\r\n";
}

std::string original_response_head(std::string_view stored, std::string_view protocol) {
  std::string out;
  out.reserve(stored.size());
  if ((protocol == "h2" || protocol == "h3") && stored.starts_with("HTTP/1.1")) {
    out.append("HTTP/").append(protocol.substr(1));
    stored.remove_prefix(std::string_view("HTTP/1.1").size());
  }
  bool has_renamed = false;
  std::size_t length_start = std::string::npos;  // of the last Content-Length line, in out
  std::size_t length_size = 0;
  while (!stored.empty()) {
    std::string_view line = take_raw_line(stored);
    if (is_field(line, "X-Crawler-Transfer-Encoding") ||
        is_field(line, "X-Crawler-Content-Length")) {
      line.remove_prefix(kRenamed.size());
      has_renamed = true;
    } else if (is_field(line, "Content-Length")) {
      length_start = out.size();
      length_size = line.size();
    }
    out += line;
  }
  if (has_renamed && length_start != std::string::npos) out.erase(length_start, length_size);
  return out;
}

}  // namespace gweval::warc
