#pragma once
// One fetch from the URL asked to what became of it: follows redirects hop by hop, tries again
// after failures of the connection, falls back from HEAD to GET. Decides only; asking is the
// caller's.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gweval/capture.hpp"
#include "gweval/fetch.hpp"

namespace gweval {

struct FetchRequest {
  std::string url;  // canonical
  FetchPurpose purpose = FetchPurpose::page;
  int depth = 0;
  std::string found_on = {};
  bool is_start = false;  // the site's start address
};

enum class Method { get, head, get_first_byte };

/// One exchange to ask for.
struct Hop {
  std::string url;
  Method method = Method::get;
};

/// What became of a hop.
struct HopResult {
  FetchOutcome outcome = FetchOutcome::response;
  std::string detail;
  std::optional<Exchange> exchange;  // if a response head was received
  Timings timings;
  std::optional<Certificate> certificate;
  std::string remote_address;
  std::string fetched_at;            // ISO 8601 UTC
  bool is_network_in_doubt = false;  // may be our own network's failure: no resolver, no route
  bool is_absent = false;            // the archive asked has no answer: nothing is known
};

class FetchChain {
 public:
  enum class Next { ask, ask_later, finished };

  FetchChain(FetchRequest request, int max_redirects, std::chrono::milliseconds delay);

  [[nodiscard]] const FetchRequest& request() const { return request_; }
  [[nodiscard]] const Hop& hop() const { return hop_; }
  /// Pause before asking after Next::ask_later.
  [[nodiscard]] std::chrono::milliseconds pause() const;

  Next take(HopResult result);

  /// Ends it without asking for the present hop.
  void refuse(FetchOutcome outcome, std::string detail);

  /// Ends it as another fetch of the same origin ended that never got through to it.
  void refuse_like(const Fetch& failure);

  [[nodiscard]] bool is_network_in_doubt() const { return is_network_in_doubt_; }

  /// What was found; call once, at the end.
  [[nodiscard]] Capture finish();

 private:
  Next follow(const std::string& location);
  Next fail(FetchOutcome outcome, std::string detail);
  Next restart(Method method, Next next);
  [[nodiscard]] bool should_try_again() const;

  FetchRequest request_;
  int max_redirects_;
  std::chrono::milliseconds delay_;
  Hop hop_;
  Capture capture_;
  bool is_network_in_doubt_ = false;
};

}  // namespace gweval
