#pragma once
// What a capture becomes in the archive, and back (docs/evidence-format.md): per exchange a request
// and a response record, then one metadata record that completes the fetch. A fetch without that
// record was cut off while it was written and does not count.

#include <cstdint>
#include <filesystem>
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
/// An archived response whose body a later one has again.
struct BodyOriginal {
  std::string record_id;
  std::string url;
  std::string date;
  warc::Extent place;  // of its record
  std::string body;    // content coding kept
};

class RecordBatch {
 public:
  /// With `original` the last exchange becomes a revisit record, without its body.
  [[nodiscard]] static RecordBatch of_capture(const Capture& capture, std::string_view warcinfo_id,
                                              std::string_view seed,
                                              const BodyOriginal* original = nullptr);
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
  void make_revisit(const Exchange& exchange, const BodyOriginal& original);

  std::vector<warc::RecordDraft> records_;
  std::vector<std::unique_ptr<const std::string>> texts_;
};

/// The block of the warcinfo record that opens every stretch written under one plan by one version.
[[nodiscard]] std::string warcinfo_block(const CrawlPlanRecord& plan, int round = 1);

struct ArchivedPlan {
  CrawlPlanRecord plan;
  int round = 1;          // of this site, counted from 1
  std::string block;      // warcinfo_block() as archived
  std::string record_id;  // what later records refer to
};

struct ArchivedFetch {
  Capture capture;
  warc::Extent extent;  // from its first record to the end of its metadata record
  /// Of the last exchange.
  std::string response_id;
  warc::Extent response_place;
  std::optional<warc::Extent> body_at;  // it is a revisit: its body is there, and not filled in yet
};

/// Fills in the body that a revisit refers to. ErrorCode::invalid_input if it is not there.
[[nodiscard]] Result<void> fill_body(const std::filesystem::path& archive, ArchivedFetch& fetch);

/// The response that holds the body of a fetch: its own, or the one it refers to.
[[nodiscard]] Result<BodyOriginal> original_of(const std::filesystem::path& archive,
                                               ArchivedFetch fetch);

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
    std::string id;
    warc::Extent place;
  };
  std::vector<Pending> pending_;
  std::size_t pending_bytes_ = 0;
  std::string request_head_;
  std::optional<std::uint64_t> request_offset_;
};

}  // namespace gweval::evidence
