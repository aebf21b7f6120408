#pragma once
// Progress of a round on stderr: lines that are redrawn where stderr is a terminal, a JSON object a
// line where that was asked for, else nothing.

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "gweval/crawl.hpp"

namespace gweval {

enum class ProgressMode {
  automatic,  // on a terminal only
  json,
  none,
};

class ProgressReport {
 public:
  explicit ProgressReport(ProgressMode mode);
  ~ProgressReport();
  ProgressReport(const ProgressReport&) = delete;
  ProgressReport& operator=(const ProgressReport&) = delete;

  /// Of the crawl; to be called from one thread.
  void show(const CrawlProgress& progress);

  /// The crawl has ended; the terminal is as if nothing had been shown.
  void end_crawl();

  /// One more site of `total` is scored; may be called from several threads.
  void note_scored(std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] double elapsed() const;
  void show_json(const CrawlProgress& progress);
  void draw(const CrawlProgress& progress);
  void clear();

  ProgressMode mode_;
  bool is_terminal_;
  bool can_move_up_;
  Clock::time_point started_;
  CrawlProgress last_;
  std::size_t lines_drawn_ = 0;
  bool has_begun_ = false;
  Clock::time_point round_due_{};
  std::unordered_map<std::string, Clock::time_point> site_due_;
  std::mutex scored_mutex_;
  std::size_t scored_ = 0;
};

/// Columns of the terminal on a file descriptor, or 80.
[[nodiscard]] std::size_t terminal_columns(int descriptor);

}  // namespace gweval
