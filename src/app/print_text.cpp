#include "app/print_text.hpp"

#include <cstdio>

#include "app/log.hpp"

namespace gweval {

ExitCode print_text(const Result<std::string>& text) {
  if (!text) {
    log::error(text.error());
    return exit_code_of(text.error().code);
  }
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::done;
}

}  // namespace gweval
