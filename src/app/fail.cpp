#include "app/fail.hpp"

#include "app/log.hpp"

namespace gweval {

ExitCode fail(const Error& error) {
  log::error(error);
  return exit_code_of(error.code);
}

}  // namespace gweval
