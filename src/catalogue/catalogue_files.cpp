#include "catalogue/catalogue_files.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "catalogue/yaml_reader.hpp"

namespace gweval {

namespace fs = std::filesystem;

bool is_plain_name(std::string_view text) {
  if (text.empty() || text.size() > 100 || text.front() == '-' || text.back() == '-') return false;
  return text.find("--") == std::string_view::npos &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::string CatalogueFiles::path_text(const std::string& relative) const {
  return (folder_ / relative).string();
}

std::vector<std::string> CatalogueFiles::list(const std::string& subfolder) const {
  const fs::path path = folder_ / subfolder;
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  if (error || status.type() == fs::file_type::not_found) return {};
  if (status.type() != fs::file_type::directory) {
    faults_.add(path.string(), {}, "not a folder; put the files into a real folder of this name");
    return {};
  }
  std::vector<std::string> stems;
  std::size_t seen = 0;
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    if (++seen > 10 * kMaxCatalogueFiles) break;
    const fs::path name = at->path().filename();
    if (name.extension() == ".yml")
      faults_.add(at->path().string(), {}, "never read; name it .yaml");
    if (name.extension() != ".yaml") continue;
    if (is_plain_name(name.stem().string()))
      stems.push_back(name.stem().string());
    else
      faults_.add(path.string(), {},
                  fmt::format("file name {} must be lower-case letters, digits and hyphens",
                              in_quotes(name.string())));
  }
  if (error) faults_.add(path.string(), {}, "cannot list the folder: " + error.message());
  std::sort(stems.begin(), stems.end());
  return stems;
}

bool CatalogueFiles::check_count() const {
  std::size_t count = 1;  // catalogue.yaml
  for (const char* subfolder :
       {"cases", "crosswalks", "lexicons", "profiles", "rubrics", "test-plans"})
    count += list(subfolder).size();
  if (count <= kMaxCatalogueFiles) return true;
  faults_.add(folder_.string(), {},
              fmt::format("more than {} files; merge or remove some", kMaxCatalogueFiles));
  return false;
}

bool CatalogueFiles::is_regular(const std::string& relative) const {
  std::error_code error;
  const auto type = fs::symlink_status(folder_ / relative, error).type();
  if (type == fs::file_type::regular) return true;
  const bool is_missing = type == fs::file_type::not_found || type == fs::file_type::none;
  faults_.add(
      path_text(relative), {},
      is_missing ? "there is no such file" : "not a regular file; copy the file itself here");
  return false;
}

const std::string* CatalogueFiles::read(const std::string& relative) {
  if (const auto known = texts_.find(relative); known != texts_.end()) return &known->second;
  if (!is_regular(relative)) return nullptr;
  auto text = read_file(folder_ / relative, kMaxYamlBytes);
  if (!text) {
    faults_.add(path_text(relative), {}, text.error().message);
    return nullptr;
  }
  if (bytes_ + text->size() > kMaxCatalogueBytes) {
    faults_.add(folder_.string(), {},
                fmt::format("larger than {} bytes together; shorten it", kMaxCatalogueBytes));
    return nullptr;
  }
  bytes_ += text->size();
  return &texts_.emplace(relative, *std::move(text)).first->second;
}

std::string_view CatalogueFiles::text_of(const std::string& path) const {
  for (const auto& [relative, text] : texts_) {
    if (path_text(relative) == path) return text;
  }
  return {};
}

std::string CatalogueFiles::digest() const {
  Sha256 digest;
  for (const auto& [relative, text] : texts_) {
    digest.update(fmt::format("{}\n{}\n", relative, text.size()));
    digest.update(text);
  }
  return "sha256:" + digest.finish_hex();
}

}  // namespace gweval
