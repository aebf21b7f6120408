#include "handscore/store.hpp"

#include <map>
#include <tuple>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/name_key.hpp"
#include "handscore/batch_json.hpp"
#include "handscore/store_files.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBatchBytes = std::size_t{256} << 20;

using Target = std::tuple<std::string, std::string, std::string>;

Target target_of(const Override& one) {
  return {one.site_id, one.indicator_id, one.criterion_id};
}

}  // namespace

std::string digest_text(std::string_view bytes) {
  return "sha256:" + sha256_hex(bytes);
}

bool is_digest(std::string_view text) {
  constexpr std::string_view kPrefix = "sha256:";
  return text.starts_with(kPrefix) && text.size() == kPrefix.size() + 64 &&
         text.find_first_not_of("0123456789abcdef", kPrefix.size()) == std::string_view::npos;
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
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> places;
  for (const Batch& batch : batches) {
    for (const StoredAnswer& one : batch.answers) {
      const auto [at, is_new] =
          places.try_emplace({one.site, one.plan, one.question, one.rater}, out.size());
      if (is_new) {
        out.push_back(one);
      } else {
        out[at->second] = one;
      }
    }
  }
  return out;
}

std::set<std::string> RatingStore::raters() const {
  std::set<std::string> out;
  for (const Batch& batch : batches) {
    if (batch.plan) {
      out.insert(batch.plan->raters.begin(), batch.plan->raters.end());
      for (const PlanUnit& unit : batch.plan->units) {
        out.insert(unit.raters.begin(), unit.raters.end());
      }
    }
    if (batch.questions) out.insert(batch.questions->rater);
    for (const StoredRating& one : batch.ratings) out.insert(one.rating.rater);
    for (const StoredAnswer& one : batch.answers) out.insert(one.rater);
  }
  return out;
}

std::string RatingStore::other_spelling(const std::string& name) const {
  const std::set<std::string> names = raters();
  if (names.contains(name)) return {};
  for (const std::string& one : names) {
    if (name_key(one) == name_key(name)) return one;
  }
  return {};
}

RatingsHead RatingStore::head() const {
  return {static_cast<int>(batches.size()), last_digest};
}

Result<RatingStore> load_rating_store(const fs::path& folder) {
  RatingStore store;
  GWEVAL_TRY(const int count, count_batches(folder));
  for (int number = 1; number <= count; ++number) {
    const fs::path path = folder / "batches" / batch_name(number);
    GWEVAL_TRY(const std::string text, read_regular_file(path, kMaxBatchBytes));
    GWEVAL_TRY(ReadBatch read, parse_batch_json(text, path.string()));
    if (read.number != number || read.previous != store.last_digest) {
      const bool is_before = read.number == number && number > 1;
      return Error{
          ErrorCode::invalid_input,
          "the batch was altered or slipped in: the batches do not follow one another; "
          "restore a copy of the store",
          is_before ? (folder / "batches" / batch_name(number - 1)).string() : path.string()};
    }
    store.last_digest = digest_text(text);
    store.batches.push_back(std::move(read.batch));
  }
  GWEVAL_CHECK(check_head(folder, store));
  GWEVAL_TRY(store.kept, verify_kept_files(folder, store));
  return store;
}

Result<void> append_batch(const fs::path& folder, RatingStore& store, Batch batch) {
  GWEVAL_CHECK(make_folder(folder / "batches"));
  GWEVAL_TRY(const StoreLock lock, StoreLock::take(folder));
  const int number = static_cast<int>(store.batches.size()) + 1;
  const fs::path path = folder / "batches" / batch_name(number);
  GWEVAL_TRY(const int count, count_batches(folder));
  if (count != number - 1) {
    return Error{ErrorCode::invalid_input,
                 "another import has come first; nothing was imported, run the command again",
                 path.string()};
  }
  const std::string text = to_batch_json(batch, number, store.last_digest);
  const std::string digest = digest_text(text);
  // The head announces the batch first: whenever this is cut off, head and batches agree.
  GWEVAL_CHECK(write_store_head(folder, {store.head(), digest}));
  GWEVAL_CHECK(write_file_atomically(path, text));
  GWEVAL_CHECK(write_store_head(folder, {{number, digest}, {}}));
  store.last_digest = digest;
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
