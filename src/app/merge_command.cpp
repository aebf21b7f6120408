#include "app/merge_command.hpp"

#include "app/fail.hpp"
#include "app/results_file.hpp"
#include "app/round.hpp"
#include "gweval/scoring.hpp"

namespace gweval {
namespace {

Result<Results> merged(const MergeCommandOptions& options) {
  std::vector<Results> shards;
  shards.reserve(options.shards.size());
  for (const std::string& path : options.shards) {
    GWEVAL_TRY(Results shard, load_results(path));
    if (!shard.shard) {
      return Error{ErrorCode::invalid_input,
                   "these results are no shard: they were not made with --shard K/N", path};
    }
    shards.push_back(std::move(shard));
  }
  return merge_shards(std::move(shards));
}

}  // namespace

ExitCode run_merge(const MergeCommandOptions& options) {
  const auto results = merged(options);
  if (!results) return fail(results.error());
  RoundOptions round;
  round.out = options.out;
  round.language = options.language;
  round.prints_json = options.prints_json;
  return finish_round(round, *results);
}

}  // namespace gweval
