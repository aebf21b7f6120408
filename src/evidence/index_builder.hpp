#pragma once
// The one pass over the files behind CaptureIndex::build().

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "evidence/capture_index.hpp"
#include "gweval/result.hpp"
#include "warc/reader.hpp"
#include "warc/record.hpp"
#include "warc/writer.hpp"

namespace gweval::evidence {

class IndexBuilder {
 public:
  explicit IndexBuilder(std::filesystem::path scratch) : scratch_(std::move(scratch)) {}

  [[nodiscard]] Result<void> add_file(const std::filesystem::path& path);
  [[nodiscard]] CaptureIndex finish();

 private:
  struct Request {
    RecordPlace place;
    bool is_head = false;
    bool is_get = false;
    TextKey posted_to{};  // of a posted form: its address with the body behind a mark
  };
  struct Pending {  // what a capture is joined by, at the end
    TextKey id{};
    TextKey url{};
    std::vector<TextKey> concurrent;
    std::vector<TextKey> refers_to;  // the best first: record id, URL and date, payload digest
    TextKey payload{};
    TextKey url_and_time{};
    bool is_other_method = false;  // neither GET nor HEAD: no page
  };
  /// Whether the file has several records in one gzip member, which must be copied to be found.
  enum class Pass { in_place, copied };
  [[nodiscard]] Result<bool> read_file(const std::filesystem::path& path, Pass pass);
  [[nodiscard]] Result<RecordPlace> place_of(const warc::Record& record, Pass pass);
  [[nodiscard]] Result<void> accept(const warc::Record& record, const RecordPlace& place);
  void add_request(const warc::Record& record, const RecordPlace& place);
  [[nodiscard]] Result<void> add_capture(const warc::Record& record, const RecordPlace& place);
  void add_fetch_record(const warc::Record& record, const RecordPlace& place);
  void note_start(const std::string& url, const IndexedCapture& capture);
  void join_requests();
  void resolve_revisits();
  void forget_file(std::size_t captures, const IndexSummary& summary);

  std::filesystem::path scratch_;
  std::optional<warc::Writer> copy_;
  std::uint32_t file_ = 0;
  CaptureIndex index_;
  std::size_t described_ = 0;     // captures up to here lie before our own last record of a fetch
  std::vector<Pending> pending_;  // parallel to the captures
  KeyMap<Request> requests_;      // by their own id and by every id they name
};

}  // namespace gweval::evidence
