#include "app/log.hpp"

#include <cstdio>
#include <string>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/progress_view.hpp"
#include "base/display_width.hpp"

namespace gweval::log {
namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("gweval");
    made->set_pattern("gweval: %l: %v");
    return made;
  }();
  return *instance;
}

bool writes_json = false;  // set before threads start

/// Messages carry text of sites and files, which may try to drive the terminal.
void write(spdlog::level::level_enum level, const std::string& message) {
  if (!writes_json) return logger().log(level, "{}", to_printable(message));
  if (!logger().should_log(level)) return;
  const auto name = spdlog::level::to_string_view(level);
  const std::string line = log_line({name.data(), name.size()}, to_printable(message)) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

void set_up(Verbosity verbosity) {
  switch (verbosity) {
    case Verbosity::quiet:
      logger().set_level(spdlog::level::err);
      break;
    case Verbosity::normal:
      logger().set_level(spdlog::level::info);
      break;
    case Verbosity::verbose:
      logger().set_level(spdlog::level::debug);
      break;
  }
}

void use_json_lines() {
  writes_json = true;
}

void error(const std::string& message) {
  write(spdlog::level::err, message);
}
void error(const Error& error) {
  write(spdlog::level::err, error.text());
}
void errors(const Diagnostics& faults) {
  for (const Diagnostic& fault : faults) write(spdlog::level::err, fault.text());
}
void warning(const std::string& message) {
  write(spdlog::level::warn, message);
}
void notices(const Diagnostics& notices) {
  for (const Diagnostic& notice : notices) write(spdlog::level::warn, notice.text());
}
void info(const std::string& message) {
  write(spdlog::level::info, message);
}
void detail(const std::string& message) {
  write(spdlog::level::debug, message);
}

}  // namespace gweval::log
