#pragma once
// Files of the store of ratings beside what they say: which batches there are, head.json, and
// whether every sheet and screenshot is the one that was imported.

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "handscore/store.hpp"

namespace gweval {

/// head.json: the newest batch, and the one that is being written.
struct StoreHead {
  RatingsHead newest;
  std::string next;  // digest of a batch that may have been added since; empty: none
};

/// Nothing if there is no head.json. ErrorCode::invalid_input if it cannot be read.
[[nodiscard]] Result<std::optional<StoreHead>> load_store_head(const std::filesystem::path& folder);
[[nodiscard]] Result<void> write_store_head(const std::filesystem::path& folder,
                                            const StoreHead& head);

/// "000007.json" of a batch's number.
[[nodiscard]] std::string batch_name(int number);

/// How many batches the folder has. ErrorCode::invalid_input for another file, or a gap.
[[nodiscard]] Result<int> count_batches(const std::filesystem::path& folder);

/// That `store`, which was read from `folder`, is what the head says.
[[nodiscard]] Result<void> check_head(const std::filesystem::path& folder,
                                      const RatingStore& store);

/// Reads every sheet and screenshot that a batch names; "sha256:<hex>" of each.
[[nodiscard]] Result<std::set<std::string>> verify_kept_files(const std::filesystem::path& folder,
                                                              const RatingStore& store);

/// Held while a batch is added, so that of two imports the second waits and then sees the first.
class StoreLock {
 public:
  [[nodiscard]] static Result<StoreLock> take(const std::filesystem::path& folder);
  ~StoreLock();
  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace gweval
