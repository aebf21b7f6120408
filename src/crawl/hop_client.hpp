#pragma once
// Where the answers to single HTTP exchanges come from: the network, or an archive that others
// gathered.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "crawl/fetch_chain.hpp"

namespace gweval {

/// Used by one thread.
class HopClient {
 public:
  struct Finished {
    std::uint64_t id = 0;
    HopResult result;
  };

  HopClient() = default;
  virtual ~HopClient() = default;
  HopClient(const HopClient&) = delete;
  HopClient& operator=(const HopClient&) = delete;

  virtual void start(std::uint64_t id, const Hop& hop) = 0;
  /// Ends a running exchange without a result.
  virtual void cancel(std::uint64_t id) = 0;
  [[nodiscard]] virtual std::size_t running() const = 0;

  /// Moves all exchanges on; waits up to `wait` if none can. Ended ones are appended.
  virtual void poll(std::chrono::milliseconds wait, std::vector<Finished>& finished) = 0;

  /// Ends a poll's wait at once. The one function other threads may call.
  virtual void wake_up() = 0;

  /// Bytes of bodies that ended and are still in memory, for a client that bounds them all.
  virtual void note_held_bytes(std::size_t /*bytes*/) {}

  /// False where nobody is disturbed by questions: no pause between them is needed.
  [[nodiscard]] virtual bool needs_manners() const { return true; }
};

}  // namespace gweval
