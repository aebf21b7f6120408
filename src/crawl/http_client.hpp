#pragma once
// Single HTTP exchanges, many at once, on one thread (libcurl's multi interface). Follows nothing,
// keeps no cookies, sends no credentials, uses no proxy; checks the address of every connection.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "crawl/fetch_chain.hpp"
#include "gweval/result.hpp"

namespace gweval {

struct HttpClientOptions {
  std::string user_agent;
  std::vector<std::string> connect_to;  // HOST:PORT:ADDR:PORT
  std::filesystem::path ca_file;
  bool allow_private = false;
  std::int64_t max_body_bytes = 10 * 1024 * 1024;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds request_timeout{30'000};
};

/// What a server may send as status line and headers; more is a protocol error.
inline constexpr std::size_t kMaxHeadBytes = 128 * 1024;

class HttpClient {
 public:
  struct Finished {
    std::uint64_t id = 0;
    HopResult result;
  };

  /// ErrorCode::invalid_argument for a ca_file or connect_to that cannot be used, ::network if the
  /// library cannot start.
  [[nodiscard]] static Result<HttpClient> create(HttpClientOptions options);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  void start(std::uint64_t id, const Hop& hop);
  /// Ends a running exchange without a result.
  void cancel(std::uint64_t id);
  [[nodiscard]] std::size_t running() const;

  /// Moves all exchanges on; waits up to `wait` if none can. Ended ones are appended.
  void poll(std::chrono::milliseconds wait, std::vector<Finished>& finished);

  /// Ends a poll's wait at once. The one function other threads may call.
  void wake_up();

 private:
  struct State;
  explicit HttpClient(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gweval
