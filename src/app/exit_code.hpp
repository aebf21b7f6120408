#pragma once
// What the process answers its caller (docs/cli.md). Scripts rely on these: never renumber.

#include "gweval/result.hpp"

namespace gweval {

enum class ExitCode {
  done = 0,
  condition_failed = 1,  // done, and a condition that was asked for failed
  wrong_usage = 2,
  bad_input = 3,        // an input file is missing or wrong; zero sites or indicators
  not_observed = 4,     // done, but some sites could not be observed
  internal_error = 70,  // ours: a bug, or the machine refused (disk full, no permission)
};

/// The exit code an Error that ends the run stands for.
[[nodiscard]] constexpr ExitCode exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return ExitCode::wrong_usage;
    case ErrorCode::invalid_input:
    case ErrorCode::not_found:
    case ErrorCode::limit_exceeded:
    case ErrorCode::unsupported:
      return ExitCode::bad_input;
    case ErrorCode::network:
      return ExitCode::not_observed;
    case ErrorCode::io:
    case ErrorCode::no_space:
    case ErrorCode::internal:
      break;
  }
  return ExitCode::internal_error;
}

}  // namespace gweval
