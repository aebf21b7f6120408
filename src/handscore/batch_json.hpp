#pragma once
// A batch of the store as JSON (docs/hand-scoring.md, the store).

#include <string>
#include <string_view>

#include "gweval/result.hpp"
#include "handscore/store.hpp"

namespace gweval {

/// One entry a line; the same batch gives the same bytes.
[[nodiscard]] std::string to_batch_json(const Batch& batch, int number,
                                        const std::string& previous);

struct ReadBatch {
  Batch batch;
  int number = 0;
  std::string previous;
};

/// ErrorCode::invalid_input, at `where`, for anything to_batch_json() does not write.
[[nodiscard]] Result<ReadBatch> parse_batch_json(std::string_view text, const std::string& where);

}  // namespace gweval
