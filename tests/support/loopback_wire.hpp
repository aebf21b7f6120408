#pragma once
// One accepted connection, plain or TLS, and the writing of answers that break HTTP on purpose.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

#include "support/loopback_reply.hpp"

namespace gweval::test {

/// Waits that end early when the server stops. Thread-safe.
class StopSignal {
 public:
  void raise();
  [[nodiscard]] bool raised() const { return raised_.load(); }
  /// False when the server is stopping.
  bool wait(std::chrono::milliseconds duration);

 private:
  std::atomic<bool> raised_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
};

/// Owns an accepted socket. Blocking reads and writes, each given up after five seconds.
class Connection {
 public:
  /// `context` null: plain TCP. Takes the socket over.
  Connection(int socket, SSL_CTX* context);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// TLS handshake; true at once for plain TCP.
  [[nodiscard]] bool accept();
  /// Waits for the next request; false on timeout, end of connection or stop.
  [[nodiscard]] bool wait_readable(std::chrono::milliseconds timeout, const StopSignal& stop) const;
  /// Bytes read or written, or -1.
  ssize_t read(char* data, std::size_t size);
  ssize_t write(const char* data, std::size_t size);
  bool write_all(std::string_view data);
  /// The peer gets a TCP reset when the connection is destroyed.
  void abort();
  [[nodiscard]] int socket() const { return socket_; }
  [[nodiscard]] bool tls() const { return context_ != nullptr; }

 private:
  int socket_;
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  bool broken_ = false;
};

/// Writes a reply that has `wire` set, fault and all. The connection is done for afterwards.
void write_on_wire(Connection& connection, const Reply& reply, bool head_only, StopSignal& stop);

}  // namespace gweval::test
