#include "evidence/archived_answer.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "evidence/fetch_json.hpp"
#include "warc/http_block.hpp"
#include "web/content_coding.hpp"
#include "web/http_headers.hpp"

namespace gweval::evidence {
namespace {

using Kind = IndexedCapture::Kind;

// Bytes decoded to see whether a body has the coding its head says.
constexpr std::size_t kProbeBytes = 1024;

bool has_its_coding(std::string_view body, std::string_view coding) {
  if (body.empty() || coding.empty()) return true;
  const auto decoded = decode_content(body, coding, kProbeBytes);
  return decoded && !(decoded->malformed && decoded->bytes.empty());
}

bool is_text(std::string_view body) {
  body = trim(body.substr(0, kProbeBytes));
  return body.starts_with('<') || is_valid_utf8(truncate_utf8(body, kProbeBytes - 4));
}

// Some crawlers archive bodies decoded and leave the header in; it is kept under another name.
void rename_coding(std::string& head) {
  const std::string lower = to_lower_ascii(head);
  const std::size_t place = lower.find("\ncontent-encoding:");
  if (place != std::string::npos) head.insert(place + 1, "X-Crawler-");
}

struct HttpParts {
  std::string head;
  std::string body;
  bool is_truncated = false;
};

HttpParts parts_of(const warc::Record& record) {
  warc::HttpBlock block = warc::split_response(record.block);
  return {warc::original_response_head(block.head, record.field("WARC-Protocol")),
          std::move(block.body), record.block_cut || !record.field("WARC-Truncated").empty()};
}

Result<HttpParts> parts_of(const CaptureIndex& index, const IndexedCapture& capture,
                           const warc::Record& record) {
  HttpParts parts = parts_of(record);
  if (capture.kind == Kind::response) return parts;
  GWEVAL_TRY(const warc::Record original, index.read(index.at(capture.refers_to).place));
  HttpParts body = parts_of(original);
  // Only the head of the new answer can say more than the old one, and 304 stands for the old.
  if (capture.kind == Kind::not_modified || !parts.head.starts_with("HTTP/")) return body;
  parts.body = std::move(body.body);
  parts.is_truncated = body.is_truncated;
  return parts;
}

}  // namespace

std::string time_text(std::int64_t time) {
  if (time <= 0) return {};
  const std::string t = fmt::format("{:014}", time);
  return fmt::format("{}-{}-{}T{}:{}:{}Z", t.substr(0, 4), t.substr(4, 2), t.substr(6, 2),
                     t.substr(8, 2), t.substr(10, 2), t.substr(12, 2));
}

Result<ArchivedAnswer> read_answer(const CaptureIndex& index, const IndexedCapture& capture,
                                   std::int64_t max_body_bytes) {
  ArchivedAnswer out;
  if (capture.fetch_record.file != kNoPlace) {
    GWEVAL_TRY(const warc::Record record, index.read(capture.fetch_record));
    GWEVAL_TRY(FetchRecord metadata, fetch_from_json(record.block));
    out.fetch = std::move(metadata.fetch);
  }
  if (capture.kind == Kind::failure) return out;
  GWEVAL_TRY(const warc::Record record, index.read(capture.place));
  GWEVAL_TRY(HttpParts parts, parts_of(index, capture, record));
  const auto head = parse_response_head(parts.head);
  const auto coding = head ? find_header(head->headers, "Content-Encoding") : std::nullopt;
  if (coding && !has_its_coding(parts.body, *coding) && is_text(parts.body)) {
    rename_coding(parts.head);
  }
  Exchange& exchange = out.exchange.emplace();
  exchange.fetched_at = time_text(capture.time);
  exchange.remote_address = record.field("WARC-IP-Address");
  if (capture.request.file != kNoPlace) {
    GWEVAL_TRY(const warc::Record request, index.read(capture.request));
    // Of bodies only that of a posted search is kept.
    exchange.request_head =
        request.block.starts_with("POST ")
            ? request.block
            : request.block.substr(0, warc::split_response(request.block).head.size());
  }
  exchange.response_head = std::move(parts.head);
  exchange.body = std::move(parts.body);
  exchange.truncated = parts.is_truncated;
  if (exchange.body.size() > static_cast<std::size_t>(max_body_bytes)) {
    exchange.body.resize(static_cast<std::size_t>(max_body_bytes));
    exchange.truncated = out.is_body_cut = true;
  }
  return out;
}

}  // namespace gweval::evidence
