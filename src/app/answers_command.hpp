#pragma once
// Script-driven functions asked the same everywhere (the command `answers`).

#include <filesystem>
#include <string>

#include "app/exit_code.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct AnswersOptions {
  std::string results;  // export
  std::string sheet;    // written, or read
  std::string plan;     // id of a test plan; export
  std::string rater;
  std::filesystem::path screenshots = ".";
  std::filesystem::path ratings = "gweval-ratings";
  std::string catalogue = "cstc-2025";
  std::string format = "text";  // list: text, csv
  std::string at;
  bool may_revise = false;  // import
  Language language = Language::zh;
};

[[nodiscard]] ExitCode run_answers_export(const AnswersOptions& options);
[[nodiscard]] ExitCode run_answers_import(const AnswersOptions& options);
[[nodiscard]] ExitCode run_answers_list(const AnswersOptions& options);

}  // namespace gweval
