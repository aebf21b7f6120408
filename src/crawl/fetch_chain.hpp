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
  bool is_whole = false;  // a recheck of what the page says, not only of its being there
};

/// Asks whether a site answers by https, or by http, at all.
[[nodiscard]] constexpr bool is_scheme_probe(FetchPurpose purpose) {
  return purpose == FetchPurpose::https_probe || purpose == FetchPurpose::http_probe;
}

enum class Method { get, head, get_first_byte, post };

/// Of an earlier capture, to be told if nothing has changed (RFC 9110 §13.1). Empty: not known.
struct Validators {
  std::string etag;
  std::string last_modified;
  [[nodiscard]] bool empty() const { return etag.empty() && last_modified.empty(); }
};

/// Those of a fetch that may be asked for again in this way.
[[nodiscard]] Validators validators_of(const Fetch& fetch);

/// One exchange to ask for.
struct Hop {
  std::string url;
  Method method = Method::get;
  Validators validators = {};
  bool accepts_any_certificate = false;
  std::string body = {};  // of a posted search form
  FetchPurpose purpose = FetchPurpose::page;
  bool is_answer_enough = false;  // what is on the page is not read
};

/// What became of a hop.
struct HopResult {
  FetchOutcome outcome = FetchOutcome::response;
  std::string detail;
  std::optional<Exchange> exchange;  // if a response head was received
  Timings timings;
  std::optional<Certificate> certificate;
  std::string remote_address;
  std::string fetched_at;             // ISO 8601 UTC
  bool is_network_in_doubt = false;   // may be our own network's failure: no resolver, no route
  bool is_certificate_fault = false;  // nothing but the certificate stood in the way
  bool was_held_up = false;           // we made it wait for memory, and its time ran out
  bool is_absent = false;             // the archive asked has no answer: nothing is known
};

/// How long an answer of 429 or 503 asks to be left alone (RFC 9110 §10.2.3), up to what a crawl
/// can wait; 0 where it does not say.
[[nodiscard]] std::chrono::milliseconds retry_after_of(const Fetch& fetch);
[[nodiscard]] std::chrono::milliseconds retry_after_of(const Exchange& exchange);

class FetchChain {
 public:
  enum class Next { ask, ask_later, finished };

  FetchChain(FetchRequest request, int max_redirects, std::chrono::milliseconds delay);

  [[nodiscard]] const FetchRequest& request() const { return request_; }
  [[nodiscard]] const Hop& hop() const { return hop_; }
  /// Pause before asking after Next::ask_later.
  [[nodiscard]] std::chrono::milliseconds pause() const;

  Next take(HopResult result);

  /// Asks under condition from now on.
  void set_validators(Validators validators);
  /// The answer was that nothing has changed since the validators were given.
  [[nodiscard]] bool is_not_modified() const;
  /// Asks on without judging the certificate, whose fault is noted with what is fetched. Says
  /// whether that is of use: probes tell of the certificate itself.
  bool accept_certificate(const std::string& fault);

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
  [[nodiscard]] bool is_cookie_wall() const;

  FetchRequest request_;
  Validators validators_;
  int max_redirects_;
  std::chrono::milliseconds delay_;
  Hop hop_;
  Capture capture_;
  bool is_network_in_doubt_ = false;
  int times_held_up_ = 0;
  bool has_tried_session_ = false;
  std::string certificate_fault_;             // of the origin we were told to accept
  std::chrono::milliseconds retry_after_{0};  // as the server asked
};

}  // namespace gweval
