#pragma once
// Reads archives record by record: ours and other tools' (wget, Heritrix, browsers' crawlers), gzip
// a record, gzip a file or plain, WARC/1.0 and 1.1. The file is hostile: memory is bounded by the
// limits, time by what the file inflates to.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "gweval/result.hpp"
#include "warc/member_stream.hpp"
#include "warc/record.hpp"

namespace gweval::warc {

struct ReadLimits {
  std::size_t max_header_bytes = 128 * 1024;       // all named fields of one record
  std::size_t max_block_bytes = 64 * 1024 * 1024;  // kept of a block; the rest is skipped
  std::uint64_t max_skipped_bytes = 4ULL * 1024 * 1024 * 1024;  // of one block, beyond those kept
};

class Reader {
 public:
  /// Reads from byte `offset` of the file, where a record must start, up to byte `end`.
  [[nodiscard]] static Result<Reader> open(
      const std::filesystem::path& path, const ReadLimits& limits, std::uint64_t offset = 0,
      std::uint64_t end = std::numeric_limits<std::uint64_t>::max());

  /// Reads bytes in memory; they must outlive the reader.
  [[nodiscard]] static Reader over(std::string_view bytes, const ReadLimits& limits);

  /// The next record; nothing at the end. ErrorCode::invalid_input if the archive is damaged here
  /// or ends inside a record, ::unsupported for another WARC version, ::limit_exceeded. After an
  /// error the reader is of no further use.
  [[nodiscard]] Result<std::optional<Record>> next();

 private:
  Reader(MemberStream stream, ReadLimits limits, std::string where);
  [[nodiscard]] Error fault(ErrorCode code, std::string_view what) const;
  [[nodiscard]] Result<bool> skip_line_breaks();
  [[nodiscard]] Result<std::string> read_head();
  [[nodiscard]] Result<void> read_block(std::uint64_t length, Record& record);
  [[nodiscard]] Result<void> finish_record();

  MemberStream stream_;
  ReadLimits limits_;
  std::string where_;
  std::uint64_t record_start_ = 0;
};

}  // namespace gweval::warc
