#pragma once
// Each function adds one group of commands; the chosen command stores what to do in `action`.

#include <functional>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "app/exit_code.hpp"

namespace gweval {

using Action = std::function<ExitCode()>;

void add_crawl_commands(CLI::App& app, Action& action);      // score, crawl, check
void add_evidence_commands(CLI::App& app, Action& action);   // import, extract
void add_results_commands(CLI::App& app, Action& action);    // explain, merge
void add_report_commands(CLI::App& app, Action& action);     // report, verify
void add_diff_commands(CLI::App& app, Action& action);       // diff, certainty, check-published
void add_hand_commands(CLI::App& app, Action& action);       // worksheet, agreement, …
void add_page_commands(CLI::App& app, Action& action);       // inspect
void add_catalogue_commands(CLI::App& app, Action& action);  // catalogue list|show|lint
void add_rules_commands(CLI::App& app, Action& action);      // rules list|show

}  // namespace gweval
