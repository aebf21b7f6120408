#include "app/progress.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/display_width.hpp"

namespace gweval {

std::size_t terminal_columns(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 80;
}

ProgressLine::ProgressLine(bool is_wanted)
    : is_active_(is_wanted && isatty(STDERR_FILENO) == 1),
      columns_(terminal_columns(STDERR_FILENO)),
      started_(std::chrono::steady_clock::now()) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(const CrawlProgress& progress) {
  if (!is_active_) return;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started_;
  const double rate =
      elapsed.count() > 0.5 ? static_cast<double>(progress.pages_done) / elapsed.count() : 0;
  const std::string line =
      fmt::format("sites {}/{}  pages {} ({:.1f}/s)  {}", progress.sites_done, progress.sites_total,
                  progress.pages_done, rate, to_printable(progress.url));
  std::fputs(("\r" + fit_left(line, columns_ - 1)).c_str(), stderr);
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (!is_active_) return;
  std::fputs(("\r" + std::string(columns_ - 1, ' ') + "\r").c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace gweval
