#include "evidence/index_builder.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "evidence/fetch_json.hpp"
#include "warc/http_block.hpp"
#include "warc/writer.hpp"
#include "web/content_coding.hpp"
#include "web/http_headers.hpp"
#include "web/posted_url.hpp"
#include "web/url.hpp"

namespace gweval::evidence {
namespace {

using Kind = IndexedCapture::Kind;

// House rule: ten times the captures of a portal of 100,000 pages; about 400 MB of memory.
constexpr std::size_t kMaxCaptures = 1'000'000;
constexpr std::uint32_t kScratchFile = kNoPlace - 1;
// A start page is looked for among the first captures only: a crawler begins with its seeds.
constexpr std::size_t kCapturesToSeekStart = 1000;

bool is_json(const warc::Record& record) {
  return record.type() == "metadata" && record.field("Content-Type") == "application/json";
}

// WARC-Date is ISO 8601, with fractions from 1.1 on; older tools wrote 14 digits.
std::int64_t time_of(std::string_view date) {
  std::int64_t out = 0;
  int digits = 0;
  for (const char c : date) {
    if (digits == 14) break;
    if (c < '0' || c > '9') continue;
    out = out * 10 + (c - '0');
    ++digits;
  }
  return digits == 14 ? out : 0;
}

std::vector<TextKey> keys_of(const warc::Record& record, std::string_view name) {
  std::vector<TextKey> out;
  for (const auto& [key, value] : record.fields) {
    if (equals_ignoring_case(key, name)) out.push_back(key_of(value));
  }
  return out;
}

TextKey url_and_time(std::string_view url, std::int64_t time) {
  return key_of(fmt::format("{} {}", url, time));
}

int status_of(std::string_view head) {
  const auto parsed = parse_response_head(head.substr(0, head.find('\n') + 1));
  return parsed ? parsed->status : 0;
}

std::string value_of_line(std::string_view block, std::string_view name) {
  while (!block.empty()) {
    const std::string_view line = block.substr(0, block.find('\n'));
    block.remove_prefix(std::min(block.size(), line.size() + 1));
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && equals_ignoring_case(line.substr(0, colon), name)) {
      return to_valid_utf8(trim(line.substr(colon + 1)));
    }
  }
  return {};
}

// The address a posted form is found by; nothing for other requests.
std::optional<std::string> posted_to(const warc::Record& record) {
  constexpr std::size_t kLongestForm = 16 * 1024;
  if (!record.block.starts_with("POST ")) return std::nullopt;
  const warc::HttpBlock block = warc::split_response(record.block);
  const bool is_form =
      to_lower_ascii(block.head).find("\ncontent-type: application/x-www-form-urlencoded") !=
      std::string::npos;
  if (!is_form || block.body.size() > kLongestForm) return std::nullopt;
  return canonical_url(posted_url(record.target_uri(), block.body));
}

// What the file is instead, for those who take it for a web archive.
std::string advice_for(const std::filesystem::path& path) {
  constexpr std::size_t kStartBytes = 4096;
  std::ifstream in(path, std::ios::binary);
  std::string start(kStartBytes, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(in.gcount()));
  if (start.starts_with("PK\x03\x04"))
    return "; this is a WACZ or zip file: unpack it, its archive/ has WARC files";
  if (start.starts_with("\x28\xb5\x2f\xfd")) return "; this is zstd: run `zstd -d` on it first";
  if (start.starts_with("\x1f\x8b")) {
    if (auto plain = decode_content(start, "gzip", kStartBytes)) start = std::move(plain->bytes);
  }
  if (start.starts_with("filedesc:"))
    return "; this is an ARC file, the format before WARC: convert it first, e.g. with arc2warc";
  return "; give .warc or .warc.gz files";
}

}  // namespace

Result<void> IndexBuilder::add_file(const std::filesystem::path& path) {
  file_ = static_cast<std::uint32_t>(index_.files_.size());
  index_.files_.push_back(path);
  const std::size_t captures = described_ = index_.captures_.size();
  const IndexSummary before = index_.summary_;
  GWEVAL_TRY(const bool shares_members, read_file(path, Pass::in_place));
  if (!shares_members) return {};
  forget_file(captures, before);
  GWEVAL_TRY(const bool again, read_file(path, Pass::copied));
  static_cast<void>(again);
  return {};
}

void IndexBuilder::forget_file(std::size_t captures, const IndexSummary& summary) {
  index_.captures_.resize(captures);
  pending_.resize(captures);
  described_ = captures;
  std::erase_if(requests_, [this](const auto& entry) { return entry.second.place.file == file_; });
  index_.summary_ = summary;
}

