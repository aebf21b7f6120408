#pragma once
// What a round has found of its sites, set aside on disk until every site's rank is known: a
// round's memory holds one line a site and not its findings.

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gweval/report.hpp"
#include "gweval/result.hpp"

namespace gweval {

class SiteSpill {
 public:
  /// A file without a name in `folder`, gone with this object or the process. ErrorCode::io or
  /// ::no_space.
  [[nodiscard]] static Result<std::unique_ptr<SiteSpill>> open(const std::filesystem::path& folder,
                                                               std::size_t sites);
  ~SiteSpill();
  SiteSpill(const SiteSpill&) = delete;
  SiteSpill& operator=(const SiteSpill&) = delete;

  /// Once for every site, in any order, from any thread.
  [[nodiscard]] Result<void> put(std::size_t site, const SitePieces& pieces);

  [[nodiscard]] Result<std::string> indicators_json(std::size_t site) const;
  [[nodiscard]] Result<std::string> indicator_rows(std::size_t site) const;
  [[nodiscard]] Result<std::string> finding_rows(std::size_t site) const;

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::array<std::uint32_t, 3> lengths{};
  };
  SiteSpill(std::filesystem::path folder, int descriptor, std::size_t sites);
  [[nodiscard]] Result<std::string> read(std::size_t site, std::size_t piece) const;

  std::filesystem::path folder_;
  int descriptor_;
  std::vector<Place> places_;
  std::mutex mutex_;
  std::uint64_t size_ = 0;
};

}  // namespace gweval
