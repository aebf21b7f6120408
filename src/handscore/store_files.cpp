#include "handscore/store_files.hpp"

#include <cerrno>
#include <map>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "base/file.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHeadSchema = "gweval-ratings-head/1";
constexpr std::size_t kMaxHeadBytes = 4096;
constexpr std::size_t kMaxKeptBytes = std::size_t{64} << 20;
constexpr int kMaxStoredBatches = 100'000;
/// Where the store keeps bytes under their digest.
constexpr const char* kKinds[] = {"sheets", "answers"};

Error store_fault(const fs::path& path, const std::string& message) {
  return {ErrorCode::invalid_input, message, path.string()};
}

/// A file named by a digest, and which batch named it first.
using NamedFiles = std::map<std::string, int>;

void add_name(NamedFiles& names, const std::string& digest, int batch) {
  if (!digest.empty()) names.emplace(digest, batch);
}

NamedFiles named_files(const RatingStore& store) {
  NamedFiles names;
  int number = 0;
  for (const Batch& batch : store.batches) {
    ++number;
    const auto add_evidence = [&](const std::string& text) {
      if (is_digest(text)) add_name(names, text, number);
    };
    add_name(names, batch.source, number);
    for (const StoredRating& one : batch.ratings) {
      add_name(names, one.source, number);
      add_evidence(one.rating.evidence_url);
    }
    for (const StoredAnswer& one : batch.answers) add_name(names, one.screenshot, number);
    for (const Decision& one : batch.decisions) add_evidence(one.evidence_url);
    for (const Override& one : batch.overrides) add_evidence(one.evidence_url);
  }
  return names;
}

/// Files by the digest their name says.
std::map<std::string, fs::path> kept_files(const fs::path& folder) {
  std::map<std::string, fs::path> out;
  for (const char* kind : kKinds) {
    std::error_code error;
    for (fs::directory_iterator at(folder / kind, error), end; !error && at != end;
         at.increment(error)) {
      const std::string digest = "sha256:" + at->path().stem().string();
      if (is_digest(digest)) out.emplace(digest, at->path());
    }
  }
  return out;
}

}  // namespace

std::string batch_name(int number) {
  return fmt::format("{:06}.json", number);
}

Result<std::optional<StoreHead>> load_store_head(const fs::path& folder) {
  const fs::path path = folder / "head.json";
  const auto text = read_regular_file(path, kMaxHeadBytes);
  if (!text && text.error().code == ErrorCode::not_found) return std::optional<StoreHead>();
  if (!text) return text.error();
  try {
    const auto json = nlohmann::json::parse(*text);
    StoreHead out;
    if (json.at("schema").get<std::string>() == kHeadSchema) {
      out.newest.batches = json.at("batches").get<int>();
      out.newest.digest = json.at("newest").get<std::string>();
      out.next = json.at("next").get<std::string>();
      return std::optional(std::move(out));
    }
  } catch (const nlohmann::json::exception&) {  // NOLINT(bugprone-empty-catch): told below
  }
  return store_fault(path, "this is no head of a store of ratings; restore it from a copy");
}

Result<void> write_store_head(const fs::path& folder, const StoreHead& head) {
  const nlohmann::ordered_json json{{"schema", kHeadSchema},
                                    {"batches", head.newest.batches},
                                    {"newest", head.newest.digest},
                                    {"next", head.next}};
  return write_file_atomically(folder / "head.json", json.dump() + "\n");
}

Result<int> count_batches(const fs::path& folder) {
  std::error_code error;
  std::set<std::string> names;
  for (fs::directory_iterator at(folder / "batches", error), end; !error && at != end;
       at.increment(error)) {
    // A write that was cut off leaves such a file; it never counted.
    const std::string name = at->path().filename().string();
    if (at->path().extension() == ".json") names.insert(name);
  }
  int count = 0;
  while (count < kMaxStoredBatches && names.erase(batch_name(count + 1)) == 1) ++count;
  if (names.empty()) return count;
  const std::string& first = *names.begin();
  const bool is_batch = first.size() == 11 && first.find_first_not_of("0123456789") == 6;
  if (!is_batch) {
    return store_fault(folder / "batches" / first,
                       "this is no batch, whose names are 000001.json and so on; take it away");
  }
  return store_fault(folder / "batches" / batch_name(count + 1),
                     "the batch is missing, but later ones are there; restore it from a copy");
}

Result<void> check_head(const fs::path& folder, const RatingStore& store) {
  const fs::path path = folder / "head.json";
  GWEVAL_TRY(const auto head, load_store_head(folder));
  const int count = static_cast<int>(store.batches.size());
  if (!head) {
    if (count == 0) return {};
    return store_fault(path, "it is missing, but there are batches; restore it from a copy");
  }
  if (count < head->newest.batches) {
    return store_fault(folder / "batches" / batch_name(count + 1),
                       fmt::format("the batch was removed: there were {}; restore it from a copy",
                                   head->newest.batches));
  }
  const bool is_newest = count == head->newest.batches && store.last_digest == head->newest.digest;
  // An import that was cut off after its batch was written, before the head said so.
  const bool is_next =
      count == head->newest.batches + 1 && !head->next.empty() && store.last_digest == head->next;
  if (is_newest || is_next) return {};
  return store_fault(folder / "batches" / batch_name(count),
                     "the batch was altered or slipped in: head.json has another digest for the "
                     "newest; restore a copy of the store");
}

Result<std::set<std::string>> verify_kept_files(const fs::path& folder, const RatingStore& store) {
  const auto files = kept_files(folder);
  std::set<std::string> out;
  for (const auto& [digest, batch] : named_files(store)) {
    const auto file = files.find(digest);
    if (file == files.end()) {
      const std::string name = digest.substr(std::min(digest.size(), digest.find(':') + 1));
      return store_fault(folder / "sheets" / (name + ".*"),
                         fmt::format("the file was removed: batch {} came from it, or names it as "
                                     "evidence; restore it from a copy",
                                     batch));
    }
    GWEVAL_TRY(const std::string bytes, read_regular_file(file->second, kMaxKeptBytes));
    if (digest_text(bytes) != digest) {
      return store_fault(file->second, fmt::format("the file was altered: it is not what was "
                                                   "imported by batch {}; restore it from a copy",
                                                   batch));
    }
    out.insert(digest);
  }
  return out;
}

Result<StoreLock> StoreLock::take(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno_error(errno, folder, "open");
  StoreLock lock(descriptor);
  while (::flock(descriptor, LOCK_EX) != 0) {
    if (errno != EINTR) return errno_error(errno, folder, "lock");
  }
  return lock;
}

StoreLock::~StoreLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

StoreLock::StoreLock(StoreLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace gweval
