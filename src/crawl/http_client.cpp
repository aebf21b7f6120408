#include "crawl/http_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/utf8.hpp"
#include "crawl/address_guard.hpp"
#include "crawl/certificate_facts.hpp"
#include "crawl/clock_text.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// A connection that brings less than this for half the request's time is given up.
constexpr long kLowSpeedBytesPerSecond = 16;
// Of a link that is only checked: enough for any error page, little of a large download.
constexpr std::int64_t kLinkCheckBodyBytes = 64 * 1024;
constexpr long kIdleConnections = 512;

struct SlistDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Slist = std::unique_ptr<curl_slist, SlistDeleter>;

Slist make_slist(const std::vector<std::string>& lines) {
  Slist list;
  for (const std::string& line : lines) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) return nullptr;
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

std::vector<std::string> header_lines(const Validators& validators) {
  std::vector<std::string> lines{"Accept: text/html,application/xhtml+xml,*/*;q=0.8",
                                 "Accept-Language: zh-CN,zh;q=0.9,en;q=0.5",
                                 "Accept-Encoding: gzip, deflate"};
  if (!validators.etag.empty()) lines.push_back("If-None-Match: " + validators.etag);
  if (!validators.last_modified.empty()) {
    lines.push_back("If-Modified-Since: " + validators.last_modified);
  }
  return lines;
}

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

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
  std::string body;
  bool is_body_cut = false;
  bool is_head_too_long = false;
  std::string refused_address;
  CertificateWatch watch;
  std::array<char, CURL_ERROR_SIZE> error{};
};

// RFC 9110 §15.2: interim responses come before the one that counts.
bool is_interim(std::string_view head) {
  const std::size_t blank = head.find(' ');
  return blank != std::string_view::npos && head.substr(blank + 1, 1) == "1";
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view line(data, size * count);
  if (transfer.is_head_complete) {
    if (!is_interim(transfer.response_head)) return line.size();  // a trailer
    transfer.response_head.clear();
    transfer.is_head_complete = false;
  }
  if (transfer.response_head.size() + line.size() > kMaxHeadBytes) {
    transfer.is_head_too_long = true;
    return 0;
  }
  transfer.response_head += line;
  transfer.is_head_complete = line == "\r\n" || line == "\n";
  return line.size();
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view chunk(data, size * count);
  const auto room = static_cast<std::size_t>(transfer.max_body_bytes -
                                             static_cast<std::int64_t>(transfer.body.size()));
  transfer.body += chunk.substr(0, room);
  if (chunk.size() <= room) return chunk.size();
  transfer.is_body_cut = true;
  return 0;
}

int on_debug(CURL* /*easy*/, curl_infotype type, char* data, std::size_t size, void* self) {
  if (type == CURLINFO_HEADER_OUT) static_cast<Transfer*>(self)->request_head.append(data, size);
  return 0;
}

// The one place connections come from: what is not allowed gets no socket.
curl_socket_t on_open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.options->allow_private && !is_public_address(address->addr)) {
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

std::string detail_of(CURLcode code, const Transfer& transfer, FetchOutcome outcome) {
  if (outcome == FetchOutcome::address_refused) {
    return "address " + transfer.refused_address + " is private or reserved";
  }
  if (transfer.is_head_too_long) {
    return "headers are longer than " + std::to_string(kMaxHeadBytes) + " bytes";
  }
  if (transfer.is_body_cut) {
    return "body cut at " + std::to_string(transfer.max_body_bytes) + " bytes";
  }
  if (code == CURLE_OK) return {};
  const std::string text =
      transfer.error[0] != 0 ? transfer.error.data() : curl_easy_strerror(code);
  return std::string(truncate_utf8(to_valid_utf8(without_timing(text)), 500));
}

long milliseconds(CURL* easy, CURLINFO info) {
  curl_off_t microseconds = 0;
  if (curl_easy_getinfo(easy, info, &microseconds) != CURLE_OK || microseconds <= 0) return -1;
  return static_cast<long>(microseconds / 1000);
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

std::string origin_of(const std::string& url) {
  const auto parsed = parse_url(url);
  return parsed ? parsed->host + ":" + std::to_string(effective_port(*parsed)) : std::string();
}

}  // namespace

struct HttpClient::State {
  HttpClientOptions options;
  CURLM* multi = nullptr;
  Slist connect_to;
  Slist get_headers;
  std::unordered_map<std::uint64_t, std::unique_ptr<Transfer>> transfers;
  std::vector<Easy> spare;
  // A connection that is used again shows no certificate again.
  std::unordered_map<std::string, Certificate> certificates;

  ~State() {
    for (auto& [id, transfer] : transfers) curl_multi_remove_handle(multi, transfer->easy.get());
    transfers.clear();
    spare.clear();
    if (multi != nullptr) curl_multi_cleanup(multi);
  }

  void configure(Transfer& transfer) const;
  HopResult result_of(Transfer& transfer, CURLcode code);
};

void HttpClient::State::configure(Transfer& transfer) const {
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
  set(CURLOPT_HTTPHEADER, is_conditional ? transfer.conditional_headers.get() : get_headers.get());
  set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // the archive keeps what was sent
  set(CURLOPT_CONNECT_TO, connect_to.get());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.request_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytesPerSecond);
  set(CURLOPT_LOW_SPEED_TIME,
      std::max(1L, static_cast<long>(options.request_timeout.count()) / 2000));
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
  if (transfer.hop.method == Method::get_first_byte) set(CURLOPT_RANGE, "0-0");
}

