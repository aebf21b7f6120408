#include "warc/reader.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/utf8.hpp"

namespace gweval::warc {
namespace {

// House rule: the standard asks for two line breaks after a record; writers are known to be off by
// a few, and more than these are an attack.
constexpr std::size_t kMaxLineBreakBytes = 4096;

struct OpenFile {
  int descriptor = -1;
  OpenFile() = default;
  ~OpenFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
};

bool is_line_break(char c) {
  return c == '\r' || c == '\n';
}

// One line without its end; the text is advanced past it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

// Named fields (§4): "name: value"; a line that starts with a blank goes on with the value before.
Fields parse_fields(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!fields.empty()) fields.back().second.append(" ").append(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  }
  return fields;
}

std::optional<std::uint64_t> parse_length(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Reader::Reader(MemberStream stream, ReadLimits limits, std::string where)
    : stream_(std::move(stream)), limits_(limits), where_(std::move(where)) {}

Result<Reader> Reader::open(const std::filesystem::path& path, const ReadLimits& limits,
                            std::uint64_t offset, std::uint64_t end) {
  const auto file = std::make_shared<OpenFile>();
  file->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file->descriptor < 0) return errno_error(errno, path, "read the archive");
  auto source = [file, path, position = offset, end](
                    char* out, std::size_t size) mutable -> Result<std::size_t> {
    size = static_cast<std::size_t>(std::min<std::uint64_t>(size, end - position));
    ssize_t count = 0;
    do {
      count = ::pread(file->descriptor, out, size, static_cast<off_t>(position));
    } while (count < 0 && errno == EINTR);
    if (count < 0) return errno_error(errno, path, "read the archive");
    position += static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
  };
  return Reader(MemberStream(std::move(source), offset), limits, path.string());
}

Reader Reader::over(std::string_view bytes, const ReadLimits& limits) {
  auto source = [bytes](char* out, std::size_t size) mutable -> Result<std::size_t> {
    size = std::min(size, bytes.size());
    std::copy_n(bytes.data(), size, out);
    bytes.remove_prefix(size);
    return size;
  };
  return Reader(MemberStream(std::move(source), 0), limits, "archive");
}

Error Reader::fault(ErrorCode code, std::string_view what) const {
  return {code, fmt::format("the record at byte {} {}", record_start_, what), where_};
}

// False at the end of the archive.
Result<bool> Reader::skip_line_breaks() {
  std::size_t skipped = 0;
  while (true) {
    const std::string_view window = stream_.window();
    std::size_t count = 0;
    while (count < window.size() && is_line_break(window[count])) ++count;
    stream_.take(count);
    skipped += count;
    if (count < window.size()) return true;
    if (skipped > kMaxLineBreakBytes) {
      return fault(ErrorCode::invalid_input, "is followed by too many line breaks");
    }
    GWEVAL_TRY(const bool got, stream_.fill());
    if (!got) return false;
  }
}

// Everything up to the empty line that ends the named fields.
Result<std::string> Reader::read_head() {
  std::string head;
  std::size_t line_start = 0;
  while (true) {
    if (stream_.window().empty()) {
      GWEVAL_TRY(const bool got, stream_.fill_within_member());
      if (!got) return fault(ErrorCode::invalid_input, "ends inside its header");
    }
    const std::string_view window = stream_.window();
    const std::size_t end = window.find('\n');
    const std::size_t count = end == std::string_view::npos ? window.size() : end + 1;
    if (head.size() + count > limits_.max_header_bytes) {
      return fault(ErrorCode::limit_exceeded,
                   fmt::format("has a header larger than {} bytes", limits_.max_header_bytes));
    }
    head.append(window.substr(0, count));
    stream_.take(count);
    if (!head.starts_with(std::string_view("WARC/").substr(0, head.size()))) {
      return fault(ErrorCode::invalid_input, "does not start with WARC/; this is no WARC file");
    }
    if (end == std::string_view::npos) continue;
    const std::string_view line = std::string_view(head).substr(line_start);
    if (line == "\n" || line == "\r\n") return head;
    line_start = head.size();
  }
}

Result<void> Reader::read_block(std::uint64_t length, Record& record) {
  if (length > limits_.max_block_bytes &&
      length - limits_.max_block_bytes > limits_.max_skipped_bytes) {
    return fault(ErrorCode::limit_exceeded, fmt::format("says it is {} bytes long", length));
  }
  for (std::uint64_t left = length; left > 0;) {
    if (stream_.window().empty()) {
      GWEVAL_TRY(const bool got, stream_.fill_within_member());
      if (!got) return fault(ErrorCode::invalid_input, "is shorter than its Content-Length");
    }
    const std::string_view window = stream_.window();
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, window.size()));
    const std::size_t room = limits_.max_block_bytes - record.block.size();
    record.block.append(window.substr(0, std::min(count, room)));
    record.block_cut = record.block_cut || count > room;
    stream_.take(count);
    left -= count;
  }
  return {};
}

// Takes the line breaks after the block and, in a member of its own, the member's end, so that its
// checksum is looked at and the record's extent is known.
Result<void> Reader::finish_record() {
  std::size_t skipped = 0;
  while (skipped <= kMaxLineBreakBytes) {
    const std::string_view window = stream_.window();
    std::size_t count = 0;
    while (count < window.size() && is_line_break(window[count])) ++count;
    stream_.take(count);
    skipped += count;
    if (count < window.size()) return {};
    GWEVAL_TRY(const bool got, stream_.fill_within_member());
    if (!got) return {};
  }
  return fault(ErrorCode::invalid_input, "is followed by too many line breaks");
}

Result<std::optional<Record>> Reader::next() {
  record_start_ = stream_.end_offset();
  GWEVAL_TRY(const bool found, skip_line_breaks());
  if (!found) return std::optional<Record>();
  Record record;
  record.extent.offset = record_start_ = stream_.start_offset();
  GWEVAL_TRY(const std::string head, read_head());
  std::string_view rest = head;
  const std::string_view first = take_line(rest);
  record.version = first.substr(std::string_view("WARC/").size());
  if (record.version != "1.0" && record.version != "1.1") {
    return fault(ErrorCode::unsupported,
                 fmt::format("is of WARC version {}; 1.0 and 1.1 can be read",
                             to_valid_utf8(std::string_view(record.version).substr(0, 20))));
  }
  record.fields = parse_fields(rest);
  const auto length = parse_length(record.field("Content-Length"));
  if (!length) return fault(ErrorCode::invalid_input, "has no readable Content-Length");
  GWEVAL_CHECK(read_block(*length, record));
  GWEVAL_CHECK(finish_record());
  record.extent.length = stream_.end_offset() - record.extent.offset;
  return std::optional<Record>(std::move(record));
}

}  // namespace gweval::warc
