// Shards of one round to the results of the whole list.

#include <algorithm>

#include "gweval/scoring.hpp"

namespace gweval {
namespace {

std::string name_of(const Shard& shard) {
  return "shard " + std::to_string(shard.number) + "/" + std::to_string(shard.count);
}

Error fault(const std::string& message) {
  return Error{ErrorCode::invalid_input, message};
}

/// What two shards of one round must have in common; the name of the first that differs.
std::string difference(const Results& a, const Results& b) {
  if (a.engine_version != b.engine_version) return "engine version";
  if (a.catalogue_id != b.catalogue_id || a.catalogue_digest != b.catalogue_digest)
    return "catalogue";
  if (a.tiers != b.tiers || a.profiles != b.profiles) return "catalogue";
  if (a.as_of != b.as_of) return "as-of date";
  if (a.round != b.round) return "round";
  if (a.ties != b.ties) return "tie rule";
  if (a.ratings != b.ratings) return "store of ratings";
  for (const auto& [id, version] : a.rules) {
    const auto other = b.rules.find(id);
    if (other != b.rules.end() && other->second != version) return "version of rule " + id;
  }
  return {};
}

/// Sites the list must have for these shards: each one's share differs by at most one.
Result<std::size_t> list_size(const std::vector<Results>& shards) {
  std::size_t total = 0;
  for (const Results& each : shards) total += each.sites.size();
  const std::size_t count = shards.size();
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t expected = total / count + (k < total % count ? 1 : 0);
    if (shards[k].sites.size() == expected) continue;
    return fault(name_of(*shards[k].shard) + " has " + std::to_string(shards[k].sites.size()) +
                 " site(s), but of a list of " + std::to_string(total) + " it has " +
                 std::to_string(expected) +
                 "; score all shards with the same site list and profiles");
  }
  return total;
}

Result<void> check_set(const std::vector<Results>& shards) {
  const auto count = static_cast<std::size_t>(shards.front().shard->count);
  for (std::size_t k = 0; k < shards.size(); ++k) {
    const Shard& shard = *shards[k].shard;
    if (static_cast<std::size_t>(shard.count) != count) {
      return fault(name_of(shard) + " and " + name_of(*shards.front().shard) +
                   " are of different rounds");
    }
    if (k > 0 && shard.number == shards[k - 1].shard->number) {
      return fault(name_of(shard) + " is given twice");
    }
  }
  for (std::size_t k = 0; k < count; ++k) {
    if (k < shards.size() && shards[k].shard->number == static_cast<int>(k) + 1) continue;
    return fault(name_of({static_cast<int>(k) + 1, static_cast<int>(count)}) + " is missing");
  }
  return {};
}

}  // namespace

Result<Results> merge_shards(std::vector<Results> shards) {
  if (shards.empty()) return fault("no results to merge");
  for (const Results& each : shards) {
    if (!each.shard || each.shard->count < 1) {
      return fault("one of the results is no shard: it was not made with --shard K/N");
    }
  }
  std::sort(shards.begin(), shards.end(),
            [](const Results& a, const Results& b) { return a.shard->number < b.shard->number; });
  GWEVAL_CHECK(check_set(shards));
  for (const Results& each : shards) {
    const std::string differs = difference(shards.front(), each);
    if (differs.empty()) continue;
    return fault(name_of(*shards.front().shard) + " and " + name_of(*each.shard) +
                 " differ in their " + differs + "; score all of them alike");
  }
  GWEVAL_TRY(const std::size_t total, list_size(shards));
  Results out = shards.front();
  out.shard.reset();
  out.sites.clear();
  out.sites.reserve(total);
  for (const Results& each : shards) out.rules.insert(each.rules.begin(), each.rules.end());
  for (std::size_t i = 0; i < total; ++i) {
    out.sites.push_back(std::move(shards[i % shards.size()].sites[i / shards.size()]));
  }
  rank_sites(out, out.ties);
  return out;
}

}  // namespace gweval
