#pragma once
// `gweval verify`: do published results follow from the evidence?

#include <filesystem>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "gweval/results.hpp"
#include "gweval/site.hpp"

namespace gweval {

struct VerifyOptions {
  std::string results;
  std::filesystem::path evidence = "gweval-evidence";
  std::string catalogue;      // empty: the one the results name
  bool trusts_facts = false;  // believe facts.sqlite instead of reading the archive anew
  int jobs = 1;
};

/// done: they follow. condition_failed: they do not, and the first difference is named.
[[nodiscard]] ExitCode run_verify(const VerifyOptions& options);

/// Sites and what people said of them, as the results state it: what a round needs beside evidence
/// and catalogue.
[[nodiscard]] std::vector<Site> sites_of(const Results& results);
[[nodiscard]] Judgements judgements_of(const Results& results);

/// "sites/3 (qinghe)/indicators/security/criteria/https/index: published 1, recomputed 0"; empty if
/// both documents are the same.
[[nodiscard]] std::string first_difference(const Results& published, const Results& recomputed);

}  // namespace gweval
