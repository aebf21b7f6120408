#include "app/progress_view.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/display_width.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

// Less than this says nothing of a pace yet.
constexpr std::int64_t kFewestRequests = 3;
constexpr double kShortestSeconds = 0.5;

double rate_of(std::int64_t count, double seconds) {
  return seconds < kShortestSeconds ? 0 : static_cast<double>(count) / seconds;
}

std::string left_text(const std::optional<double>& left) {
  return left ? duration_text(*left) + " left" : std::string("time left unknown");
}

std::string site_text(const SiteProgress& site, std::size_t id_width) {
  return fmt::format("  {}  {}/{} pages  {:.1f}/s  {}", fit_left(site.site_id, id_width),
                     site.pages_done, site.pages_expected, rate_of(site.pages_done, site.seconds),
                     left_text(seconds_left(site)));
}

/// Indices of the `count` sites with the most time left; those without a pace come first.
std::vector<std::size_t> slowest_of(const std::vector<SiteProgress>& sites, std::size_t count) {
  std::vector<std::size_t> order(sites.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto left = [&](std::size_t i) { return seconds_left(sites[i]).value_or(HUGE_VAL); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return left(a) > left(b); });
  order.resize(std::min(count, order.size()));
  std::sort(order.begin(), order.end());
  return order;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : to_valid_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string number_or_null(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f}", *value) : std::string("null");
}

std::string head_of(std::string_view event) {
  return fmt::format(R"({{"schema":"gweval-progress/1","event":"{}")", event);
}

}  // namespace

std::optional<double> seconds_left(const SiteProgress& site) {
  if (site.requests_left == 0 && site.requests_done > 0) return 0;
  if (site.requests_done < kFewestRequests || site.seconds < kShortestSeconds) return std::nullopt;
  return static_cast<double>(site.requests_left) * site.seconds /
         static_cast<double>(site.requests_done);
}

// Sites run side by side, `sites_at_once` of them: the round takes as long as its slowest site, or
// as all the work shared out. What a site that has not begun takes is guessed from those that have.
std::optional<double> seconds_left(const CrawlProgress& round) {
  double longest = 0;
  double sum = 0;
  double sum_of_whole = 0;
  std::size_t known = 0;
  for (const SiteProgress& site : round.running) {
    const auto left = seconds_left(site);
    if (!left) continue;
    longest = std::max(longest, *left);
    sum += *left;
    sum_of_whole += *left + site.seconds;
    ++known;
  }
  if (round.sites_done >= round.sites_total) return 0;
  if (known == 0) return std::nullopt;
  const auto count = static_cast<double>(known);
  const std::size_t begun = round.sites_done + round.running.size();
  const std::size_t waiting = round.sites_total - std::min(begun, round.sites_total);
  const double all = sum / count * static_cast<double>(round.running.size()) +
                     sum_of_whole / count * static_cast<double>(waiting);
  const std::size_t slots =
      std::clamp<std::size_t>(round.running.size() + waiting, 1, round.sites_at_once);
  return std::max(longest, all / static_cast<double>(slots));
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::clamp(seconds, 0.0, 1e9)));
  if (whole < 60) return fmt::format("{} s", whole);
  const std::int64_t minutes = (whole + 30) / 60;
  if (minutes < 60) return fmt::format("{} min", minutes);
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

std::vector<std::string> progress_lines(const CrawlProgress& round, double seconds,
                                        std::size_t columns, std::size_t rows) {
  std::vector<std::string> lines;
  lines.push_back(fmt::format("sites {}/{}  {} pages  {:.1f}/s  {}  {}", round.sites_done,
                              round.sites_total, round.pages_done,
                              rate_of(round.pages_done, seconds), left_text(seconds_left(round)),
                              to_printable(round.url)));
  std::size_t room = rows > 1 ? rows - 1 : 0;
  const bool are_cut = round.running.size() > room;
  if (are_cut && room > 0) --room;  // for the line that says so
  std::size_t id_width = 0;
  const auto shown = slowest_of(round.running, room);
  for (const std::size_t i : shown)
    id_width = std::max(id_width, display_width(round.running[i].site_id));
  for (const std::size_t i : shown) {
    lines.push_back(site_text(round.running[i], std::min(id_width, columns / 3)));
  }
  if (are_cut && rows > 1) {
    lines.push_back(fmt::format("  and {} more sites", round.running.size() - shown.size()));
  }
  for (std::string& line : lines) line = fit_left(line, columns);
  return lines;
}

std::string round_line(const CrawlProgress& round, double seconds, std::string_view state) {
  return fmt::format(
      R"({},"stage":"crawl","state":"{}","elapsed_s":{:.1f},"sites_done":{},"sites_running":{},)"
      R"("sites_total":{},"pages":{},"requests":{},"pages_per_s":{:.1f},"left_s":{}}})",
      head_of("round"), state, seconds, round.sites_done, round.running.size(), round.sites_total,
      round.pages_done, round.requests_done, rate_of(round.pages_done, seconds),
      number_or_null(seconds_left(round)));
}

std::string site_line(const SiteProgress& site, std::string_view state) {
  const bool is_over = state == "ended" || state == "failed";
  return fmt::format(
      R"({},"id":{},"state":"{}","elapsed_s":{:.1f},"pages":{},"pages_expected":{},"requests":{},)"
      R"("requests_left":{},"pages_per_s":{:.1f},"left_s":{},"limit_reached":{}}})",
      head_of("site"), json_text(site.site_id), state, site.seconds, site.pages_done,
      site.pages_expected, site.requests_done, site.requests_left,
      rate_of(site.pages_done, site.seconds),
      number_or_null(is_over ? std::optional<double>(0) : seconds_left(site)),
      json_text(site.limit_reached));
}

std::string scoring_line(std::size_t done, std::size_t total, double seconds,
                         std::string_view state) {
  std::optional<double> left;
  if (done > 0) left = seconds * static_cast<double>(total - done) / static_cast<double>(done);
  return fmt::format(
      R"({},"stage":"score","state":"{}","elapsed_s":{:.1f},"sites_done":{},"sites_total":{},)"
      R"("left_s":{}}})",
      head_of("round"), state, seconds, done, total, number_or_null(left));
}

std::string log_line(std::string_view level, std::string_view message) {
  return fmt::format(R"({},"level":"{}","message":{}}})", head_of("log"), level,
                     json_text(message));
}

}  // namespace gweval
