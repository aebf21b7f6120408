#include "evidence/capture_records.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/utf8.hpp"
#include "evidence/fetch_json.hpp"
#include "gweval/version.hpp"
#include "warc/http_block.hpp"
#include "warc/reader.hpp"

namespace gweval::evidence {
namespace {

constexpr std::string_view kRequestType = "application/http;msgtype=request";
constexpr std::string_view kResponseType = "application/http;msgtype=response";
constexpr std::string_view kPlanField = "gweval-plan: ";
constexpr std::string_view kRoundField = "gweval-round: ";
// WARC/1.1 §6.7.
constexpr std::string_view kSamePayload =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr std::string_view kNotModified =
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

// An archive of another tool has no metadata records of ours, so that exchanges would pile up: what
// is beyond any fetch of ours is let go. A fetch has at most as many exchanges as hops.
constexpr std::size_t kMaxPendingExchanges = 64;
constexpr std::size_t kMaxPendingBytes = 256 * 1024 * 1024;

// WARC-Truncated (§5.13): the reason as far as the fetch tells it.
std::string_view truncation_reason(const Fetch& fetch) {
  switch (fetch.outcome) {
    case FetchOutcome::timed_out:
      return "time";
    case FetchOutcome::connect_failed:
    case FetchOutcome::protocol_error:
      return "disconnect";
    default:
      return "length";
  }
}

// WARC-Date must be there even where the capture does not say when.
std::string date_of(const Exchange& exchange, const Fetch& fetch) {
  if (!exchange.fetched_at.empty()) return exchange.fetched_at;
  return fetch.fetched_at.empty() ? "1970-01-01T00:00:00Z" : fetch.fetched_at;
}

// 1 in archives of before there were rounds.
int round_of(std::string_view block) {
  const std::size_t start = block.find(kRoundField);
  int round = 0;
  if (start == std::string_view::npos) return 1;
  const std::string_view number = block.substr(start + kRoundField.size());
  std::from_chars(number.data(), number.data() + number.size(), round);
  return std::max(round, 1);
}

}  // namespace

std::string warcinfo_block(const CrawlPlanRecord& plan, int round) {
  return fmt::format(
      "software: gweval/{}\r\nformat: WARC File Format 1.1\r\n"
      "http-header-user-agent: {}\r\nrobots: obey\r\n{}{}\r\n{}{}\r\n",
      kVersion, fold_space(to_valid_utf8(plan.user_agent)), kRoundField, round, kPlanField,
      plan_to_json(plan));
}

RecordBatch RecordBatch::of_plan(std::string fields, std::string_view date, std::string_view seed) {
  RecordBatch batch;
  batch.texts_.push_back(std::make_unique<const std::string>(std::move(fields)));
  warc::RecordDraft& record = batch.records_.emplace_back();
  record.type = "warcinfo";
  record.id = warc::record_id(fmt::format("{} warcinfo", seed));
  record.date = date;
  record.content_type = "application/warc-fields";
  record.payload = *batch.texts_.back();
  return batch;
}

RecordBatch RecordBatch::of_site(const SiteRecord& site, std::string_view start_url,
                                 std::string_view warcinfo_id, std::string_view date,
                                 std::string_view seed) {
  RecordBatch batch;
  batch.texts_.push_back(std::make_unique<const std::string>(site_to_json(site)));
  warc::RecordDraft& record = batch.records_.emplace_back();
  record.type = "metadata";
  record.id = warc::record_id(fmt::format("{} site", seed));
  record.date = date;
  record.content_type = "application/json";
  record.fields = {{"WARC-Target-URI", fmt::format("urn:gweval:site:{}", start_url)},
                   {"WARC-Warcinfo-ID", std::string(warcinfo_id)}};
  record.payload = *batch.texts_.back();
  return batch;
}

void RecordBatch::add_exchange(const Capture& capture, const Exchange& exchange,
                               std::string_view warcinfo_id, std::string_view seed) {
  const std::string response_id = warc::record_id(fmt::format("{} {}", seed, records_.size()));
  const std::string request_id = warc::record_id(fmt::format("{} {}", seed, records_.size() + 1));
  warc::Fields common = {{"WARC-Target-URI", exchange.url},
                         {"WARC-Warcinfo-ID", std::string(warcinfo_id)}};
  if (!exchange.remote_address.empty()) {
    common.emplace_back("WARC-IP-Address", exchange.remote_address);
  }
  if (!exchange.request_head.empty()) {
    warc::RecordDraft& request = records_.emplace_back();
    request.type = "request";
    request.id = request_id;
    request.date = date_of(exchange, capture.fetch);
    request.content_type = kRequestType;
    request.fields = common;
    request.fields.emplace_back("WARC-Concurrent-To", response_id);
    request.head = exchange.request_head;
  }
  warc::RecordDraft& response = records_.emplace_back();
  response.id = response_id;
  response.date = date_of(exchange, capture.fetch);
  response.fields = std::move(common);
  if (!exchange.request_head.empty()) {
    response.fields.emplace_back("WARC-Concurrent-To", request_id);
  }
  if (exchange.truncated) {
    response.fields.emplace_back("WARC-Truncated", truncation_reason(capture.fetch));
  }
  response.payload = exchange.body;
  if (exchange.response_head.empty()) {  // HTTP/0.9: bytes without a head are no HTTP message
    response.type = "resource";
    response.content_type = "application/octet-stream";
    return;
  }
  response.type = "response";
  response.content_type = kResponseType;
  response.has_payload_digest = true;
  if (const auto protocol = warc::protocol_of(exchange.response_head); !protocol.empty()) {
    response.fields.emplace_back("WARC-Protocol", protocol);
  }
  texts_.push_back(std::make_unique<const std::string>(
      warc::stored_response_head(exchange.response_head, exchange.body.size())));
  response.head = *texts_.back();
}

// The last record becomes one that has the head alone and says where the body is.
void RecordBatch::make_revisit(const Exchange& exchange, const BodyOriginal& original) {
  warc::RecordDraft& record = records_.back();
  record.type = "revisit";
  record.has_payload_digest = false;
  record.fields.emplace_back("WARC-Profile",
                             exchange.is_not_modified ? kNotModified : kSamePayload);
  record.fields.emplace_back("WARC-Refers-To", original.record_id);
  record.fields.emplace_back("WARC-Refers-To-Target-URI", original.url);
  record.fields.emplace_back("WARC-Refers-To-Date", original.date);
  record.fields.emplace_back("WARC-Payload-Digest", "sha1:" + sha1_base32(original.body));
  record.payload = {};
  if (exchange.is_not_modified) {  // the answer had no body, and its head says nothing of one
    texts_.push_back(
        std::make_unique<const std::string>(warc::stored_response_head(exchange.response_head, 0)));
    record.head = *texts_.back();
  }
}

RecordBatch RecordBatch::of_capture(const Capture& capture, std::string_view warcinfo_id,
                                    std::string_view seed, const BodyOriginal* original) {
  RecordBatch batch;
  batch.records_.reserve(capture.exchanges.size() * 2 + 1);
  for (const Exchange& exchange : capture.exchanges) {
    batch.add_exchange(capture, exchange, warcinfo_id, seed);
  }
  if (original != nullptr && !capture.exchanges.empty()) {
    batch.make_revisit(capture.exchanges.back(), *original);
  }
  const std::string concurrent_to = batch.records_.empty() ? "" : batch.records_.back().id;
  batch.texts_.push_back(std::make_unique<const std::string>(fetch_to_json(
      capture.fetch, capture.exchanges.size(),
      original == nullptr ? std::nullopt : std::optional<warc::Extent>(original->place))));
  warc::RecordDraft& record = batch.records_.emplace_back();
  record.type = "metadata";
  record.id = warc::record_id(fmt::format("{} fetch", seed));
  record.date = date_of({}, capture.fetch);
  record.content_type = "application/json";
  // Not the page's own URI, which would have replay tools show the JSON as a capture of the page.
  record.fields = {{"WARC-Target-URI", fmt::format("urn:gweval:fetch:{}", capture.fetch.url)},
                   {"WARC-Warcinfo-ID", std::string(warcinfo_id)}};
  if (!concurrent_to.empty()) record.fields.emplace_back("WARC-Concurrent-To", concurrent_to);
  record.payload = *batch.texts_.back();
  return batch;
}

std::optional<std::uint64_t> CaptureAssembler::open_since() const {
  if (!pending_.empty()) return pending_.front().offset;
  return request_offset_;
}

void CaptureAssembler::forget() {
  pending_.clear();
  pending_bytes_ = 0;
  request_head_.clear();
  request_offset_.reset();
}

void CaptureAssembler::add_exchange(const warc::Record& record) {
  if (pending_.size() >= kMaxPendingExchanges || pending_bytes_ > kMaxPendingBytes) forget();
  Pending& added = pending_.emplace_back();
  added.offset = request_offset_.value_or(record.extent.offset);
  added.id = record.field("WARC-Record-ID");
  added.place = record.extent;
  Exchange& exchange = added.exchange;
  exchange.url = record.target_uri();
  exchange.fetched_at = record.field("WARC-Date");
  exchange.remote_address = record.field("WARC-IP-Address");
  exchange.request_head = std::exchange(request_head_, {});
  exchange.truncated = record.block_cut || !record.field("WARC-Truncated").empty();
  if (record.type() == "resource") {
    exchange.body = record.block;
  } else {
    warc::HttpBlock block = warc::split_response(record.block);
    exchange.response_head =
        warc::original_response_head(block.head, record.field("WARC-Protocol"));
    exchange.body = std::move(block.body);
    exchange.is_not_modified = record.field("WARC-Profile") == kNotModified;
  }
  pending_bytes_ += exchange.body.size();
  request_offset_.reset();
}

Result<std::optional<ArchiveEvent>> CaptureAssembler::accept_metadata(const warc::Record& record) {
  const std::string schema = schema_of(record.block);
  if (schema == kSiteSchema) {
    GWEVAL_TRY(SiteRecord site, site_from_json(record.block));
    return std::optional<ArchiveEvent>(std::move(site));
  }
  if (schema != kFetchSchema) return std::optional<ArchiveEvent>();
  GWEVAL_TRY(FetchRecord metadata, fetch_from_json(record.block));
  if (metadata.exchanges > pending_.size()) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("the fetch of {} has {} exchanges, of which the archive holds {}; the "
                             "archive is damaged",
                             metadata.fetch.url, metadata.exchanges, pending_.size())};
  }
  ArchivedFetch out;
  out.capture.fetch = std::move(metadata.fetch);
  const std::size_t first = pending_.size() - metadata.exchanges;
  const std::uint64_t start =
      metadata.exchanges == 0 ? record.extent.offset : pending_[first].offset;
  if (metadata.exchanges > 0) {
    out.response_id = pending_.back().id;
    out.response_place = pending_.back().place;
    out.body_at = metadata.body_at;
  }
  for (std::size_t i = first; i < pending_.size(); ++i) {
    out.capture.exchanges.push_back(std::move(pending_[i].exchange));
  }
  out.extent = {start, record.extent.end() - start};
  forget();
  return std::optional<ArchiveEvent>(std::move(out));
}

