#pragma once
// Runs the gweval binary as a user would, and the sample portals it is run against.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/loopback_server.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {

struct ProgramRun {
  int exit_code = -1;  // 128 + signal if it was ended by one
  std::string out;
  std::string err;
  long peak_kib = 0;  // of its memory
};

/// Runs the binary with `arguments` in `folder`; no shell is involved. LANG and GWEVAL_INDICATORS
/// are fixed.
/// With `out_file` stdout goes there and is not read back.
[[nodiscard]] ProgramRun run_gweval(const std::filesystem::path& folder,
                                    const std::vector<std::string>& arguments,
                                    const std::string& out_file = {});

/// As run_gweval(), with a terminal of 100 columns as stderr; `err` is what was written to it.
[[nodiscard]] ProgramRun run_gweval_on_terminal(const std::filesystem::path& folder,
                                                const std::vector<std::string>& arguments);

/// As run_gweval(), but ended by SIGKILL after `moment`, unless it has ended by itself before.
[[nodiscard]] ProgramRun run_gweval_killed(const std::filesystem::path& folder,
                                           const std::vector<std::string>& arguments,
                                           std::chrono::microseconds moment);

/// The repository's folder `samples/` and others.
[[nodiscard]] std::filesystem::path source_path(const std::string& below);

inline constexpr const char* kSampleSites[] = {"qinghe", "linshui", "beiyuan"};

/// The three sample portals on loopback, and the options that lead the crawler there without a
/// delay.
class SamplePortals {
 public:
  SamplePortals();
  /// Other portals of the same hosts.
  explicit SamplePortals(const std::filesystem::path& root);
  [[nodiscard]] std::vector<std::string> crawl_options() const;
  [[nodiscard]] const LoopbackServer& server() const { return *server_; }
  [[nodiscard]] const TempDir& folder() const { return folder_; }

  /// `gweval score` over the sample list into folder/`out`, evidence in folder/evidence.
  [[nodiscard]] ProgramRun score(const std::vector<std::string>& more = {},
                                 const std::string& out = "out") const;
  [[nodiscard]] nlohmann::json results(const std::string& out = "out") const;

 private:
  TempDir folder_;
  std::unique_ptr<LoopbackServer> server_;
};

/// The element of `array` whose `key` is `value`; fails the test if there is none.
[[nodiscard]] const nlohmann::json& find_by(const nlohmann::json& array, const std::string& key,
                                            const std::string& value);

}  // namespace gweval::test
