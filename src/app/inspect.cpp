#include "app/inspect.hpp"

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>

#include <stdlib.h>

#include "app/fail.hpp"
#include "base/file.hpp"
#include "evidence/replay.hpp"
#include "gweval/extract.hpp"
#include "gweval/report.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPageBytes = 64 * 1024 * 1024;

/// A folder that goes away with the object.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make() {
    std::string pattern = (fs::temp_directory_path() / "gweval-inspect-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) return errno_error(errno, pattern, "make the folder");
    return ScratchFolder(pattern);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit ScratchFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

Result<std::string> read_page(const std::string& page) {
  if (page != "-") return read_file(page, kMaxPageBytes);
  std::string content(std::istreambuf_iterator<char>(std::cin), {});
  return content;
}

bool is_root(const std::string& url) {
  const auto parsed = parse_url(url);
  return parsed && parsed->path == "/" && !parsed->query;
}

Result<PageFacts> facts_of_file(const InspectOptions& options) {
  GWEVAL_TRY(const std::string body, read_page(options.page));
  std::string url = "http://localhost/";
  if (!options.url.empty()) {
    const auto canonical = canonical_url(options.url);
    const auto given = canonical ? parse_url(*canonical) : std::nullopt;
    if (!given || (given->scheme != "http" && given->scheme != "https")) {
      return Error{ErrorCode::invalid_argument, "--url is not an absolute address of http or https",
                   options.url};
    }
    url = *canonical;
  }
  PageInput input;
  input.url = url;
  input.final_url = url;
  input.media_type = "text/html";
  input.header_charset = options.charset;
  input.body = body;
  input.is_start = !options.url.empty() && is_root(url);
  return extract_page(input);
}

/// Fetched as a crawl of one page would: same limits, same manners, same facts.
Result<PageFacts> facts_of_url(const InspectOptions& options) {
  GWEVAL_TRY(const ScratchFolder folder, ScratchFolder::make());
  const auto canonical = canonical_url(options.page);
  if (!canonical)
    return Error{ErrorCode::invalid_argument, "not an absolute address", options.page};
  Site site;
  site.id = "page";
  site.name = options.page;
  site.url = *canonical;
  CrawlOptions crawl = options.crawl;
  crawl.evidence = folder.path();
  crawl.max_pages = 1;
  GWEVAL_TRY(const auto outcomes,
             crawl_sites(
                 {site}, crawl, [](const CrawlProgress&) {}, [] { return false; }));
  if (outcomes.front().error) return *outcomes.front().error;
  // The crawl took the page for a start page; whether it is one, its address tells.
  const auto extractor = [](const Capture& capture, bool) {
    return extract_capture(capture, is_root(capture.fetch.final_url));
  };
  GWEVAL_TRY(const SiteFacts facts, evidence::facts_of_archive(folder.path(), site.id, extractor));
  if (!facts.pages.empty() && facts.pages.front().url == site.url) return facts.pages.front();
  const std::string reason =
      facts.home ? std::string(to_text(facts.home->outcome)) +
                       (facts.home->status > 0 ? " " + std::to_string(facts.home->status) : "") +
                       (facts.home->detail.empty() ? "" : ", " + facts.home->detail)
                 : "nothing was fetched";
  return Error{ErrorCode::network, "no HTML page there: " + reason, options.page};
}

bool is_address(const std::string& page) {
  return page.starts_with("http://") || page.starts_with("https://");
}

}  // namespace

ExitCode run_inspect(const InspectOptions& options) {
  const auto facts = is_address(options.page) ? facts_of_url(options) : facts_of_file(options);
  if (!facts) return fail(facts.error());
  const std::string shown = options.prints_json ? to_page_facts_json(*facts)
                                                : to_page_facts_text(*facts, options.language);
  std::fputs(shown.c_str(), stdout);
  return ExitCode::done;
}

}  // namespace gweval
