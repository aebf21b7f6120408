#pragma once
// Whole files in and out. Reading is bounded; writing leaves the old file or the new one, never
// half.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval {

/// ErrorCode::not_found, ::limit_exceeded (larger than max_bytes) or ::io.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes);

/// As read_file(), of a regular file only: no link is followed at the end of the path, and a pipe
/// or a device never blocks. ErrorCode::invalid_input for those.
[[nodiscard]] Result<std::string> read_regular_file(const std::filesystem::path& path,
                                                    std::size_t max_bytes);

/// All of the file's content is on the disk. ErrorCode::no_space or ::io.
[[nodiscard]] Result<void> sync_file(const std::filesystem::path& path);

/// Writes beside the target and renames. ErrorCode::no_space or ::io; the old content stays then.
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& path,
                                                 std::string_view content);

/// A file that grows piece by piece beside its target and takes its place at the end.
class FileReplacement {
 public:
  /// ErrorCode::no_space or ::io, here and below; the target stays as it is then.
  [[nodiscard]] static Result<FileReplacement> start(const std::filesystem::path& path);
  ~FileReplacement();
  FileReplacement(FileReplacement&& other) noexcept;
  FileReplacement& operator=(FileReplacement&& other) noexcept;

  [[nodiscard]] Result<void> append(std::string_view content);
  /// All of it is on the disk and under the target's name.
  [[nodiscard]] Result<void> commit();

 private:
  FileReplacement() = default;
  std::filesystem::path path_;
  std::string written_path_;  // beside the target; empty after commit()
  int descriptor_ = -1;
};

/// Makes a folder and its parents. ErrorCode::io if it cannot be made or written to.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& path);

/// The Error of errno after a failed system call on `path`; `doing` is e.g. "write".
[[nodiscard]] Error errno_error(int error_number, const std::filesystem::path& path,
                                std::string_view doing);

}  // namespace gweval
