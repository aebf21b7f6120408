#include "crawl/archive_client.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "evidence/archived_answer.hpp"
#include "web/posted_url.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// Read at once: enough that the workers have something to do, little enough to stay in memory.
constexpr std::size_t kAnswersAtOnce = 8;

}  // namespace

struct ArchiveClient::Bell {
  std::mutex mutex;
  std::condition_variable rung;
  bool is_rung = false;
};

ArchiveClient::ArchiveClient(const evidence::CaptureIndex& index, std::int64_t max_body_bytes,
                             std::optional<Error>& fault)
    : index_(&index),
      max_body_bytes_(max_body_bytes),
      fault_(&fault),
      bell_(std::make_unique<Bell>()) {}

ArchiveClient::~ArchiveClient() = default;

void ArchiveClient::start(std::uint64_t id, const Hop& hop) {
  waiting_.push_back({id, hop});
}

void ArchiveClient::cancel(std::uint64_t id) {
  std::erase_if(waiting_, [id](const Waiting& waiting) { return waiting.id == id; });
}

std::size_t ArchiveClient::running() const {
  return waiting_.size();
}

void ArchiveClient::poll(std::chrono::milliseconds wait, std::vector<Finished>& finished) {
  if (waiting_.empty()) {
    std::unique_lock lock(bell_->mutex);
    bell_->rung.wait_for(lock, wait, [this] { return bell_->is_rung; });
    bell_->is_rung = false;
    return;
  }
  for (std::size_t count = 0; count < kAnswersAtOnce && !waiting_.empty(); ++count) {
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    finished.push_back({next.id, answer(next.hop)});
  }
}

void ArchiveClient::wake_up() {
  const std::lock_guard lock(bell_->mutex);
  bell_->is_rung = true;
  bell_->rung.notify_one();
}

const evidence::IndexedCapture* ArchiveClient::find(const Hop& hop) const {
  // One capture is one look: it cannot confirm itself.
  if (hop.purpose == FetchPurpose::recheck) return index_->find_second_look(hop.url);
  if (hop.method == Method::post) {
    const std::string posted = posted_url(hop.url, hop.body);
    return index_->find(canonical_url(posted).value_or(posted), false, hop.purpose);
  }
  const bool is_head = hop.method == Method::head;
  const auto* capture = index_->find(hop.url, is_head, hop.purpose);
  // Others check links by GET, which says what HEAD would.
  return capture == nullptr && is_head ? index_->find(hop.url, false, hop.purpose) : capture;
}

HopResult ArchiveClient::answer(const Hop& hop) {
  HopResult result;
  const auto* capture = find(hop);
  result.is_absent = capture == nullptr;
  if (capture == nullptr) return result;
  auto read = evidence::read_answer(*index_, *capture, max_body_bytes_);
  if (!read) {
    if (!*fault_) *fault_ = std::move(read).error();
    result.is_absent = true;
    return result;
  }
  result.exchange = std::move(read->exchange);
  if (result.exchange) {
    result.exchange->url = hop.url;
    result.remote_address = result.exchange->remote_address;
    result.fetched_at = result.exchange->fetched_at;
  }
  if (read->is_body_cut) {
    result.detail = "body cut at " + std::to_string(max_body_bytes_) + " bytes";
  }
  if (!read->fetch) return result;
  Fetch& fetch = *read->fetch;
  const bool is_failure = !result.exchange || fetch.outcome == FetchOutcome::timed_out ||
                          fetch.outcome == FetchOutcome::protocol_error ||
                          fetch.outcome == FetchOutcome::connect_failed;
  if (is_failure) result.outcome = fetch.outcome;
  if (result.detail.empty()) result.detail = std::move(fetch.detail);
  result.timings = fetch.timings;
  result.certificate = std::move(fetch.certificate);
  result.remote_address = std::move(fetch.remote_address);
  if (!result.exchange) result.fetched_at = std::move(fetch.fetched_at);
  return result;
}

}  // namespace gweval
