#pragma once
// The facts of one page as extraction sees them (the command `inspect`).

#include <string>

#include "app/exit_code.hpp"
#include "gweval/crawl.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct InspectOptions {
  std::string page;     // a file, "-" for standard input, or an http(s) address
  std::string url;      // --url: the address a file was saved from
  std::string charset;  // --charset: as a Content-Type header would declare it
  bool prints_json = false;
  Language language = Language::zh;
  CrawlOptions crawl;
};

[[nodiscard]] ExitCode run_inspect(const InspectOptions& options);

}  // namespace gweval
