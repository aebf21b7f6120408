#include "app/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "app/progress_view.hpp"

namespace gweval {
namespace {

constexpr std::chrono::seconds kRoundEvery{1};
constexpr std::chrono::seconds kSiteEvery{5};
constexpr std::size_t kMostRows = 10;

std::size_t terminal_rows(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

bool has_cursor_control() {
  const char* const term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) != "dumb";
}

void put_line(std::string line) {
  line += '\n';  // in one call, so that lines of several threads do not mix
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

std::size_t terminal_columns(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 80;
}

ProgressReport::ProgressReport(ProgressMode mode)
    : mode_(mode),
      is_terminal_(mode == ProgressMode::automatic && isatty(STDERR_FILENO) == 1),
      can_move_up_(is_terminal_ && has_cursor_control()),
      started_(Clock::now()) {}

ProgressReport::~ProgressReport() {
  clear();
}

double ProgressReport::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - started_).count();
}

void ProgressReport::show(const CrawlProgress& progress) {
  if (mode_ == ProgressMode::json) return show_json(progress);
  if (is_terminal_) draw(progress);
}

void ProgressReport::show_json(const CrawlProgress& progress) {
  const auto now = Clock::now();
  if (!has_begun_) put_line(round_line(progress, elapsed(), "started"));
  for (const SiteProgress& site : progress.running) {
    const auto [due, is_new] = site_due_.try_emplace(site.site_id, now);
    if (due->second > now) continue;
    due->second = now + kSiteEvery;
    put_line(site_line(site, is_new ? "started" : "running"));
  }
  for (const SiteProgress& site : progress.ended) {
    site_due_.erase(site.site_id);
    put_line(site_line(site, site.has_failed ? "failed" : "ended"));
  }
  if (!has_begun_) round_due_ = now + kRoundEvery;
  has_begun_ = true;
  if (now >= round_due_) {
    round_due_ = now + kRoundEvery;
    put_line(round_line(progress, elapsed(), "running"));
  }
  last_ = progress;
}

void ProgressReport::end_crawl() {
  clear();
  if (mode_ == ProgressMode::json && has_begun_) put_line(round_line(last_, elapsed(), "ended"));
  has_begun_ = false;
  started_ = Clock::now();
}

void ProgressReport::note_scored(std::size_t total) {
  if (mode_ != ProgressMode::json) return;
  const std::lock_guard lock(scored_mutex_);
  const auto now = Clock::now();
  const bool is_first = scored_ == 0;
  ++scored_;
  if (is_first) round_due_ = now + kRoundEvery;
  if (scored_ == total) return put_line(scoring_line(scored_, total, elapsed(), "ended"));
  if (!is_first && now < round_due_) return;
  round_due_ = now + kRoundEvery;
  put_line(scoring_line(scored_, total, elapsed(), "running"));
}

void ProgressReport::draw(const CrawlProgress& progress) {
  const std::size_t rows =
      can_move_up_ ? std::min(kMostRows, std::max<std::size_t>(terminal_rows(STDERR_FILENO), 3) - 2)
                   : 1;
  const auto lines = progress_lines(progress, elapsed(), terminal_columns(STDERR_FILENO) - 1, rows);
  std::string text = "\r";
  if (lines_drawn_ > 1) text += "\x1b[" + std::to_string(lines_drawn_ - 1) + "A";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : "\n") + lines[i];
  if (can_move_up_) text += "\x1b[J";  // what a longer list left below
  lines_drawn_ = lines.size();
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

void ProgressReport::clear() {
  if (!is_terminal_ || lines_drawn_ == 0) return;
  std::string text = "\r";
  if (lines_drawn_ > 1) text += "\x1b[" + std::to_string(lines_drawn_ - 1) + "A";
  text += can_move_up_ ? std::string("\x1b[J")
                       : std::string(terminal_columns(STDERR_FILENO) - 1, ' ') + "\r";
  lines_drawn_ = 0;
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace gweval