Result<std::optional<ArchiveEvent>> CaptureAssembler::accept(warc::Record record) {
  const std::string_view type = record.type();
  if (type == "request") {
    request_head_ = std::move(record.block);
    request_offset_ = record.extent.offset;
  } else if (type == "response" || type == "resource" || type == "revisit") {
    add_exchange(record);
  } else if (type == "metadata" && record.field("Content-Type") == "application/json") {
    return accept_metadata(record);
  } else if (type == "warcinfo") {
    const std::size_t start = record.block.find(kPlanField);
    if (start == std::string::npos) return std::optional<ArchiveEvent>();
    const std::size_t json = start + kPlanField.size();
    const std::size_t end = record.block.find("\r\n", json);
    GWEVAL_TRY(CrawlPlanRecord plan, plan_from_json(record.block.substr(json, end - json)));
    return std::optional<ArchiveEvent>(ArchivedPlan{std::move(plan), round_of(record.block),
                                                    record.block,
                                                    std::string(record.field("WARC-Record-ID"))});
  }
  return std::optional<ArchiveEvent>();
}

namespace {

Result<warc::Record> read_record(const std::filesystem::path& archive, const warc::Extent& place) {
  GWEVAL_TRY(warc::Reader reader, warc::Reader::open(archive, {}, place.offset, place.end()));
  GWEVAL_TRY(std::optional<warc::Record> record, reader.next());
  if (record && record->type() == "response") return *std::move(record);
  return Error{ErrorCode::invalid_input,
               fmt::format("there is no response at byte {}, to which a later one refers; the "
                           "archive is damaged",
                           place.offset),
               archive.string()};
}

}  // namespace

Result<void> fill_body(const std::filesystem::path& archive, ArchivedFetch& fetch) {
  if (!fetch.body_at || fetch.capture.exchanges.empty()) return {};
  GWEVAL_TRY(const warc::Record record, read_record(archive, *fetch.body_at));
  fetch.capture.exchanges.back().body = warc::split_response(record.block).body;
  return {};
}

Result<BodyOriginal> original_of(const std::filesystem::path& archive, ArchivedFetch fetch) {
  BodyOriginal out;
  out.place = fetch.body_at.value_or(fetch.response_place);
  GWEVAL_TRY(const warc::Record record, read_record(archive, out.place));
  out.record_id = record.field("WARC-Record-ID");
  out.url = record.target_uri();
  out.date = record.field("WARC-Date");
  out.body = warc::split_response(record.block).body;
  return out;
}

}  // namespace gweval::evidence
