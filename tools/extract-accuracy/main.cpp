// How often extraction reads what a reader sees: facts of saved pages against a table of truths.
//   extract-accuracy MANIFEST.tsv [--only FILE] [--without FILE] [--misses]
// FILE names pages, one a line as in the table. Prints per field: n, correct, share.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/utf8.hpp"
#include "gweval/extract.hpp"
#include "manifest.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20U;

struct Score {
  int pages = 0;
  int correct = 0;
};

struct Options {
  std::string manifest;
  std::set<std::string> only;
  std::set<std::string> without;
  bool shows_misses = false;
};

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : fold_space(text)) {
    if (c != ' ') out += c;
  }
  return out;
}

std::string newest_item(const PageFacts& facts) {
  std::optional<Date> newest;
  for (const ListItem& item : facts.list_items) {
    if (item.date && (!newest || *newest < *item.date)) newest = item.date;
  }
  return newest ? to_text(*newest) : std::string();
}

std::string read_field(const PageFacts& facts, std::string_view field) {
  if (field == "title") return facts.title;
  if (field == "pub_date") {
    return facts.pub_date.value ? to_text(*facts.pub_date.value) : std::string();
  }
  if (field == "content_source") return facts.content_source.value;
  if (field == "newest_item_date") return newest_item(facts);
  if (field == "page_kind") return std::string(to_text(facts.kind));
  if (field == "site_id_code") return facts.site_id_code;
  return facts.footer.icp;
}

// The page's address is not in the table; its file name stands in, so that the kind is read from
// the page alone.
PageFacts facts_of(const ManifestRow& row, const std::string& body) {
  const std::string name = std::filesystem::path(row.at("file")).filename().string();
  const std::string url = "http://" + row.at("site_domain") + "/saved/" + name;
  PageInput input;
  input.url = input.final_url = url;
  input.media_type = "text/html";
  input.body = body;
  return extract_page(input);
}

constexpr std::string_view kFields[] = {
    "title", "pub_date", "content_source", "newest_item_date", "page_kind", "site_id_code", "icp"};

Result<void> measure(const Options& options) {
  GWEVAL_TRY(const std::vector<ManifestRow> rows, read_manifest(options.manifest));
  const std::filesystem::path folder = std::filesystem::path(options.manifest).parent_path();
  std::vector<Score> scores(std::size(kFields));
  int pages = 0;
  for (const ManifestRow& row : rows) {
    const std::string& file = row.at("file");
    if (!options.only.empty() && !options.only.contains(file)) continue;
    if (options.without.contains(file)) continue;
    GWEVAL_TRY(const std::string body, read_file(folder / file, kMaxPageBytes));
    const PageFacts facts = facts_of(row, body);
    ++pages;
    for (std::size_t i = 0; i < std::size(kFields); ++i) {
      const std::string truth = row.find(kFields[i])->second;
      if (truth.empty()) continue;
      const std::string read = read_field(facts, kFields[i]);
      const bool is_correct = without_blanks(read) == without_blanks(truth);
      ++scores[i].pages;
      scores[i].correct += is_correct ? 1 : 0;
      if (!is_correct && options.shows_misses) {
        fmt::print("miss\t{}\t{}\tread: {}\ttruth: {}\n", file, kFields[i], read, truth);
      }
    }
  }
  fmt::print("{} pages\n{:<18}{:>5}{:>9}{:>8}\n", pages, "field", "n", "correct", "share");
  for (std::size_t i = 0; i < std::size(kFields); ++i) {
    const double share = scores[i].pages == 0 ? 0.0
                                              : static_cast<double>(scores[i].correct) /
                                                    static_cast<double>(scores[i].pages);
    fmt::print("{:<18}{:>5}{:>9}{:>8.3f}\n", kFields[i], scores[i].pages, scores[i].correct, share);
  }
  return {};
}

Result<Options> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const bool is_list = argument == "--only" || argument == "--without";
    if (is_list && i + 1 < arguments.size()) {
      GWEVAL_TRY(const std::vector<std::string> lines, read_lines(arguments[++i]));
      auto& names = argument == "--only" ? options.only : options.without;
      names.insert(lines.begin(), lines.end());
    } else if (argument == "--misses") {
      options.shows_misses = true;
    } else if (options.manifest.empty() && !argument.starts_with("-")) {
      options.manifest = argument;
    } else {
      return Error{ErrorCode::invalid_argument, "unknown argument " + argument};
    }
  }
  if (options.manifest.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "usage: extract-accuracy MANIFEST.tsv [--only FILE] [--without FILE] [--misses]"};
  }
  return options;
}

}  // namespace
}  // namespace gweval

int main(int argc, char** argv) {
  const auto options = gweval::parse_options({argv + 1, argv + argc});
  if (!options) {
    fmt::print(stderr, "{}\n", options.error().text());
    return 2;
  }
  const auto done = gweval::measure(*options);
  if (!done) {
    fmt::print(stderr, "{}\n", done.error().text());
    return 3;
  }
  return 0;
}
