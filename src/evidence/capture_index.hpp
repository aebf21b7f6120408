#pragma once
// What web archives hold, by URL, whoever wrote them: wget, Heritrix, Browsertrix, Nutch, gweval.
// Holds places in the files and no bodies: about 200 bytes a capture.

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gweval/fetch.hpp"
#include "gweval/result.hpp"
#include "warc/reader.hpp"

namespace gweval::evidence {

/// A text's digest in its place: URLs and record ids are long, and there may be millions.
using TextKey = std::array<std::uint64_t, 2>;
[[nodiscard]] TextKey key_of(std::string_view text);
struct TextKeyHash {
  std::size_t operator()(const TextKey& key) const { return static_cast<std::size_t>(key[0]); }
};
template <class Value>
using KeyMap = std::unordered_map<TextKey, Value, TextKeyHash>;

inline constexpr std::uint32_t kNoPlace = UINT32_MAX;

/// Where a record lies.
struct RecordPlace {
  std::uint32_t file = kNoPlace;
  warc::Extent extent;
};

struct IndexedCapture {
  enum class Kind : std::uint8_t {
    response,
    not_modified,  // revisit: the server said so (304)
    same_payload,  // revisit: the same bytes came again
    failure,       // gweval's own: no answer came
  };
  Kind kind = Kind::response;
  bool is_head = false;                 // asked by HEAD
  std::optional<FetchPurpose> purpose;  // gweval's own captures tell what for
  std::int16_t status = 0;
  std::int64_t time = 0;  // YYYYMMDDhhmmss
  RecordPlace place;      // of the response or revisit
  RecordPlace request;
  RecordPlace fetch_record;            // of gweval's metadata, if it wrote the capture
  std::uint32_t refers_to = kNoPlace;  // revisits: the capture whose body it has
};

struct IndexSummary {
  std::uint64_t records = 0;
  std::uint64_t captures = 0;
  std::uint64_t lost_revisits = 0;  // what they refer to is in none of the files
  std::vector<std::string> faults;  // damaged files: what lies before is used
  std::string first_page;           // URL of the first capture that may be a start page
  std::string user_agent;           // of the first archive that says so
  std::int64_t oldest = 0;          // YYYYMMDDhhmmss
  std::int64_t newest = 0;
  std::optional<bool> has_ipv6;  // as gweval's own archives tell
};

class CaptureIndex {
 public:
  /// Reads all files once. Records that share one gzip stream are copied into the file `scratch`,
  /// to be found again; it goes with the index. ErrorCode::invalid_input for a file that holds no
  /// record at all, ::limit_exceeded for more captures than memory is set apart for.
  [[nodiscard]] static Result<CaptureIndex> build(const std::vector<std::filesystem::path>& files,
                                                  const std::filesystem::path& scratch);

  CaptureIndex(CaptureIndex&&) noexcept;
  CaptureIndex& operator=(CaptureIndex&&) noexcept;
  ~CaptureIndex();

  [[nodiscard]] const IndexSummary& summary() const { return summary_; }

  /// The newest capture of a canonical URL by a method, of those made for this purpose or for one
  /// that is not known if there are any; revisits that lead nowhere and rechecks do not count.
  [[nodiscard]] const IndexedCapture* find(std::string_view url, bool is_head,
                                           FetchPurpose purpose = FetchPurpose::page) const;

  /// A second look at what find() gives by GET: our own recheck that followed it, else the newest
  /// other capture, if they are apart far enough that one hiccup cannot have met both.
  [[nodiscard]] const IndexedCapture* find_second_look(std::string_view url) const;
  [[nodiscard]] const IndexedCapture& at(std::uint32_t number) const { return captures_[number]; }

  [[nodiscard]] Result<warc::Record> read(const RecordPlace& place) const;

 private:
  friend class IndexBuilder;
  CaptureIndex();

  /// All of a URL that lead to an answer, in the order of the files.
  [[nodiscard]] std::vector<const IndexedCapture*> captures_of(std::string_view url) const;

  std::vector<std::filesystem::path> files_;
  std::filesystem::path scratch_file_;  // removed with the index
  std::vector<IndexedCapture> captures_;
  KeyMap<std::vector<std::uint32_t>> by_url_;
  IndexSummary summary_;
};

}  // namespace gweval::evidence
