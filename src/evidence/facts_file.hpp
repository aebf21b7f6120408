#pragma once
// facts.sqlite while it is written: opening, batches, and the byte length of the archive that every
// batch commits with it, by which the two are held together after a crash. Until it is settled the
// file bears another name: what a killed run leaves under that is never read, the archive has it.

#include <cstdint>
#include <filesystem>
#include <memory>

#include "evidence/facts_writer.hpp"
#include "evidence/sqlite.hpp"
#include "gweval/result.hpp"

namespace gweval::evidence {

class FactsFile {
 public:
  /// Opens or makes the file. A damaged one, one of an older schema or one that was not settled is
  /// made anew and empty: the archive holds all that was in it. ErrorCode::unsupported if it is of
  /// a later schema.
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

  [[nodiscard]] Result<void> commit(std::uint64_t archive_bytes);

  void roll_back();

  /// Brings the file to the disk, and to its name. The archive must have reached the disk before:
  /// facts never outlive it.
  [[nodiscard]] Result<void> settle();

 private:
  FactsFile(sqlite::Database database, std::filesystem::path path);
  [[nodiscard]] static Result<std::unique_ptr<FactsFile>> try_open(
      const std::filesystem::path& path);

  std::filesystem::path path_;  // once settled; empty for a file without a name
  sqlite::Database database_;
  FactsWriter writer_;
  bool in_batch_ = false;
  bool is_settled_ = false;
};

}  // namespace gweval::evidence
