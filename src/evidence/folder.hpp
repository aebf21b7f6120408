#pragma once
// The files of one site's evidence.

#include <filesystem>
#include <string>

#include "gweval/result.hpp"

namespace gweval::evidence {

struct Folder {
  std::filesystem::path path;
  std::filesystem::path archive;   // archive.warc.gz
  std::filesystem::path facts;     // facts.sqlite
  std::filesystem::path manifest;  // manifest.json
};

/// ErrorCode::invalid_argument unless the id is 1 to 100 of A-Z a-z 0-9 . _ - and neither "." nor
/// "..": nothing else becomes a path.
[[nodiscard]] Result<Folder> folder_of(const std::filesystem::path& root,
                                       const std::string& site_id);

/// Removes a SQLite file and what SQLite keeps beside it.
void remove_database(const std::filesystem::path& path);

/// Now, ISO 8601 UTC, seconds.
[[nodiscard]] std::string utc_now();

/// Hex SHA-256 of a file of any size.
[[nodiscard]] Result<std::string> file_sha256(const std::filesystem::path& path,
                                              std::uint64_t bytes = UINT64_MAX);

}  // namespace gweval::evidence
