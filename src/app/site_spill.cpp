#include "app/site_spill.hpp"

#include <cerrno>
#include <limits>

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkostemp is POSIX
#include <unistd.h>

#include <fcntl.h>

#include "base/file.hpp"

namespace gweval {

Result<std::unique_ptr<SiteSpill>> SiteSpill::open(const std::filesystem::path& folder,
                                                   std::size_t sites) {
  std::string pattern = (folder / "round.XXXXXX").string();
  const int descriptor = mkostemp(pattern.data(), O_CLOEXEC);
  if (descriptor < 0) return errno_error(errno, folder, "write into the folder");
  unlink(pattern.c_str());
  return std::unique_ptr<SiteSpill>(new SiteSpill(folder, descriptor, sites));
}

SiteSpill::SiteSpill(std::filesystem::path folder, int descriptor, std::size_t sites)
    : folder_(std::move(folder)), descriptor_(descriptor), places_(sites) {}

SiteSpill::~SiteSpill() {
  close(descriptor_);
}

Result<void> SiteSpill::put(std::size_t site, const SitePieces& pieces) {
  Place& place = places_.at(site);
  std::string bytes = pieces.indicators_json + pieces.indicator_rows + pieces.finding_rows;
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorCode::limit_exceeded, "a site's results are larger than 4 GiB"};
  }
  place.lengths = {static_cast<std::uint32_t>(pieces.indicators_json.size()),
                   static_cast<std::uint32_t>(pieces.indicator_rows.size()),
                   static_cast<std::uint32_t>(pieces.finding_rows.size())};
  {
    const std::lock_guard lock(mutex_);
    place.offset = size_;
    size_ += bytes.size();
  }
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                 static_cast<off_t>(place.offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno_error(errno, folder_, "set results aside in the folder");
    done += static_cast<std::size_t>(count);
  }
  return {};
}

Result<std::string> SiteSpill::read(std::size_t site, std::size_t piece) const {
  const Place& place = places_.at(site);
  std::uint64_t offset = place.offset;
  for (std::size_t i = 0; i < piece; ++i) offset += place.lengths.at(i);
  std::string out(place.lengths.at(piece), '\0');
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t count =
        pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return errno_error(count < 0 ? errno : EIO, folder_, "read back results");
    done += static_cast<std::size_t>(count);
  }
  return out;
}

Result<std::string> SiteSpill::indicators_json(std::size_t site) const {
  return read(site, 0);
}

Result<std::string> SiteSpill::indicator_rows(std::size_t site) const {
  return read(site, 1);
}

Result<std::string> SiteSpill::finding_rows(std::size_t site) const {
  return read(site, 2);
}

}  // namespace gweval