HopResult HttpClient::State::result_of(Transfer& transfer, CURLcode code) {
  CURL* easy = transfer.easy.get();
  HopResult result;
  result.outcome = outcome_of(code, transfer);
  result.detail = detail_of(code, transfer, result.outcome);
  result.timings = timings_of(easy);
  result.fetched_at = std::move(transfer.fetched_at);
  const char* address = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != nullptr) {
    result.remote_address = address;
  }
  long os_error = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &os_error);
  result.is_network_in_doubt =
      code == CURLE_COULDNT_RESOLVE_HOST ||
      (code == CURLE_COULDNT_CONNECT && (os_error == ENETUNREACH || os_error == ENETDOWN));
  if (transfer.hop.url.starts_with("https:")) {
    Certificate& known = certificates[origin_of(transfer.hop.url)];
    if (transfer.watch.certificate) known = *std::move(transfer.watch.certificate);
    if (!known.subject.empty() || !known.names.empty()) result.certificate = known;
    if (code == CURLE_PEER_FAILED_VERIFICATION && result.certificate &&
        result.certificate->verify_error.empty()) {
      result.certificate->verify_error = result.detail;  // the chain is right, the name is not
    }
  }
  if (transfer.is_head_complete && !is_interim(transfer.response_head)) {
    Exchange exchange;
    exchange.url = transfer.hop.url;
    exchange.fetched_at = result.fetched_at;
    exchange.remote_address = result.remote_address;
    exchange.request_head = std::move(transfer.request_head);
    exchange.response_head = std::move(transfer.response_head);
    exchange.body = std::move(transfer.body);
    exchange.truncated = code != CURLE_OK;
    result.exchange = std::move(exchange);
  } else if (result.outcome == FetchOutcome::response) {
    result.outcome = FetchOutcome::protocol_error;
  }
  return result;
}

HttpClient::HttpClient(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpClient::~HttpClient() = default;

Result<std::unique_ptr<HopClient>> HttpClient::create(HttpClientOptions options) {
  static std::once_flag once;
  static CURLcode global = CURLE_FAILED_INIT;
  std::call_once(once, [] { global = curl_global_init(CURL_GLOBAL_DEFAULT); });
  if (!options.ca_file.empty()) GWEVAL_CHECK(check_trust_anchors(options.ca_file));
  auto state = std::make_unique<State>();
  state->options = std::move(options);
  state->multi = global == CURLE_OK ? curl_multi_init() : nullptr;
  state->get_headers = make_slist(header_lines({}));
  state->connect_to = make_slist(state->options.connect_to);
  if (state->multi == nullptr || state->get_headers == nullptr) {
    return Error{ErrorCode::network, "libcurl could not start"};
  }
  curl_multi_setopt(state->multi, CURLMOPT_MAXCONNECTS, kIdleConnections);
  return std::unique_ptr<HopClient>(new HttpClient(std::move(state)));
}

void HttpClient::start(std::uint64_t id, const Hop& hop) {
  auto transfer = std::make_unique<Transfer>();
  transfer->id = id;
  transfer->hop = hop;
  transfer->options = &state_->options;
  if (!hop.validators.empty()) {
    transfer->conditional_headers = make_slist(header_lines(hop.validators));
  }
  transfer->max_body_bytes = hop.method == Method::get
                                 ? state_->options.max_body_bytes
                                 : std::min(state_->options.max_body_bytes, kLinkCheckBodyBytes);
  transfer->fetched_at = utc_now_text();
  if (state_->spare.empty()) {
    transfer->easy.reset(curl_easy_init());
  } else {
    transfer->easy = std::move(state_->spare.back());
    state_->spare.pop_back();
  }
  state_->configure(*transfer);
  curl_multi_add_handle(state_->multi, transfer->easy.get());
  state_->transfers.emplace(id, std::move(transfer));
}

void HttpClient::cancel(std::uint64_t id) {
  const auto found = state_->transfers.find(id);
  if (found == state_->transfers.end()) return;
  curl_multi_remove_handle(state_->multi, found->second->easy.get());
  state_->transfers.erase(found);
}

std::size_t HttpClient::running() const {
  return state_->transfers.size();
}

void HttpClient::poll(std::chrono::milliseconds wait, std::vector<Finished>& finished) {
  int running = 0;
  const std::size_t before = finished.size();
  const auto collect = [&] {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(state_->multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      Transfer* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      finished.push_back({transfer->id, state_->result_of(*transfer, code)});
      curl_multi_remove_handle(state_->multi, transfer->easy.get());
      curl_easy_reset(transfer->easy.get());
      state_->spare.push_back(std::move(transfer->easy));
      state_->transfers.erase(transfer->id);
    }
  };
  curl_multi_perform(state_->multi, &running);
  collect();
  if (finished.size() != before) return;
  curl_multi_poll(state_->multi, nullptr, 0, static_cast<int>(wait.count()), nullptr);
  curl_multi_perform(state_->multi, &running);
  collect();
}

void HttpClient::wake_up() {
  curl_multi_wakeup(state_->multi);
}

}  // namespace gweval
