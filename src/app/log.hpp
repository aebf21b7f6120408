#pragma once
// Diagnostics for people, on stderr only: "gweval: error: where: what". stdout carries results
// only.

#include <string>

#include "gweval/result.hpp"

namespace gweval::log {

enum class Verbosity { quiet, normal, verbose };

/// Call once, before threads start. quiet: errors only; verbose: also what the stages do.
void set_up(Verbosity verbosity);

/// From now on each message is a line of `--progress json`, so that stderr is nothing else.
void use_json_lines();

void error(const std::string& message);
void error(const Error& error);
void errors(const Diagnostics& faults);
void warning(const std::string& message);
void notices(const Diagnostics& notices);
void info(const std::string& message);
void detail(const std::string& message);  // verbose only

}  // namespace gweval::log
