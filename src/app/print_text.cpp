#include "app/print_text.hpp"

#include <cstdio>

#include "app/fail.hpp"

namespace gweval {

ExitCode print_text(const Result<std::string>& text) {
  if (!text) return fail(text.error());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::done;
}

}  // namespace gweval
