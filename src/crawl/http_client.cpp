#include "crawl/http_client.hpp"

#include <curl/curl.h>
#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "crawl/clock_text.hpp"
#include "crawl/http_transfer.hpp"
#include "crawl/socket_watch.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// Of what is only checked: enough for any error page, little of a large download.
constexpr std::int64_t kCheckBodyBytes = 64 * 1024;
constexpr long kIdleConnections = 512;

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

std::string host_and_port_of(const std::string& url) {
  const auto parsed = parse_url(url);
  return parsed ? parsed->host + ":" + std::to_string(effective_port(*parsed)) : std::string();
}

}  // namespace

struct HttpClient::State {
  HttpClientOptions options;
  CURLM* multi = nullptr;
  std::unique_ptr<SocketWatch> watch;
  Slist connect_to;
  Slist get_headers;
  std::map<std::uint64_t, std::unique_ptr<Transfer>> transfers;
  std::vector<Easy> spare;
  BodyBudget budget;
  // A connection that is used again shows no certificate again.
  std::unordered_map<std::string, Certificate> certificates;

  ~State() {
    for (auto& [id, transfer] : transfers) curl_multi_remove_handle(multi, transfer->easy.get());
    transfers.clear();
    spare.clear();
    watch.reset();
    if (multi != nullptr) curl_multi_cleanup(multi);
  }

  HopResult result_of(Transfer& transfer, CURLcode code);
  void forget(std::uint64_t id);
  void resume_paused();
  void collect(std::vector<Finished>& finished);
};

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
  result.was_held_up = transfer.was_paused && code == CURLE_OPERATION_TIMEDOUT;
  result.is_certificate_fault =
      code == CURLE_PEER_FAILED_VERIFICATION && !transfer.hop.accepts_any_certificate;
  result.is_network_in_doubt =
      code == CURLE_COULDNT_RESOLVE_HOST ||
      (code == CURLE_COULDNT_CONNECT && (os_error == ENETUNREACH || os_error == ENETDOWN));
  if (transfer.hop.url.starts_with("https:")) {
    Certificate& known = certificates[host_and_port_of(transfer.hop.url)];
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
    exchange.body.shrink_to_fit();  // it grew by doubling
    exchange.truncated = code != CURLE_OK;
    result.exchange = std::move(exchange);
  } else if (result.outcome == FetchOutcome::response) {
    result.outcome = FetchOutcome::protocol_error;
  }
  return result;
}

void HttpClient::State::forget(std::uint64_t id) {
  const auto found = transfers.find(id);
  if (found == transfers.end()) return;
  budget.running -= std::min(budget.running, found->second->counted_bytes);
  transfers.erase(found);
}

void HttpClient::State::resume_paused() {
  if (!budget.has_paused) return;
  budget.has_paused = false;
  for (auto& [id, transfer] : transfers) {
    if (!transfer->is_paused) continue;
    budget.has_paused = true;
    if (!budget.has_room_for(CURL_MAX_WRITE_SIZE) && id != budget.favourite) continue;
    transfer->is_paused = false;
    curl_easy_pause(transfer->easy.get(), CURLPAUSE_CONT);
  }
}

void HttpClient::State::collect(std::vector<Finished>& finished) {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    finished.push_back({transfer->id, result_of(*transfer, code)});
    curl_multi_remove_handle(multi, transfer->easy.get());
    curl_easy_reset(transfer->easy.get());
    spare.push_back(std::move(transfer->easy));
    forget(transfer->id);
  }
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
  state->budget.limit = state->options.max_bodies_bytes;
  state->multi = global == CURLE_OK ? curl_multi_init() : nullptr;
  state->get_headers = make_slist(header_lines({}));
  state->connect_to = make_slist(state->options.connect_to);
  if (state->multi == nullptr || state->get_headers == nullptr) {
    return Error{ErrorCode::network, "libcurl could not start"};
  }
  curl_multi_setopt(state->multi, CURLMOPT_MAXCONNECTS, kIdleConnections);
  GWEVAL_TRY(state->watch, SocketWatch::create(state->multi));
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
  const bool is_read =
      (hop.method == Method::get || hop.method == Method::post) && !hop.is_answer_enough;
  transfer->max_body_bytes = is_read ? state_->options.max_body_bytes
                                     : std::min(state_->options.max_body_bytes, kCheckBodyBytes);
  transfer->fetched_at = utc_now_text();
  if (state_->spare.empty()) {
    transfer->easy.reset(curl_easy_init());
  } else {
    transfer->easy = std::move(state_->spare.back());
    state_->spare.pop_back();
  }
  configure_transfer(*transfer, state_->options, state_->connect_to.get(),
                     state_->get_headers.get());
  transfer->budget = &state_->budget;
  curl_multi_add_handle(state_->multi, transfer->easy.get());
  state_->transfers.emplace(id, std::move(transfer));
}

void HttpClient::cancel(std::uint64_t id) {
  const auto found = state_->transfers.find(id);
  if (found == state_->transfers.end()) return;
  curl_multi_remove_handle(state_->multi, found->second->easy.get());
  state_->forget(id);
}

void HttpClient::bound_bodies(std::size_t held_elsewhere, std::uint64_t favourite) {
  state_->budget.held_elsewhere = held_elsewhere;
  state_->budget.favourite = favourite;
}

bool HttpClient::waits_for_memory() const {
  return state_->budget.has_paused;
}

std::size_t HttpClient::running() const {
  return state_->transfers.size();
}

void HttpClient::poll(std::chrono::milliseconds wait, std::vector<Finished>& finished) {
  const std::size_t before = finished.size();
  state_->resume_paused();
  state_->watch->work_if_due();  // also for transfers just started or resumed
  state_->collect(finished);
  if (finished.size() != before) return;
  state_->watch->wait_and_work(wait);
  state_->collect(finished);
}

void HttpClient::wake_up() {
  state_->watch->wake_up();
}

}  // namespace gweval
