// How long rank intervals take: 1,249 sites, 42 leaves, 10,000 draws of weights, as a round of the
// survey has them. Prints seconds and ratios; nothing is asserted about time. Arguments, each
// optional: SITES LEAVES DRAWS THREADS.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <limits>
#include <thread>
#include <vector>

#include "base/numbers.hpp"
#include "score/perturbation.hpp"

namespace gweval {
namespace {

using Seconds = std::chrono::duration<double>;

/// Sites of like quality, so that ranks move as they do in a real field.
RankModel make_model(std::size_t sites, std::size_t leaves) {
  RankModel model;
  model.sites = sites;
  model.leaves = leaves;
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    const double weight = 100.0 / static_cast<double>(leaves);
    for (std::size_t site = 0; site < sites; ++site) {
      const double level = uniform_at(1, site + 1);
      const double index = 0.6 * level + 0.4 * uniform_at(2, leaf * sites + site + 1);
      model.weights.push_back(weight);
      model.points.push_back(weight * index);
    }
  }
  model.bonus.assign(sites, 0);
  model.cap.assign(sites, std::numeric_limits<double>::infinity());
  model.tiers_from = {95'000'000, 85'000'000, 75'000'000, 60'000'000, 0};
  return model;
}

/// FNV-1a over all counts, to see that they are the same on every machine.
std::uint64_t checksum(const RankCounts& counts) {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (const auto* part : {&counts.ranks, &counts.tiers}) {
    for (const std::uint32_t count : *part) sum = (sum ^ count) * 0x100000001b3;
  }
  return sum;
}

double timed(const RankModel& model, std::size_t draws, unsigned threads) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  const RankCounts counts = count_ranks_on(model, 1, 0.25, draws, threads);
  const Seconds taken = std::chrono::steady_clock::now() - start;
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  std::printf("%2u thread(s): %6.2f s, %6.2f s of processor, checksum %016llx\n", threads,
              taken.count(), cpu, static_cast<unsigned long long>(checksum(counts)));
  return taken.count();
}

std::size_t argument(int argc, char** argv, int at, std::size_t otherwise) {
  if (at >= argc) return otherwise;
  const auto value = parse_integer(argv[at]);
  return value && *value > 0 ? static_cast<std::size_t>(*value) : otherwise;
}

int run(int argc, char** argv) {
  const std::size_t sites = argument(argc, argv, 1, 1249);
  const std::size_t leaves = argument(argc, argv, 2, 42);
  const std::size_t draws = argument(argc, argv, 3, 10'000);
  const auto threads = static_cast<unsigned>(
      argument(argc, argv, 4, std::max(1U, std::thread::hardware_concurrency())));
  std::printf("%zu sites, %zu leaves, %zu draws\n", sites, leaves, draws);
  const RankModel model = make_model(sites, leaves);
  const double one = timed(model, draws, 1);
  const double several = timed(model, draws, threads);
  std::printf("ratio one / %u threads: %.2f; target 3 s: %.2f of it used\n", threads, one / several,
              several / 3);
  return 0;
}

}  // namespace
}  // namespace gweval

int main(int argc, char** argv) {
  return gweval::run(argc, argv);
}
