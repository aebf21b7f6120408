#pragma once
// Whether a published table of indices agrees with itself (the command `check-published`).

#include <string>

#include "app/exit_code.hpp"
#include "gweval/published.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct PublishedCommandOptions {
  std::string table;
  std::string catalogue = "cstc-2025";
  std::string format = "text";  // text, csv
  GroupProfiles groups;
  Language language = Language::zh;
};

[[nodiscard]] ExitCode run_check_published(const PublishedCommandOptions& options);

}  // namespace gweval
