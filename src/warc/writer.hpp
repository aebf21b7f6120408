#pragma once
// Appends records to an archive, one gzip member a record. Holds the archive alone: a second writer
// of the same file, in this process or another, is refused.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"
#include "warc/record.hpp"

namespace gweval::warc {

/// A record to be written. The block is `head` followed by `payload`; both are borrowed.
struct RecordDraft {
  std::string type;  // "warcinfo", "request", "response", "metadata", …
  std::string id;    // from record_id()
  std::string date;  // WARC-Date: ISO 8601 UTC
  std::string content_type;
  Fields fields;  // further named fields; control characters in values are percent-encoded
  std::string_view head;
  std::string_view payload;
  bool has_payload_digest = false;  // the payload is an HTTP body: digest it by itself too
};

class Writer {
 public:
  /// Opens or makes the file. ErrorCode::io if another writer holds it or it cannot be written.
  [[nodiscard]] static Result<Writer> open(const std::filesystem::path& path);
  ~Writer();
  Writer(Writer&& other) noexcept;
  Writer& operator=(Writer&& other) noexcept;

  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// Appends the records in one write; where it fails, the archive is as before.
  /// ErrorCode::no_space or ::io.
  [[nodiscard]] Result<Extent> append(const std::vector<RecordDraft>& records);

  /// Cuts everything from `size` on.
  [[nodiscard]] Result<void> truncate(std::uint64_t size);

  /// Returns when all that was appended is on the disk.
  [[nodiscard]] Result<void> sync();

 private:
  Writer(std::filesystem::path path, int descriptor, std::uint64_t size);
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace gweval::warc
