#pragma once
// facts.sqlite while it is written: opening, batches, and the byte length of the archive that every
// batch commits with it, by which the two are held together after a crash.

#include <cstdint>
#include <filesystem>
#include <memory>

#include "evidence/facts_writer.hpp"
#include "evidence/sqlite.hpp"
#include "gweval/result.hpp"
#include "warc/writer.hpp"

namespace gweval::evidence {

class FactsFile {
 public:
  /// Opens or makes the file. A damaged one, or one of an older schema, is made anew and empty: the
  /// archive holds all that was in it. ErrorCode::unsupported if it is of a later schema.
  [[nodiscard]] static Result<std::unique_ptr<FactsFile>> open(const std::filesystem::path& path);

  /// As open(), after removing what is there.
  [[nodiscard]] static Result<std::unique_ptr<FactsFile>> make(const std::filesystem::path& path);

  /// A file that only this object knows, and that is gone with it.
  [[nodiscard]] static Result<std::unique_ptr<FactsFile>> make_unnamed();

  [[nodiscard]] sqlite::Database& database() { return database_; }
  [[nodiscard]] FactsWriter& writer() { return writer_; }

  /// Length of the archive whose facts are committed.
  [[nodiscard]] std::uint64_t archive_bytes();

  /// Starts a batch unless one is under way.
  [[nodiscard]] Result<void> begin();

  /// Ends the batch. Now and then it moves the log into the file, after `archive` has reached the
  /// disk: facts never outlive their archive.
  [[nodiscard]] Result<void> commit(std::uint64_t archive_bytes, warc::Writer* archive);

  void roll_back();

  /// Leaves one plain file that can be read from a folder without write access.
  [[nodiscard]] Result<void> settle();

 private:
  explicit FactsFile(sqlite::Database database);
  [[nodiscard]] static Result<std::unique_ptr<FactsFile>> try_open(
      const std::filesystem::path& path);

  sqlite::Database database_;
  FactsWriter writer_;
  bool in_batch_ = false;
  bool has_log_ = false;
};

}  // namespace gweval::evidence
