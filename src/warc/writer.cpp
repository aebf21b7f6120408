#include "warc/writer.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "warc/gzip_member.hpp"

namespace gweval::warc {
namespace {

// What was appended is sent on its way to the disk now and then, so that little is left to wait for
// at the end.
constexpr std::uint64_t kBytesOnTheirWay = 4 * 1024 * 1024;

// A line break in a value would start a new field (§4: field values are one line).
void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  out += "\r\n";
}

void compose(const RecordDraft& record, std::string& out) {
  out += "WARC/1.1\r\n";
  append_field(out, "WARC-Type", record.type);
  append_field(out, "WARC-Record-ID", record.id);
  append_field(out, "WARC-Date", record.date);
  for (const auto& [name, value] : record.fields) append_field(out, name, value);
  std::string block(record.head);
  block += record.payload;
  append_field(out, "WARC-Block-Digest", "sha1:" + sha1_base32(block));
  if (record.has_payload_digest) {
    append_field(out, "WARC-Payload-Digest", "sha1:" + sha1_base32(record.payload));
  }
  append_field(out, "Content-Type", record.content_type);
  append_field(out, "Content-Length", fmt::format("{}", block.size()));
  out.reserve(out.size() + block.size() + 6);
  out += "\r\n";
  out += block;
  out += "\r\n\r\n";
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno_error(errno, path, "write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Writer::Writer(std::filesystem::path path, int descriptor, std::uint64_t size)
    : path_(std::move(path)), descriptor_(descriptor), size_(size) {}

Writer::Writer(Writer&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}

Writer& Writer::operator=(Writer&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

Writer::~Writer() {
  if (descriptor_ >= 0) ::close(descriptor_);  // releases the lock too
}

Result<Writer> Writer::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    Error error = errno_error(errno, path, "open the archive for writing");
    if (error.code == ErrorCode::not_found) error.code = ErrorCode::io;  // the folder is gone
    return error;
  }
  Writer writer(path, descriptor, 0);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return errno_error(errno, path, "lock the archive");
    return Error{ErrorCode::io,
                 "is being written by another run; wait until it has ended or use another folder",
                 path.string()};
  }
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return errno_error(errno, path, "open");
  writer.size_ = static_cast<std::uint64_t>(status.st_size);
  return writer;
}

Result<Extent> Writer::append(const std::vector<RecordDraft>& records) {
  std::string plain;
  std::string packed;
  for (const RecordDraft& record : records) {
    plain.clear();
    compose(record, plain);
    GWEVAL_CHECK(append_gzip_member(packed, plain));
  }
  if (auto written = write_all(descriptor_, packed, path_); !written) {
    // Half a record would be cut at the next opening anyway; a later append must not follow it.
    static_cast<void>(::ftruncate(descriptor_, static_cast<off_t>(size_)));
    return std::move(written).error();
  }
  const Extent extent{size_, packed.size()};
  size_ += packed.size();
  if (size_ / kBytesOnTheirWay != extent.offset / kBytesOnTheirWay) {
    static_cast<void>(::sync_file_range(descriptor_, 0, 0, SYNC_FILE_RANGE_WRITE));
  }
  return extent;
}

Result<void> Writer::truncate(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
    return errno_error(errno, path_, "cut the archive");
  }
  size_ = size;
  return {};
}

Result<void> Writer::sync() {
  if (::fdatasync(descriptor_) != 0) return errno_error(errno, path_, "write");
  return {};
}

}  // namespace gweval::warc
