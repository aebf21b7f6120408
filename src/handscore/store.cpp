#include "handscore/store.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <system_error>
#include <tuple>

#include <fmt/format.h>
#include <unistd.h>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "handscore/batch_json.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBatchBytes = std::size_t{256} << 20;
constexpr int kMaxBatches = 100'000;

fs::path batch_path(const fs::path& folder, int number) {
  return folder / "batches" / fmt::format("{:06}.json", number);
}

using Target = std::tuple<std::string, std::string, std::string>;

Target target_of(const Override& one) {
  return {one.site_id, one.indicator_id, one.criterion_id};
}

/// A batch beyond a gap would silently not count.
Result<void> check_no_gap(const fs::path& folder, int count) {
  std::error_code error;
  int files = 0;
  for (fs::directory_iterator at(folder / "batches", error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".json") ++files;
  }
  if (files == count) return {};
  return Error{
      ErrorCode::invalid_input,
      fmt::format("batch {:06} is missing, but later ones are there; restore it", count + 1),
      (folder / "batches").string()};
}

}  // namespace

std::string digest_text(std::string_view bytes) {
  return "sha256:" + sha256_hex(bytes);
}

const Plan* RatingStore::last_plan() const {
  const Plan* last = nullptr;
  for (const Batch& batch : batches) {
    if (batch.plan) last = &*batch.plan;
  }
  return last;
}

const PlanUnit* RatingStore::find_unit(std::string_view id, const Plan** plan) const {
  for (auto batch = batches.rbegin(); batch != batches.rend(); ++batch) {
    if (!batch->plan) continue;
    for (const PlanUnit& unit : batch->plan->units) {
      if (unit.id != id) continue;
      if (plan != nullptr) *plan = &*batch->plan;
      return &unit;
    }
  }
  return nullptr;
}

std::vector<StoredRating> RatingStore::ratings() const {
  std::vector<StoredRating> out;
  std::map<std::pair<Target, std::string>, std::size_t> places;
  for (const Batch& batch : batches) {
    for (const StoredRating& one : batch.ratings) {
      const ManualRating& of = one.rating;
      const auto [at, is_new] = places.try_emplace(
          {{of.site_id, of.indicator_id, of.criterion_id}, of.rater}, out.size());
      if (is_new) {
        out.push_back(one);
      } else {
        out[at->second] = one;
      }
    }
  }
  return out;
}

std::vector<Decision> RatingStore::decisions() const {
  std::vector<Decision> out;
  for (const Batch& batch : batches) {
    out.insert(out.end(), batch.decisions.begin(), batch.decisions.end());
  }
  return out;
}

std::vector<Override> RatingStore::overrides() const {
  std::vector<Override> out;
  for (const Batch& batch : batches) {
    out.insert(out.end(), batch.overrides.begin(), batch.overrides.end());
    for (const Withdrawal& gone : batch.withdrawals) {
      const Target target{gone.site, gone.indicator, gone.criterion};
      std::erase_if(out, [&](const Override& one) { return target_of(one) == target; });
    }
  }
  return out;
}

std::vector<StoredAnswer> RatingStore::answers() const {
  std::vector<StoredAnswer> out;
  for (const Batch& batch : batches) {
    out.insert(out.end(), batch.answers.begin(), batch.answers.end());
  }
  return out;
}

Result<RatingStore> load_rating_store(const fs::path& folder) {
  RatingStore store;
  for (int number = 1; number <= kMaxBatches; ++number) {
    const fs::path path = batch_path(folder, number);
    const auto text = read_file(path, kMaxBatchBytes);
    if (!text && text.error().code == ErrorCode::not_found) break;
    if (!text) return text.error();
    GWEVAL_TRY(ReadBatch read, parse_batch_json(*text, path.string()));
    if (read.number != number || read.previous != store.last_digest) {
      return Error{ErrorCode::invalid_input,
                   fmt::format("the batch does not follow the one before it: ratings were altered, "
                               "removed or slipped in at or before batch {}; restore a copy",
                               number),
                   path.string()};
    }
    store.last_digest = digest_text(*text);
    store.batches.push_back(std::move(read.batch));
  }
  GWEVAL_CHECK(check_no_gap(folder, static_cast<int>(store.batches.size())));
  return store;
}

Result<void> append_batch(const fs::path& folder, RatingStore& store, Batch batch) {
  GWEVAL_CHECK(make_folder(folder / "batches"));
  const int number = static_cast<int>(store.batches.size()) + 1;
  const std::string text = to_batch_json(batch, number, store.last_digest);
  const fs::path path = batch_path(folder, number);
  const fs::path written = fmt::format("{}.new-{}", path.string(), ::getpid());
  GWEVAL_CHECK(write_file_atomically(written, text));
  // A link never replaces what is there: of two imports at once one is refused, none is lost.
  const int linked = ::link(written.c_str(), path.c_str());
  const int error_number = errno;
  ::unlink(written.c_str());
  if (linked != 0 && error_number == EEXIST) {
    return Error{ErrorCode::invalid_input,
                 "another import has come first; nothing was imported, run the command again",
                 path.string()};
  }
  if (linked != 0) return errno_error(error_number, path, "write");
  store.last_digest = digest_text(text);
  for (StoredRating& one : batch.ratings) {
    one.at = batch.at;
    one.rating.scored_at = batch.at.substr(0, 10);
  }
  if (batch.plan) batch.plan->number = number;
  store.batches.push_back(std::move(batch));
  return {};
}

Result<std::string> keep_file(const fs::path& folder, const std::string& kind,
                              std::string_view bytes, const std::string& extension) {
  GWEVAL_CHECK(make_folder(folder / kind));
  const std::string hex = sha256_hex(bytes);
  GWEVAL_CHECK(write_file_atomically(folder / kind / (hex + extension), bytes));
  return "sha256:" + hex;
}

}  // namespace gweval
