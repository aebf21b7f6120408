#include "app/results_file.hpp"

#include "base/file.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxResultsBytes = std::size_t{4} << 30;

}  // namespace

Result<Results> load_results(const std::string& path) {
  GWEVAL_TRY(const std::string text, read_file(path, kMaxResultsBytes));
  return parse_results_json(text, path);
}

}  // namespace gweval