// True if records of the file share a gzip member, and it is to be read again.
Result<bool> IndexBuilder::read_file(const std::filesystem::path& path, Pass pass) {
  GWEVAL_TRY(warc::Reader reader, warc::Reader::open(path, {}));
  std::uint64_t records = 0;
  std::uint64_t last_offset = UINT64_MAX;
  while (true) {
    auto record = reader.next();
    if (!record) {
      if (record.error().code == ErrorCode::io) return std::move(record).error();
      if (records == 0) {
        Error error = std::move(record).error();
        error.message += advice_for(path);
        return error;
      }
      // A crawler that was ended leaves half a record; what lies before it is good.
      index_.summary_.faults.push_back(record.error().text());
      return false;
    }
    if (!*record) break;
    ++records;
    if ((*record)->extent.offset == last_offset && pass == Pass::in_place) return true;
    last_offset = (*record)->extent.offset;
    GWEVAL_TRY(const RecordPlace place, place_of(**record, pass));
    GWEVAL_CHECK(accept(**record, place));
  }
  if (records > 0) return false;
  return Error{ErrorCode::invalid_input, "holds no record" + advice_for(path), path.string()};
}

Result<RecordPlace> IndexBuilder::place_of(const warc::Record& record, Pass pass) {
  if (pass == Pass::in_place) return RecordPlace{file_, record.extent};
  if (!copy_) {
    GWEVAL_TRY(auto writer, warc::Writer::open(scratch_));
    GWEVAL_CHECK(writer.truncate(0));  // what a killed import left
    index_.scratch_file_ = scratch_;
    copy_.emplace(std::move(writer));
  }
  warc::RecordDraft draft;
  draft.type = record.type();
  draft.id = record.field("WARC-Record-ID");
  draft.date = record.field("WARC-Date");
  draft.content_type = record.field("Content-Type");
  for (const char* name :
       {"WARC-Target-URI", "WARC-IP-Address", "WARC-Truncated", "WARC-Protocol"}) {
    if (const auto value = record.field(name); !value.empty())
      draft.fields.emplace_back(name, value);
  }
  draft.payload = record.block;
  GWEVAL_TRY(const warc::Extent extent, copy_->append({draft}));
  return RecordPlace{kScratchFile, extent};
}

Result<void> IndexBuilder::accept(const warc::Record& record, const RecordPlace& place) {
  ++index_.summary_.records;
  const std::string_view type = record.type();
  if (type == "warcinfo" && index_.summary_.user_agent.empty()) {
    index_.summary_.user_agent = value_of_line(record.block, "http-header-user-agent");
    if (index_.summary_.user_agent.empty()) {
      index_.summary_.user_agent = value_of_line(record.block, "software");
    }
  } else if (type == "request") {
    add_request(record, place);
  } else if (type == "response" || type == "revisit") {
    return add_capture(record, place);
  } else if (is_json(record)) {
    add_fetch_record(record, place);
  }
  return {};
}

void IndexBuilder::add_request(const warc::Record& record, const RecordPlace& place) {
  Request request{place, record.block.starts_with("HEAD "), record.block.starts_with("GET "), {}};
  if (const auto posted = posted_to(record)) request.posted_to = key_of(*posted);
  requests_[key_of(record.field("WARC-Record-ID"))] = request;
  for (const TextKey& key : keys_of(record, "WARC-Concurrent-To")) requests_[key] = request;
}

Result<void> IndexBuilder::add_capture(const warc::Record& record, const RecordPlace& place) {
  const auto url = canonical_url(record.target_uri());
  const auto parsed = url ? parse_url(*url) : std::nullopt;
  if (!parsed || !is_http(*parsed)) return {};  // dns:, urn: and the like
  const bool is_revisit = record.type() == "revisit";
  if (!is_revisit && !record.block.starts_with("HTTP/")) return {};
  if (index_.captures_.size() >= kMaxCaptures) {
    return Error{
        ErrorCode::limit_exceeded,
        fmt::format("more than {} captures; import the files of one site only", kMaxCaptures)};
  }
  IndexedCapture capture;
  if (is_revisit) {
    const bool not_modified =
        record.field("WARC-Profile").find("server-not-modified") != std::string_view::npos;
    capture.kind = not_modified ? Kind::not_modified : Kind::same_payload;
  }
  capture.status = static_cast<std::int16_t>(status_of(record.block));
  capture.time = time_of(record.field("WARC-Date"));
  capture.place = place;
  Pending pending;
  pending.id = key_of(record.field("WARC-Record-ID"));
  pending.url = key_of(*url);
  pending.concurrent = keys_of(record, "WARC-Concurrent-To");
  const std::string_view digest = record.field("WARC-Payload-Digest");
  pending.payload = digest.empty() ? TextKey{} : key_of(digest);
  if (is_revisit) {
    pending.refers_to = keys_of(record, "WARC-Refers-To");
    const auto original = canonical_url(record.field("WARC-Refers-To-Target-URI"));
    pending.refers_to.push_back(
        url_and_time(original.value_or(*url), time_of(record.field("WARC-Refers-To-Date"))));
    if (!digest.empty()) pending.refers_to.push_back(pending.payload);
    // A server that says "not modified" means what was captured of this URL.
    if (capture.kind == Kind::not_modified) pending.refers_to.push_back(pending.url);
  }
  pending.url_and_time = url_and_time(*url, capture.time);
  note_start(*url, capture);
  index_.captures_.push_back(std::move(capture));
  pending_.push_back(std::move(pending));
  return {};
}

