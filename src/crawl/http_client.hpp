#pragma once
// Single HTTP exchanges, many at once, on one thread (libcurl's multi interface). Follows nothing,
// keeps no cookies, sends no credentials, uses no proxy; checks the address of every connection.

#include <sys/socket.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crawl/hop_client.hpp"
#include "gweval/result.hpp"

namespace gweval {

struct HttpClientOptions {
  std::string user_agent;
  std::vector<std::string> connect_to;  // HOST:PORT:ADDR:PORT
  std::filesystem::path ca_file;
  std::function<bool(const sockaddr&)> allows_address;  // of every connection; empty: public ones
  std::int64_t max_body_bytes = 10 * 1024 * 1024;
  std::size_t max_bodies_bytes = std::size_t{64} * 1024 * 1024;  // of all exchanges together
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds request_timeout{30'000};
};

/// What a server may send as status line and headers; more is a protocol error.
inline constexpr std::size_t kMaxHeadBytes = 128 * 1024;

class HttpClient final : public HopClient {
 public:
  /// ErrorCode::invalid_argument for a ca_file or connect_to that cannot be used, ::network if the
  /// library cannot start.
  [[nodiscard]] static Result<std::unique_ptr<HopClient>> create(HttpClientOptions options);
  ~HttpClient() override;

  void start(std::uint64_t id, const Hop& hop) override;
  void cancel(std::uint64_t id) override;
  [[nodiscard]] std::size_t running() const override;
  void bound_bodies(std::size_t held_elsewhere, std::uint64_t favourite) override;
  [[nodiscard]] bool waits_for_memory() const override;
  void poll(std::chrono::milliseconds wait, std::vector<Finished>& finished) override;
  void wake_up() override;

 private:
  struct State;
  explicit HttpClient(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gweval
