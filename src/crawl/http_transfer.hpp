#pragma once
// One exchange as libcurl runs it: its settings, what its callbacks collect, and what its end
// means.

#include <curl/curl.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "crawl/certificate_facts.hpp"
#include "crawl/http_client.hpp"

namespace gweval {

struct SlistDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Slist = std::unique_ptr<curl_slist, SlistDeleter>;

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

/// Memory for bodies of all exchanges; beyond it only their beginnings are taken, and the
/// favourite, so that some end.
struct BodyBudget {
  std::size_t limit = 0;
  std::size_t held_elsewhere = 0;  // bodies that ended and wait for their turn
  std::size_t running = 0;         // of the exchanges that run
  std::uint64_t favourite = 0;     // id of the exchange that needs no leave; 0: none
  bool has_paused = false;         // some exchange waits for memory

  [[nodiscard]] bool has_room_for(std::size_t bytes) const {
    return held_elsewhere + running + bytes <= limit;
  }
};

struct Transfer {
  std::uint64_t id = 0;
  Easy easy;
  const HttpClientOptions* options = nullptr;
  Hop hop;
  Slist conditional_headers;  // of this hop alone
  std::int64_t max_body_bytes = 0;
  std::string fetched_at;
  std::string request_head;
  std::string response_head;
  bool is_head_complete = false;
  std::size_t head_bytes = 0;  // of all heads, those of interim responses too
  std::string body;
  BodyBudget* budget = nullptr;
  std::size_t counted_bytes = 0;  // in the budget
  bool is_paused = false;         // waits for memory
  bool was_paused = false;
  bool is_body_cut = false;
  bool is_head_too_long = false;
  std::string refused_address;
  CertificateWatch watch;
  std::array<char, CURL_ERROR_SIZE> error{};
};

/// RFC 9110 §15.2: interim responses come before the one that counts.
[[nodiscard]] bool is_interim(std::string_view head);

void configure_transfer(Transfer& transfer, const HttpClientOptions& options,
                        curl_slist* connect_to, curl_slist* headers);

[[nodiscard]] FetchOutcome outcome_of(CURLcode code, const Transfer& transfer);
[[nodiscard]] std::string detail_of(CURLcode code, const Transfer& transfer, FetchOutcome outcome);
[[nodiscard]] Timings timings_of(CURL* easy);

}  // namespace gweval
