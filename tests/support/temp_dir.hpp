#pragma once
// A fresh folder for one test; removed when the test passed, kept and named on stderr when it did
// not.

#include <filesystem>
#include <string>

namespace gweval::test {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  /// Writes a file below the folder, making parent folders; returns its path.
  std::filesystem::path write(const std::string& name, const std::string& content) const;

 private:
  std::filesystem::path path_;
};

/// Whole content of a file; fails the process if it cannot be read (tests only).
std::string slurp(const std::filesystem::path& path);

}  // namespace gweval::test
