#pragma once
// Answers from web archives in place of the network.

#include <deque>
#include <memory>
#include <optional>

#include "crawl/hop_client.hpp"
#include "evidence/capture_index.hpp"
#include "gweval/result.hpp"

namespace gweval {

class ArchiveClient final : public HopClient {
 public:
  /// `index` and `fault` outlive the client; `fault` takes the first failure to read.
  ArchiveClient(const evidence::CaptureIndex& index, std::int64_t max_body_bytes,
                std::optional<Error>& fault);
  ~ArchiveClient() override;

  void start(std::uint64_t id, const Hop& hop) override;
  void cancel(std::uint64_t id) override;
  [[nodiscard]] std::size_t running() const override;
  void poll(std::chrono::milliseconds wait, std::vector<Finished>& finished) override;
  void wake_up() override;
  [[nodiscard]] bool needs_manners() const override { return false; }

 private:
  [[nodiscard]] const evidence::IndexedCapture* find(const Hop& hop) const;
  [[nodiscard]] HopResult answer(const Hop& hop);

  struct Waiting {
    std::uint64_t id = 0;
    Hop hop;
  };
  struct Bell;  // ends a wait
  const evidence::CaptureIndex* index_;
  std::int64_t max_body_bytes_;
  std::optional<Error>* fault_;
  std::deque<Waiting> waiting_;
  std::unique_ptr<Bell> bell_;
};

}  // namespace gweval
