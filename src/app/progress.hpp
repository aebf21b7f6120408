#pragma once
// One status line on stderr while a crawl runs, on a terminal only; nothing where stderr is a file
// or pipe.

#include <chrono>
#include <cstddef>

#include "gweval/crawl.hpp"

namespace gweval {

class ProgressLine {
 public:
  explicit ProgressLine(bool is_wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const CrawlProgress& progress);
  void clear();

 private:
  bool is_active_;
  std::size_t columns_ = 80;
  std::chrono::steady_clock::time_point started_;
};

/// Columns of the terminal on a file descriptor, or 80.
[[nodiscard]] std::size_t terminal_columns(int descriptor);

}  // namespace gweval
