#include "evidence/folder.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/utf8.hpp"

namespace gweval::evidence {
namespace {

constexpr std::size_t kMaxIdBytes = 100;

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

Result<Folder> folder_of(const std::filesystem::path& root, const std::string& site_id) {
  if (site_id.empty() || site_id.size() > kMaxIdBytes || site_id == "." || site_id == ".." ||
      !std::all_of(site_id.begin(), site_id.end(), is_id_character)) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("\"{}\" cannot be a site id; use 1 to {} letters, digits, \".\", "
                             "\"_\" or \"-\"",
                             truncate_utf8(to_valid_utf8(site_id), 120), kMaxIdBytes)};
  }
  const std::filesystem::path path = root / site_id;
  Folder out{path, path / "archive.warc.gz", path / "facts.sqlite", path / "manifest.json"};
  for (const std::filesystem::path* file : {&out.archive, &out.facts, &out.manifest}) {
    std::error_code ignored;
    const auto kind = std::filesystem::status(*file, ignored).type();
    using std::filesystem::file_type;
    if (kind == file_type::regular || kind == file_type::not_found || kind == file_type::none) {
      continue;  // what cannot be looked at is told when it is opened
    }
    // A pipe would keep its reader waiting for ever.
    return Error{ErrorCode::invalid_input, "is no plain file; restore it from a copy",
                 file->string()};
  }
  return out;
}

void remove_database(const std::filesystem::path& path) {
  std::error_code ignored;
  // The file first: a log without its file is nothing, a file without its log may be half.
  std::filesystem::remove(path, ignored);
  for (const char* suffix : {"-wal", "-shm", "-journal"}) {
    std::filesystem::remove(path.string() + suffix, ignored);
  }
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

Result<std::string> file_sha256(const std::filesystem::path& path, std::uint64_t bytes) {
  std::ifstream in(path, std::ios::binary);
  std::vector<char> buffer(256 * 1024);
  Sha256 digest;
  std::uint64_t left = bytes;
  while (in && left > 0) {
    in.read(buffer.data(),
            static_cast<std::streamsize>(std::min<std::uint64_t>(left, buffer.size())));
    digest.update({buffer.data(), static_cast<std::size_t>(in.gcount())});
    left -= static_cast<std::uint64_t>(in.gcount());
  }
  if (!in && !in.eof()) return Error{ErrorCode::io, "cannot be read", path.string()};
  return digest.finish_hex();
}

}  // namespace gweval::evidence
