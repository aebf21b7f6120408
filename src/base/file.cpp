#include "base/file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

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
  int release() {
    const int value = value_;
    value_ = -1;
    return value;
  }

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

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return errno_error(errno, path, "read");
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return Error{ErrorCode::io, "cannot read: it is a folder; name a file", path.string()};
  }
  std::string content;
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
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

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view content) {
  std::string pattern = path.string() + ".XXXXXX";
  Descriptor file(::mkostemp(pattern.data(), O_CLOEXEC));
  if (file.get() < 0) return errno_error(errno, path, "write");
  auto written = write_all(file.get(), content, path);
  if (written && ::fchmod(file.get(), 0644) != 0) written = errno_error(errno, path, "write");
  if (written && ::fsync(file.get()) != 0) written = errno_error(errno, path, "write");
  if (::close(file.release()) != 0 && written) written = errno_error(errno, path, "write");
  if (written && ::rename(pattern.c_str(), path.c_str()) != 0) {
    written = errno_error(errno, path, "write");
  }
  if (!written) ::unlink(pattern.c_str());
  return written;
}

Result<void> make_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return errno_error(error.value(), path, "make the folder");
  return {};
}

}  // namespace gweval
