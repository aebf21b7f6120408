#include "evidence/capture_index.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/digest.hpp"

namespace gweval::evidence {

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

const IndexedCapture* CaptureIndex::find(std::string_view url, bool is_head) const {
  const auto found = by_url_.find(key_of(url));
  if (found == by_url_.end()) return nullptr;
  const IndexedCapture* best = nullptr;
  for (const std::uint32_t number : found->second) {
    const IndexedCapture& capture = captures_[number];
    const bool is_revisit = capture.kind == IndexedCapture::Kind::not_modified ||
                            capture.kind == IndexedCapture::Kind::same_payload;
    if (capture.is_head != is_head || (is_revisit && capture.refers_to == kNoPlace)) continue;
    if (best == nullptr || capture.time >= best->time) best = &capture;
  }
  return best;
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
