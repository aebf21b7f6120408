#pragma once
// A web server for tests and for the sample portals: many hosts on 127.0.0.1, plain and TLS, files
// from a folder per host, and the misbehaviour its server.yaml asks for. It never listens on
// another address. Ready when start() returns; the destructor stops it. Thread-safe.

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gweval/result.hpp"
#include "support/loopback_config.hpp"

namespace gweval::test {

struct RequestRecord {
  std::chrono::system_clock::time_point time;  // when the request head was read
  std::string scheme;                          // http or https
  std::string method;
  std::string host;  // without port, lower case
  std::string path;  // as sent, with query
  std::string user_agent;
  int status = 0;         // of the answer; 0 when the answer has none (reset, close, garbage)
  std::string body = {};  // of a POST
};

struct LoopbackOptions {
  std::vector<HostConfig> hosts;
  int http_port = 0;                                     // 0: any free port
  int https_port = 0;                                    // 0: any free port
  int threads = 64;                                      // connections served at once; more wait
  bool keep_requests = true;                             // remember every request for requests()
  std::function<void(const RequestRecord&)> on_request;  // called from server threads
};

class LoopbackServer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<LoopbackServer>> start(LoopbackOptions options);
  /// The hosts below `root` with default options; what most tests want.
  [[nodiscard]] static Result<std::unique_ptr<LoopbackServer>> start(
      const std::filesystem::path& root);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  /// Ends connections and threads; further calls do nothing.
  void stop();

  [[nodiscard]] int http_port() const;
  [[nodiscard]] int https_port() const;
  /// The authority that signed the host certificates, PEM.
  [[nodiscard]] const std::string& ca_pem() const;
  [[nodiscard]] const std::vector<HostConfig>& hosts() const;
  /// HOST:PORT:ADDR:PORT for ports 80 and 443 of every host, as curl's --connect-to. Where a host
  /// has no such port, the entry leads to a port that refuses connections.
  [[nodiscard]] std::vector<std::string> connect_to() const;
  /// One more entry, to stand last: every other host leads to a port that refuses connections, so
  /// that nothing leaves this machine.
  [[nodiscard]] std::string connect_others() const;
  /// Requests so far, in order of arrival; empty unless keep_requests.
  [[nodiscard]] std::vector<RequestRecord> requests() const;

 private:
  struct State;
  explicit LoopbackServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gweval::test
