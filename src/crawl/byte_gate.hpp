#pragma once
// A bound on what several threads have in work at once, counted in bytes.

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace gweval {

/// Threads enter with what they are about to work on and wait while that is too much together. One
/// alone is let in whatever its size.
class ByteGate {
 public:
  explicit ByteGate(std::size_t limit) : limit_(limit) {}
  ByteGate(const ByteGate&) = delete;
  ByteGate& operator=(const ByteGate&) = delete;

  /// Holds the bytes in the gate for as long as it lives.
  class Pass {
   public:
    Pass(ByteGate& gate, std::size_t bytes) : gate_(gate), bytes_(bytes) { gate_.enter(bytes_); }
    ~Pass() { gate_.leave(bytes_); }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;

   private:
    ByteGate& gate_;
    std::size_t bytes_;
  };

 private:
  void enter(std::size_t bytes) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [this, bytes] { return inside_ == 0 || inside_ + bytes <= limit_; });
    inside_ += bytes;
  }
  void leave(std::size_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      inside_ -= bytes;
    }
    has_room_.notify_all();
  }

  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable has_room_;
  std::size_t inside_ = 0;
};

}  // namespace gweval
