#include "crawl/http_transfer.hpp"

#include <sys/socket.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "crawl/address_guard.hpp"

namespace gweval {
namespace {

// A connection that brings less than this for half the request's time is given up.
constexpr long kLowSpeedBytesPerSecond = 16;

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view line(data, size * count);
  if (transfer.is_head_complete) {
    if (!is_interim(transfer.response_head)) return line.size();  // a trailer
    transfer.response_head.clear();
    transfer.is_head_complete = false;
  }
  transfer.head_bytes += line.size();
  if (transfer.head_bytes > kMaxHeadBytes) {
    transfer.is_head_too_long = true;
    return 0;
  }
  transfer.response_head += line;
  transfer.is_head_complete = line == "\r\n" || line == "\n";
  return line.size();
}

// Taken of any body even where memory is full: pages of common size must not wait for those that
// fill it.
constexpr std::size_t kAlwaysTaken = 64 * 1024;

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view chunk(data, size * count);
  const auto room = static_cast<std::size_t>(transfer.max_body_bytes -
                                             static_cast<std::int64_t>(transfer.body.size()));
  BodyBudget& budget = *transfer.budget;
  const bool is_small = transfer.body.size() + chunk.size() <= kAlwaysTaken;
  if (!is_small && !budget.has_room_for(chunk.size()) && budget.favourite != transfer.id) {
    transfer.is_paused = transfer.was_paused = budget.has_paused = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  budget.running += std::min(chunk.size(), room);
  transfer.counted_bytes += std::min(chunk.size(), room);
  transfer.body += chunk.substr(0, room);
  if (chunk.size() <= room) return chunk.size();
  transfer.is_body_cut = true;
  return 0;
}

int on_debug(CURL* /*easy*/, curl_infotype type, char* data, std::size_t size, void* self) {
  const bool is_sent = type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT;
  if (is_sent) static_cast<Transfer*>(self)->request_head.append(data, size);
  return 0;
}

// The one place connections come from: what is not allowed gets no socket.
curl_socket_t on_open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  const auto& allows = transfer.options->allows_address;
  if (!(allows ? allows(address->addr) : is_public_address(address->addr))) {
    transfer.refused_address = address_text(address->addr);
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode on_ssl_context(CURL* /*easy*/, void* context, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  return watch_certificate(context, &transfer.watch, transfer.options->ca_file)
             ? CURLE_OK
             : CURLE_SSL_CACERT_BADFILE;
}

long milliseconds(CURL* easy, CURLINFO info) {
  curl_off_t microseconds = 0;
  if (curl_easy_getinfo(easy, info, &microseconds) != CURLE_OK || microseconds <= 0) return -1;
  return static_cast<long>(microseconds / 1000);
}

}  // namespace

bool is_interim(std::string_view head) {
  const std::size_t blank = head.find(' ');
  return blank != std::string_view::npos && head.substr(blank + 1, 1) == "1";
}

FetchOutcome outcome_of(CURLcode code, const Transfer& transfer) {
  switch (code) {
    case CURLE_OK:
      return FetchOutcome::response;
    case CURLE_COULDNT_RESOLVE_HOST:
      return FetchOutcome::name_not_resolved;
    case CURLE_COULDNT_CONNECT:
      return transfer.refused_address.empty() ? FetchOutcome::connect_failed
                                              : FetchOutcome::address_refused;
    case CURLE_OPERATION_TIMEDOUT:
      return FetchOutcome::timed_out;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return FetchOutcome::tls_failed;
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
      return FetchOutcome::connect_failed;
    case CURLE_RECV_ERROR:
      return transfer.is_head_complete ? FetchOutcome::protocol_error
                                       : FetchOutcome::connect_failed;
    case CURLE_PARTIAL_FILE:
      return FetchOutcome::response;  // ended early: what came is kept and marked
    case CURLE_WRITE_ERROR:
      return transfer.is_body_cut ? FetchOutcome::response : FetchOutcome::protocol_error;
    default:
      return FetchOutcome::protocol_error;
  }
}

namespace {

/// libcurl's " after 12 ms" and " after 30001 milliseconds" are cut out: what is published must not
/// differ between two equal failures.
std::string without_timing(std::string text) {
  const std::size_t start = text.find(" after ");
  if (start == std::string::npos) return text;
  const std::size_t digits = start + std::string_view(" after ").size();
  std::size_t end = text.find_first_not_of("0123456789", digits);
  if (end == std::string::npos || end == digits) return text;
  for (const std::string_view unit : {" milliseconds", " ms"}) {
    if (text.compare(end, unit.size(), unit) != 0) continue;
    text.erase(start, end + unit.size() - start);
    return text;
  }
  return text;
}

}  // namespace

std::string detail_of(CURLcode code, const Transfer& transfer, FetchOutcome outcome) {
  if (outcome == FetchOutcome::address_refused) {
    return "address " + transfer.refused_address + " is private or reserved";
  }
  if (transfer.is_head_too_long) {
    return "headers are longer than " + std::to_string(kMaxHeadBytes) + " bytes";
  }
  // libcurl's own limit for a line, which it reports as lack of memory.
  if (code == CURLE_OUT_OF_MEMORY) return "a header line is longer than 100 KiB";
  if (transfer.is_body_cut) {
    return "body cut at " + std::to_string(transfer.max_body_bytes) + " bytes";
  }
  if (code == CURLE_OK) return {};
  const std::string text =
      transfer.error[0] != 0 ? transfer.error.data() : curl_easy_strerror(code);
  return std::string(truncate_utf8(to_valid_utf8(without_timing(text)), 500));
}

Timings timings_of(CURL* easy) {
  Timings timings;
  timings.name_lookup_ms = milliseconds(easy, CURLINFO_NAMELOOKUP_TIME_T);
  timings.connect_ms = milliseconds(easy, CURLINFO_CONNECT_TIME_T);
  timings.tls_ms = milliseconds(easy, CURLINFO_APPCONNECT_TIME_T);
  timings.first_byte_ms = milliseconds(easy, CURLINFO_STARTTRANSFER_TIME_T);
  timings.total_ms = milliseconds(easy, CURLINFO_TOTAL_TIME_T);
  return timings;
}

void configure_transfer(Transfer& transfer, const HttpClientOptions& options,
                        curl_slist* connect_to, curl_slist* headers) {
  CURL* easy = transfer.easy.get();
  const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
  set(CURLOPT_URL, transfer.hop.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_HTTP09_ALLOWED, 0L);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_PROXY, "");  // the environment's proxies are not the site's
  set(CURLOPT_NOPROXY, "*");
  set(CURLOPT_USERAGENT, options.user_agent.c_str());
  const bool is_conditional = transfer.conditional_headers != nullptr;
  set(CURLOPT_HTTPHEADER, is_conditional ? transfer.conditional_headers.get() : headers);
  set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // the archive keeps what was sent
  set(CURLOPT_CONNECT_TO, connect_to);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.request_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytesPerSecond);
  set(CURLOPT_LOW_SPEED_TIME,
      std::max(1L, static_cast<long>(options.request_timeout.count()) / 2000));
  if (transfer.hop.accepts_any_certificate) {
    set(CURLOPT_SSL_VERIFYPEER, 0L);
    set(CURLOPT_SSL_VERIFYHOST, 0L);
  }
  set(CURLOPT_SSL_SESSIONID_CACHE, 0L);  // a resumed session shows no certificate
  set(CURLOPT_SSL_CTX_FUNCTION, on_ssl_context);
  set(CURLOPT_SSL_CTX_DATA, &transfer);
  set(CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  set(CURLOPT_OPENSOCKETDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, on_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_WRITEFUNCTION, on_body);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_VERBOSE, 1L);  // the only way to the request head as sent
  set(CURLOPT_DEBUGFUNCTION, on_debug);
  set(CURLOPT_DEBUGDATA, &transfer);
  set(CURLOPT_ERRORBUFFER, transfer.error.data());
  set(CURLOPT_PRIVATE, &transfer);
  if (transfer.hop.method == Method::head) set(CURLOPT_NOBODY, 1L);
  if (transfer.hop.method == Method::post) {
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(transfer.hop.body.size()));
    set(CURLOPT_POSTFIELDS, transfer.hop.body.data());  // lives as long as the transfer
  }
  if (transfer.hop.method == Method::get_first_byte) set(CURLOPT_RANGE, "0-0");
}

}  // namespace gweval
