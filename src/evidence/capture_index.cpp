#include "evidence/capture_index.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/digest.hpp"
#include "evidence/archived_answer.hpp"
#include "web/http_date.hpp"

namespace gweval::evidence {
namespace {

// House rule, of a second look at a failure in others' archives: our own comes after half a minute,
// others try again when it suits them.
constexpr std::int64_t kSecondsApart = 10;

// Of YYYYMMDDhhmmss; 0 for what is no time.
std::int64_t seconds_of(std::int64_t time) {
  return parse_iso_time(time_text(time)).value_or(0);
}

}  // namespace

TextKey key_of(std::string_view text) {
  const std::string hex = sha256_hex(text);
  TextKey key{};
  for (std::size_t i = 0; i < key.size(); ++i) {
    std::from_chars(hex.data() + i * 16, hex.data() + (i + 1) * 16, key.at(i), 16);
  }
  return key;
}

CaptureIndex::CaptureIndex() = default;
CaptureIndex::CaptureIndex(CaptureIndex&& other) noexcept
    : files_(std::move(other.files_)),
      scratch_file_(std::exchange(other.scratch_file_, {})),
      captures_(std::move(other.captures_)),
      by_url_(std::move(other.by_url_)),
      summary_(std::move(other.summary_)) {}

CaptureIndex& CaptureIndex::operator=(CaptureIndex&& other) noexcept {
  files_.swap(other.files_);
  scratch_file_.swap(other.scratch_file_);
  captures_.swap(other.captures_);
  by_url_.swap(other.by_url_);
  std::swap(summary_, other.summary_);
  return *this;
}

CaptureIndex::~CaptureIndex() {
  std::error_code ignored;
  if (!scratch_file_.empty()) std::filesystem::remove(scratch_file_, ignored);
}

std::vector<const IndexedCapture*> CaptureIndex::captures_of(std::string_view url) const {
  std::vector<const IndexedCapture*> out;
  const auto found = by_url_.find(key_of(url));
  if (found == by_url_.end()) return out;
  for (const std::uint32_t number : found->second) {
    const IndexedCapture& capture = captures_[number];
    const bool is_revisit = capture.kind == IndexedCapture::Kind::not_modified ||
                            capture.kind == IndexedCapture::Kind::same_payload;
    if (!is_revisit || capture.refers_to != kNoPlace) out.push_back(&capture);
  }
  return out;
}

const IndexedCapture* CaptureIndex::find(std::string_view url, bool is_head,
                                         FetchPurpose purpose) const {
  const auto rank = [purpose](const IndexedCapture& capture) {
    const bool fits = capture.purpose.value_or(purpose) == purpose;
    return std::pair(fits, capture.time);
  };
  const IndexedCapture* best = nullptr;
  for (const IndexedCapture* capture : captures_of(url)) {
    if (capture->is_head != is_head || capture->purpose == FetchPurpose::recheck) continue;
    if (best == nullptr || rank(*capture) >= rank(*best)) best = capture;
  }
  return best;
}

const IndexedCapture* CaptureIndex::find_second_look(std::string_view url) const {
  const IndexedCapture* first = find(url, false);
  if (first == nullptr) first = find(url, true);
  const IndexedCapture* own = nullptr;
  const IndexedCapture* other = nullptr;
  for (const IndexedCapture* capture : captures_of(url)) {
    if (capture->is_head || first == nullptr) continue;
    const bool follows = capture->purpose == FetchPurpose::recheck && capture->time >= first->time;
    if (!follows && capture->time >= first->time) continue;  // the same, given twice
    const IndexedCapture*& best = follows ? own : other;
    if (best == nullptr || capture->time >= best->time) best = capture;
  }
  if (own != nullptr) return own;
  const bool is_apart =
      other != nullptr && seconds_of(first->time) - seconds_of(other->time) >= kSecondsApart;
  return is_apart ? other : nullptr;
}

Result<warc::Record> CaptureIndex::read(const RecordPlace& place) const {
  const std::filesystem::path& path =
      place.file < files_.size() ? files_[place.file] : scratch_file_;
  GWEVAL_TRY(warc::Reader reader,
             warc::Reader::open(path, {}, place.extent.offset, place.extent.end()));
  GWEVAL_TRY(std::optional<warc::Record> record, reader.next());
  if (record) return *std::move(record);
  return Error{ErrorCode::invalid_input, "has changed while it was read; import it again",
               path.string()};
}

}  // namespace gweval::evidence
