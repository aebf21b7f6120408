#pragma once
// Waiting for libcurl's sockets and its timer (libcurl's "multi socket" interface): a wait costs
// what became ready, where curl_multi_poll() and curl_multi_perform() cost what is open.

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <optional>

#include "gweval/result.hpp"

namespace gweval {

/// Used by one thread, but for wake_up().
class SocketWatch {
 public:
  /// Takes over the socket and timer callbacks of `multi`, which must outlive it.
  /// ErrorCode::network if the system has no descriptor left.
  [[nodiscard]] static Result<std::unique_ptr<SocketWatch>> create(CURLM* multi);
  ~SocketWatch();
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;

  /// Lets libcurl work on what its timer asks for, if that is due: transfers just added, too.
  void work_if_due();

  /// Waits up to `wait` for sockets, the timer or wake_up(), and lets libcurl work on what is
  /// ready.
  void wait_and_work(std::chrono::milliseconds wait);

  /// Ends a wait at once; the one function other threads may call.
  void wake_up();

 private:
  using Clock = std::chrono::steady_clock;
  SocketWatch(CURLM* multi, int epoll, int waker);
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* is_known);
  static int on_timer(CURLM*, long milliseconds, void* self);
  [[nodiscard]] int wait_of(std::chrono::milliseconds longest) const;

  CURLM* multi_;
  int epoll_;
  int waker_;
  std::optional<Clock::time_point> timer_;
};

}  // namespace gweval
