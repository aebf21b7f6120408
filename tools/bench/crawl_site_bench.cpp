// Parts of tools/bench/crawl: makes a portal-like site, parses its pages with gumbo as a yardstick,
// and runs a command, telling its wall time and peak memory. Numbers only, for the script:
//   crawl_site_bench generate FOLDER PAGES
//   crawl_site_bench parse FOLDER      seconds, pages
//   crawl_site_bench measure COMMAND…  seconds, of the processor too, peak MiB, exit code

#include <gumbo.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kPageBytes = 30 * 1024;
constexpr int kLinks = 50;
constexpr int kItems = 30;     // articles of a column
constexpr int kChildren = 40;  // columns of a channel

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Chinese text of no meaning, another one for each seed.
std::string paragraph(unsigned seed, std::size_t bytes) {
  static constexpr std::string_view kCharacters =
      "政务公开信息发布机构职能办事服务互动交流通知公告";
  constexpr std::size_t kBytesEach = 3;  // UTF-8
  std::string out;
  while (out.size() < bytes) {
    seed = seed * 1664525U + 1013904223U;
    const std::size_t at = seed / 65536U % (kCharacters.size() / kBytesEach) * kBytesEach;
    out += kCharacters.substr(at, kBytesEach);
  }
  return out;
}

/// The words that link to a page: the same wherever they stand, as on a site.
std::string name_of(std::string_view path) {
  unsigned seed = 2166136261U;
  for (const char c : path) seed = (seed ^ static_cast<unsigned char>(c)) * 16777619U;
  return paragraph(seed, 24);
}

struct Page {
  std::string path;
  std::string title;
  std::vector<std::string> links;  // as written in the page
  std::string date;                // of an article
};

void write_page(const fs::path& root, const Page& page, unsigned seed) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + page.title +
      "</title><meta name=\"SiteName\" content=\"测试市人民政府\"><meta name=\"ColumnName\" "
      "content=\"栏目\"></head><body><div class=\"nav\"><ul>";
  for (const std::string& link : page.links) {
    html += "<li><a href=\"" + link + "\">" + name_of(link) + "</a><span>" +
            (page.date.empty() ? "2025-11-03" : page.date) + "</span></li>";
  }
  html += "</ul></div><div class=\"content\"><h1>" + page.title + "</h1>";
  while (html.size() + 40 < kPageBytes) html += "<p>" + paragraph(++seed, 300) + "</p>\n";
  html += "</div></body></html>\n";
  const fs::path file = root / page.path.substr(1);
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << html;
}

/// Home, channels, columns and their articles; every page is reached from the home page.
std::vector<Page> plan(int count) {
  std::vector<Page> pages(1);
  pages[0] = {"/index.html", "测试市人民政府", {}, ""};
  const int columns = std::max(1, count / (kItems + 2));
  for (int c = 0; c < columns && static_cast<int>(pages.size()) < count; ++c) {
    const std::string channel = "/ch" + std::to_string(c / kChildren) + "/";
    const std::string folder = channel + "col" + std::to_string(c) + "/";
    if (c % kChildren == 0) {
      pages.push_back({channel + "index.html", "频道", {}, ""});
      pages[0].links.push_back(channel);
    }
    Page column{folder + "index.html", "栏目" + std::to_string(c), {}, ""};
    const bool is_last = c + 1 == columns;
    const std::size_t room = static_cast<std::size_t>(count) - pages.size() - 1;
    const std::size_t items = is_last ? room : std::min<std::size_t>(kItems, room);
    for (std::size_t i = 0; i < items; ++i) {
      const std::string day = std::to_string(10 + i % 18);
      const std::string url =
          folder + "202511/t202511" + day + "_" + std::to_string(100000 + i) + ".html";
      column.links.push_back(url);
      pages.push_back(
          {url, "关于某事项的通知公告第" + std::to_string(i) + "号", {}, "2025-11-" + day});
    }
    pages.push_back(std::move(column));
    for (Page& page : pages) {
      if (page.path == channel + "index.html") page.links.push_back(folder);
    }
  }
  return pages;
}

int generate(const fs::path& root, int count) {
  auto pages = plan(count);
  unsigned seed = 1;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Page& page = pages[i];
    for (std::size_t k = 1; static_cast<int>(page.links.size()) < kLinks; ++k) {
      page.links.push_back(pages[(i + k * 37) % pages.size()].path);  // to others, known ones
    }
    write_page(root, page, seed += 1000);
  }
  std::printf("%zu pages in %s\n", pages.size(), root.c_str());
  return 0;
}

int parse(const fs::path& root) {
  std::vector<std::string> bodies;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    bodies.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  const auto start = Clock::now();
  for (const std::string& body : bodies) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, body.data(), body.size());
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
  const double seconds = seconds_since(start);
  std::printf("%.3f %zu\n", seconds, bodies.size());
  return 0;
}

int measure(char** command) {
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child < 0) return 70;
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stdout) == nullptr) _exit(127);
    execvp(command[0], command);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  const double processor =
      static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
      static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  std::printf("%.3f %.3f %ld %d\n", seconds_since(start), processor, usage.ru_maxrss / 1024,
              WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (verb == "generate" && argc == 4) return generate(argv[2], std::max(10, std::atoi(argv[3])));
  if (verb == "parse" && argc == 3) return parse(argv[2]);
  if (verb == "measure" && argc > 2) return measure(argv + 2);
  std::fprintf(stderr,
               "usage: crawl_site_bench generate FOLDER PAGES | parse FOLDER | measure COMMAND…\n");
  return 2;
}