void IndexBuilder::note_start(const std::string& url, const IndexedCapture& capture) {
  IndexSummary& summary = index_.summary_;
  if (capture.time > 0 && (summary.oldest == 0 || capture.time < summary.oldest)) {
    summary.oldest = capture.time;
  }
  summary.newest = std::max(summary.newest, capture.time);
  if (!summary.first_page.empty() || index_.captures_.size() >= kCapturesToSeekStart) return;
  if (capture.status >= 400 || url.ends_with("/robots.txt") || url.ends_with("/favicon.ico") ||
      url.ends_with("/sitemap.xml")) {
    return;
  }
  summary.first_page = url;
}

// A record that gweval wrote of a fetch: what no other record tells, the certificate and failures.
void IndexBuilder::add_fetch_record(const warc::Record& record, const RecordPlace& place) {
  const std::string schema = schema_of(record.block);
  if (schema == kSiteSchema) {
    if (const auto site = site_from_json(record.block)) index_.summary_.has_ipv6 = site->has_ipv6;
    return;
  }
  if (schema != kFetchSchema) return;
  const auto metadata = fetch_from_json(record.block);
  if (!metadata || metadata->fetch.outcome == FetchOutcome::robots_refused) return;
  if (metadata->exchanges > 0) {
    const TextKey last = key_of(record.field("WARC-Concurrent-To"));
    if (pending_.empty() || pending_.back().id != last) return;
    index_.captures_.back().fetch_record = place;
    // Redirects on the way were asked for the same purpose.
    const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(metadata->exchanges),
                                                    index_.captures_.size() - described_);
    for (std::size_t back = 1; back <= count; ++back) {
      index_.captures_[index_.captures_.size() - back].purpose = metadata->fetch.purpose;
    }
    described_ = index_.captures_.size();
    return;
  }
  if (index_.captures_.size() >= kMaxCaptures) return;
  IndexedCapture capture;
  capture.kind = Kind::failure;
  capture.is_head = metadata->fetch.purpose == FetchPurpose::link_check;
  capture.purpose = metadata->fetch.purpose;
  capture.time = time_of(metadata->fetch.fetched_at);
  capture.place = capture.fetch_record = place;
  index_.captures_.push_back(capture);
  Pending& pending = pending_.emplace_back();
  pending.url = key_of(metadata->fetch.url);
  pending.url_and_time = url_and_time(metadata->fetch.url, capture.time);
}

void IndexBuilder::join_requests() {
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    IndexedCapture& capture = index_.captures_[i];
    if (capture.kind == Kind::failure) continue;
    auto found = requests_.find(pending_[i].id);
    for (auto key = pending_[i].concurrent.begin();
         found == requests_.end() && key != pending_[i].concurrent.end(); ++key) {
      found = requests_.find(*key);
    }
    if (found == requests_.end()) continue;  // asked by GET, as almost all is
    capture.request = found->second.place;
    capture.is_head = found->second.is_head;
    const bool is_posted = found->second.posted_to != TextKey{};
    if (is_posted) pending_[i].url = found->second.posted_to;
    pending_[i].is_other_method = !found->second.is_head && !found->second.is_get && !is_posted;
  }
}

void IndexBuilder::resolve_revisits() {
  KeyMap<std::uint32_t> originals;
  for (std::uint32_t i = 0; i < pending_.size(); ++i) {
    if (index_.captures_[i].kind != Kind::response) continue;
    for (const TextKey& key : {pending_[i].id, pending_[i].url_and_time, pending_[i].payload}) {
      originals.try_emplace(key, i);
    }
    if (index_.captures_[i].status == 200) originals.insert_or_assign(pending_[i].url, i);
  }
  originals.erase(TextKey{});
  for (std::uint32_t i = 0; i < pending_.size(); ++i) {
    IndexedCapture& capture = index_.captures_[i];
    if (capture.kind != Kind::not_modified && capture.kind != Kind::same_payload) continue;
    for (const TextKey& key : pending_[i].refers_to) {
      const auto found = originals.find(key);
      if (found == originals.end()) continue;
      capture.refers_to = found->second;
      break;
    }
    if (capture.refers_to == kNoPlace) ++index_.summary_.lost_revisits;
  }
}

CaptureIndex IndexBuilder::finish() {
  join_requests();
  resolve_revisits();
  for (std::uint32_t i = 0; i < pending_.size(); ++i) {
    if (!pending_[i].is_other_method) index_.by_url_[pending_[i].url].push_back(i);
  }
  index_.summary_.captures = index_.captures_.size();
  return std::move(index_);
}

Result<CaptureIndex> CaptureIndex::build(const std::vector<std::filesystem::path>& files,
                                         const std::filesystem::path& scratch) {
  IndexBuilder builder(scratch);
  for (const std::filesystem::path& file : files) GWEVAL_CHECK(builder.add_file(file));
  return builder.finish();
}

}  // namespace gweval::evidence
