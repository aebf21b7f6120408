#pragma once
// What a capture becomes in the archive, and back (docs/evidence-format.md): per exchange a request
// and a response record, then one metadata record that completes the fetch. A fetch without that
// record was cut off while it was written and does not count.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "evidence/facts_writer.hpp"
#include "gweval/capture.hpp"
#include "gweval/evidence_store.hpp"
#include "warc/record.hpp"
#include "warc/writer.hpp"

namespace gweval::evidence {

/// Records and the texts they borrow. `seed` must differ for every call on an archive: the site id
/// and the archive's size do.
class RecordBatch {
 public:
  [[nodiscard]] static RecordBatch of_capture(const Capture& capture, std::string_view warcinfo_id,
                                              std::string_view seed);
  [[nodiscard]] static RecordBatch of_site(const SiteRecord& site, std::string_view start_url,
                                           std::string_view warcinfo_id, std::string_view date,
                                           std::string_view seed);
  /// `fields` is the block of a warcinfo record, from warcinfo_block().
  [[nodiscard]] static RecordBatch of_plan(std::string fields, std::string_view date,
                                           std::string_view seed);

  RecordBatch(RecordBatch&&) noexcept = default;
  RecordBatch& operator=(RecordBatch&&) noexcept = default;
  RecordBatch(const RecordBatch&) = delete;
  RecordBatch& operator=(const RecordBatch&) = delete;

  [[nodiscard]] const std::vector<warc::RecordDraft>& records() const { return records_; }

 private:
  RecordBatch() = default;
  void add_exchange(const Capture& capture, const Exchange& exchange, std::string_view warcinfo_id,
                    std::string_view seed);

  std::vector<warc::RecordDraft> records_;
  std::vector<std::unique_ptr<const std::string>> texts_;
};

/// The block of the warcinfo record that opens every stretch written under one plan by one version.
[[nodiscard]] std::string warcinfo_block(const CrawlPlanRecord& plan);

struct ArchivedPlan {
  CrawlPlanRecord plan;
  std::string block;      // warcinfo_block() as archived
  std::string record_id;  // what later records refer to
};

struct ArchivedFetch {
  Capture capture;
  warc::Extent extent;  // from its first record to the end of its metadata record
};

using ArchiveEvent = std::variant<ArchivedPlan, SiteRecord, ArchivedFetch>;

/// Puts records together again. Records of other tools, or kinds of later versions, pass unseen.
class CaptureAssembler {
 public:
  /// What the record completes; nothing if it completes none. ErrorCode::invalid_input if one of
  /// our records is not as documented.
  [[nodiscard]] Result<std::optional<ArchiveEvent>> accept(warc::Record record);

  /// Start of the fetch under way; nothing between fetches.
  [[nodiscard]] std::optional<std::uint64_t> open_since() const;

 private:
  [[nodiscard]] Result<std::optional<ArchiveEvent>> accept_metadata(const warc::Record& record);
  void add_exchange(const warc::Record& record);
  void forget();

  struct Pending {
    Exchange exchange;
    std::uint64_t offset = 0;
  };
  std::vector<Pending> pending_;
  std::size_t pending_bytes_ = 0;
  std::string request_head_;
  std::optional<std::uint64_t> request_offset_;
};

}  // namespace gweval::evidence
