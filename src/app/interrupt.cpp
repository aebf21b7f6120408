#include "app/interrupt.hpp"

#include <atomic>
#include <csignal>

#include "app/log.hpp"

namespace gweval {
namespace {

std::atomic<bool> interrupted{false};  // set by the signal handler, read by the crawl

}  // namespace

bool is_interrupted() {
  return interrupted.load();
}

InterruptGuard::InterruptGuard() {
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted.store(true); };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, &old_interrupt_);
  sigaction(SIGTERM, &action, &old_terminate_);
}

InterruptGuard::~InterruptGuard() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
}

ExitCode end_interrupted(const std::string& evidence_folder) {
  log::warning("interrupted; what was captured is kept in " + evidence_folder +
               ", the same command resumes");
  std::signal(SIGINT, SIG_DFL);
  std::raise(SIGINT);
  return ExitCode::not_observed;
}

}  // namespace gweval
