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

  /// For a client that bounds the bodies in memory: bytes of those that ended and are still held,
  /// and the id of the one exchange that may go on where memory is full (0: none).
  virtual void bound_bodies(std::size_t /*held_elsewhere*/, std::uint64_t /*favourite*/) {}
  /// Some exchange stands still until there is memory for its body.
  [[nodiscard]] virtual bool waits_for_memory() const { return false; }

  /// False where nobody is disturbed by questions: no pause between them is needed.
  [[nodiscard]] virtual bool needs_manners() const { return true; }
};

}  // namespace gweval
