#include "app/round_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "base/file.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

int depth_of(const Indicator& indicator) {
  int deepest = 0;
  for (const Indicator& child : indicator.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

/// `first`, then a piece of every site.
Result<void> write_pieces(const std::filesystem::path& path, const std::string& first,
                          std::size_t sites, const SitePieceSource& piece) {
  GWEVAL_TRY(FileReplacement file, FileReplacement::start(path));
  GWEVAL_CHECK(file.append(first));
  for (std::size_t site = 0; site < sites; ++site) {
    GWEVAL_TRY(const std::string text, piece(site));
    GWEVAL_CHECK(file.append(text));
  }
  return file.commit();
}

}  // namespace

std::size_t level_columns_of(const Catalogue& catalogue, const std::vector<Site>& sites) {
  int deepest = 3;
  for (const Profile& profile : catalogue.profiles) {
    const bool is_used = std::any_of(sites.begin(), sites.end(), [&profile](const Site& site) {
      return site.profile == profile.id;
    });
    if (!is_used) continue;
    for (const Indicator& node : profile.indicators) deepest = std::max(deepest, depth_of(node));
    for (const Indicator& node : profile.bonus) deepest = std::max(deepest, depth_of(node));
  }
  return static_cast<std::size_t>(deepest);
}

Result<void> write_spilled_results(const RoundOptions& options, const Results& results,
                                   const SiteSpill& spill, std::size_t level_columns) {
  {
    GWEVAL_TRY(FileReplacement file, FileReplacement::start(options.out / "results.json"));
    GWEVAL_CHECK(write_results_json(
        results, [&spill](std::size_t site) { return spill.indicators_json(site); },
        [&file](std::string_view text) { return file.append(text); }));
    GWEVAL_CHECK(file.commit());
  }
  GWEVAL_CHECK(write_file_atomically(options.out / "ranking.csv", to_ranking_csv(results)));
  const std::size_t sites = results.sites.size();
  GWEVAL_CHECK(write_pieces(options.out / "indicators.csv", indicators_csv_header(level_columns),
                            sites,
                            [&spill](std::size_t site) { return spill.indicator_rows(site); }));
  return write_pieces(options.out / "findings.csv", findings_csv_header(), sites,
                      [&spill](std::size_t site) { return spill.finding_rows(site); });
}

Result<void> print_file(const std::filesystem::path& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return errno_error(errno, path, "read");
  std::array<char, 65536> buffer{};
  std::size_t count = 0;
  while ((count = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0) {
    std::fwrite(buffer.data(), 1, count, stdout);  // looked at when the program ends
  }
  return {};
}

}  // namespace gweval
