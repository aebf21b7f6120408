#include "base/file.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gweval {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return value_; }

 private:
  int value_;
};

Result<void> write_all(int descriptor, std::string_view content,
                       const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno_error(errno, path, "write");
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// A place to write to that cannot be is the machine's matter, never a bad input.
Error writing_error(int error_number, const std::filesystem::path& path, std::string_view doing) {
  Error error = errno_error(error_number, path, doing);
  if (error.code == ErrorCode::not_found) error.code = ErrorCode::io;
  return error;
}

Result<std::string> read_all(int descriptor, const std::filesystem::path& path,
                             std::size_t max_bytes) {
  std::string content;
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno_error(errno, path, "read");
    if (count == 0) return content;
    content.append(buffer.data(), static_cast<std::size_t>(count));
    if (content.size() > max_bytes) {
      return Error{
          ErrorCode::limit_exceeded,
          fmt::format("larger than the limit of {} bytes; split it or check that it is the "
                      "right file",
                      max_bytes),
          path.string()};
    }
  }
}

}  // namespace

Error errno_error(int error_number, const std::filesystem::path& path, std::string_view doing) {
  const std::string reason = std::generic_category().message(error_number);
  if (error_number == ENOSPC || error_number == EDQUOT) {
    return {ErrorCode::no_space,
            fmt::format("cannot {}: {}; free some space and run again", doing, reason),
            path.string()};
  }
  if (error_number == ENOENT) {
    return {ErrorCode::not_found, fmt::format("cannot {}: {}; check the path", doing, reason),
            path.string()};
  }
  return {ErrorCode::io, fmt::format("cannot {}: {}", doing, reason), path.string()};
}

Result<void> sync_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 || ::fdatasync(file.get()) != 0) return writing_error(errno, path, "write");
  return {};
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return errno_error(errno, path, "read");
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return Error{ErrorCode::invalid_input, "cannot read: it is a folder; name a file",
                 path.string()};
  }
  return read_all(file.get(), path, max_bytes);
}

Result<std::string> read_regular_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  const int error_number = errno;
  struct stat status {};
  const bool is_open = file.get() >= 0;
  const bool is_other = is_open && (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode));
  // A link gives ELOOP, a socket ENXIO.
  if (is_other || (!is_open && (error_number == ELOOP || error_number == ENXIO))) {
    return Error{ErrorCode::invalid_input,
                 "this is no regular file, but a link, a folder, a pipe or a device; put the file "
                 "itself there",
                 path.string()};
  }
  if (!is_open) return errno_error(error_number, path, "read");
  return read_all(file.get(), path, max_bytes);
}

Result<FileReplacement> FileReplacement::start(const std::filesystem::path& path) {
  std::string pattern = path.string() + ".XXXXXX";
  FileReplacement file;
  file.descriptor_ = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (file.descriptor_ < 0) return writing_error(errno, path, "write");
  file.path_ = path;
  file.written_path_ = std::move(pattern);
  return file;
}

FileReplacement::~FileReplacement() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!written_path_.empty()) ::unlink(written_path_.c_str());
}

FileReplacement::FileReplacement(FileReplacement&& other) noexcept
    : path_(std::move(other.path_)),
      written_path_(std::exchange(other.written_path_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

FileReplacement& FileReplacement::operator=(FileReplacement&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(written_path_, other.written_path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Result<void> FileReplacement::append(std::string_view content) {
  return write_all(descriptor_, content, path_);
}

Result<void> FileReplacement::commit() {
  if (::fchmod(descriptor_, 0644) != 0 || ::fsync(descriptor_) != 0 ||
      ::close(std::exchange(descriptor_, -1)) != 0 ||
      ::rename(written_path_.c_str(), path_.c_str()) != 0) {
    return writing_error(errno, path_, "write");
  }
  written_path_.clear();
  return {};
}

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view content) {
  GWEVAL_TRY(FileReplacement file, FileReplacement::start(path));
  GWEVAL_CHECK(file.append(content));
  return file.commit();
}

Result<void> make_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return writing_error(error.value(), path, "make the folder");
  if (::access(path.c_str(), W_OK | X_OK) != 0) {
    return writing_error(errno, path, "write into the folder");
  }
  return {};
}

}  // namespace gweval
