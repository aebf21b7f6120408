#pragma once
// SIGINT and SIGTERM stop the work and keep the evidence; a second one ends the process at once.

#include <string>

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction is POSIX

#include "app/exit_code.hpp"

namespace gweval {

[[nodiscard]] bool is_interrupted();

class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
};

/// Ends the process by the signal that asked for it, so that the caller sees the truth.
ExitCode end_interrupted(const std::string& evidence_folder);

}  // namespace gweval
