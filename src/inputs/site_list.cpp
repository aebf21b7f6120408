#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/edit_distance.hpp"
#include "base/utf8.hpp"
#include "gweval/inputs.hpp"
#include "inputs/input_table.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

const std::vector<std::string>& documented_columns() {
  static const std::vector<std::string> names{"id",          "name",  "url",         "profile",
                                              "region_code", "group", "site_id_code"};
  return names;
}

bool has_only(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

// House rule: forty times the sites of the national survey. A round keeps about 2 KiB a site.
constexpr std::size_t kMaxSites = 50'000;

constexpr std::string_view kDigits = "0123456789";

bool is_site_id(std::string_view text) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return !text.empty() && text.size() <= 100 && text.back() != '.' && has_only(text, kAllowed);
}

/// 网站标识码: ten digits, or "bm" and eight digits for ministries.
bool is_site_id_code(std::string_view text) {
  if (text.size() != 10) return false;
  return text.starts_with("bm") ? has_only(text.substr(2), kDigits) : has_only(text, kDigits);
}

/// Reads rows into sites and remembers what must be unique across the list.
class ListReader {
 public:
  ListReader(const InputTable& table, const std::vector<std::string>& profiles,
             const std::vector<std::string>& known, Remarks& faults, Remarks& notices)
      : table_(table), profiles_(profiles), known_(known), faults_(faults), notices_(notices) {}

  std::vector<Site> read() {
    check_columns();
    std::vector<Site> sites;
    for (const auto& row : table_.rows) {
      Site site = read_site(row);
      if (is_selected(site)) sites.push_back(std::move(site));
    }
    check_selection(sites);
    return sites;
  }

 private:
  using Row = std::vector<CsvCell>;

  /// Columns that look like a misspelt one of ours; unknown ones travel on.
  void check_columns() {
    for (const CsvCell& cell : table_.header) {
      const std::string name = to_lower_ascii(cell.text);
      const auto& ours = documented_columns();
      if (name.empty() || std::find(ours.begin(), ours.end(), name) != ours.end()) continue;
      extra_.push_back(static_cast<std::size_t>(&cell - table_.header.data()));
      const auto nearest = nearest_name(name, ours);
      if (nearest && !table_.find(*nearest)) {
        notices_.at(cell, fmt::format("column {} is passed on unchanged; did you mean '{}'?",
                                      cell_text(cell.text), *nearest));
      }
    }
  }

  const CsvCell* cell(const Row& row, std::string_view column) const {
    const auto index = table_.find(column);
    return index ? &row[*index] : nullptr;
  }
  std::string text(const Row& row, std::string_view column) const {
    const CsvCell* found = cell(row, column);
    return found == nullptr ? std::string{} : found->text;
  }

  Site read_site(const Row& row) {
    Site site;
    site.name = fold_space(text(row, "name"));
    if (const CsvCell* name = cell(row, "name"); name != nullptr && site.name.empty())
      faults_.at(*name, "'name' is empty; write the name of the site");
    const std::string host = read_url(row, site);
    read_id(row, host, site);
    read_profile(row, site);
    site.group = fold_space(text(row, "group"));
    site.region_code = text(row, "region_code");
    if (!site.region_code.empty() &&
        (site.region_code.size() != 6 || !has_only(site.region_code, kDigits))) {
      faults_.at(*cell(row, "region_code"),
                 fmt::format("'region_code' must be six digits (GB/T 2260), not {}",
                             cell_text(site.region_code)));
    }
    site.site_id_code = text(row, "site_id_code");
    if (!site.site_id_code.empty() && !is_site_id_code(site.site_id_code)) {
      notices_.at(*cell(row, "site_id_code"),
                  fmt::format("'site_id_code' {} is not ten digits, nor bm and eight digits",
                              cell_text(site.site_id_code)));
    }
    for (const std::size_t column : extra_)
      site.extra.emplace_back(table_.header[column].text, row[column].text);
    return site;
  }

  /// Fills the URL; returns its host, empty after a fault.
  std::string read_url(const Row& row, Site& site) {
    const CsvCell* url = cell(row, "url");
    if (url == nullptr) return {};
    const std::string lower = to_lower_ascii(url->text);
    if (url->text.empty()) {
      faults_.at(*url, "'url' is empty; write the start address of the site");
      return {};
    }
    if (!lower.starts_with("http://") && !lower.starts_with("https://")) {
      const bool has_scheme = lower.find("://") != std::string::npos;
      faults_.at(*url, has_scheme
                           ? fmt::format("'url' {} is neither http nor https; only those can "
                                         "be scored",
                                         cell_text(url->text))
                           : fmt::format("'url' {} has no scheme; write http:// or https:// "
                                         "before it",
                                         cell_text(url->text)));
      return {};
    }
    const auto parsed = parse_url(url->text);
    if (!parsed || !is_http(*parsed) || parsed->host.empty()) {
      faults_.at(*url, fmt::format("'url' {} is no valid address; check host and port",
                                   cell_text(url->text)));
      return {};
    }
    site.url = to_text(*parsed);
    const auto [at, is_new] = urls_.try_emplace(site.url, url->line);
    if (!is_new) notices_.at(*url, fmt::format("the same address as in line {}", at->second));
    return parsed->host;
  }

  void read_id(const Row& row, const std::string& host, Site& site) {
    const CsvCell* id = cell(row, "id");
    const bool is_given = id != nullptr && !id->text.empty();
    site.id = is_given ? id->text : host;
    if (site.id.empty()) return;  // the URL's fault is enough
    const CsvCell& place = is_given ? *id : *cell(row, "url");
    if (!is_site_id(site.id)) {
      faults_.at(place, is_given
                            ? fmt::format("'id' {} must be 1 to 100 letters, digits, dots, "
                                          "hyphens or underscores, with no dot at its end",
                                          cell_text(site.id))
                            : fmt::format("the host name {} cannot name a folder; give the row "
                                          "an 'id'",
                                          cell_text(site.id)));
      return;
    }
    // Ids name folders, and not every file system tells letter cases apart.
    const auto [at, is_new] = ids_.try_emplace(to_lower_ascii(site.id), place.line);
    if (is_new) return;
    faults_.at(place, is_given ? fmt::format("id {} is already used in line {}; letter case does "
                                             "not tell ids apart",
                                             cell_text(site.id), at->second)
                               : fmt::format("id {}, taken from the host name, is already used in "
                                             "line {}; give one of the rows an 'id'",
                                             cell_text(site.id), at->second));
  }

  void read_profile(const Row& row, Site& site) {
    const CsvCell* profile = cell(row, "profile");
    if (profile != nullptr && !profile->text.empty()) {
      site.profile = profile->text;
      ++rows_of_[site.profile];
      if (std::find(known_.begin(), known_.end(), site.profile) == known_.end()) {
        faults_.at(*profile, fmt::format("there is no profile {}{}", cell_text(site.profile),
                                         hint(site.profile)));
      }
      return;
    }
    if (profiles_.size() == 1) {
      site.profile = profiles_.front();
      return;
    }
    const CsvCell& place = profile != nullptr ? *profile : row.front();
    faults_.at(place, profiles_.empty()
                          ? "the row names no profile; fill column 'profile' or pass --profile"
                          : "the row names no profile and --profile names several; fill column "
                            "'profile'");
  }

  /// A near name, else the list of names.
  std::string hint(const std::string& profile) const {
    std::string near = faults_.hint(profile, known_);
    return near.empty() ? fmt::format("; use one of {}", fmt::join(known_, ", ")) : near;
  }

  bool is_selected(const Site& site) const {
    return profiles_.empty() ||
           std::find(profiles_.begin(), profiles_.end(), site.profile) != profiles_.end();
  }

  void check_selection(const std::vector<Site>& sites) {
    if (table_.rows.empty() && faults_.empty()) {
      faults_.add(0, 0, "the list names no site; add at least one row below the header");
    } else if (sites.size() > kMaxSites) {
      faults_.add(0, 0,
                  fmt::format("{} sites are more than the {} that one round takes; split the list, "
                              "or select rows with --profile",
                              sites.size(), kMaxSites));
    } else if (sites.empty() && faults_.empty()) {
      std::vector<std::string> counts;
      for (const auto& [profile, rows] : rows_of_)
        counts.push_back(fmt::format("{} {}", profile, rows));
      faults_.add(0, 0,
                  fmt::format("no row has profile {}; the rows have: {}",
                              fmt::join(profiles_, " or "), fmt::join(counts, ", ")));
    }
  }

  const InputTable& table_;
  const std::vector<std::string>& profiles_;
  const std::vector<std::string>& known_;
  Remarks& faults_;
  Remarks& notices_;
  std::vector<std::size_t> extra_;      // columns that travel on
  std::map<std::string, int> ids_;      // lower case -> line
  std::map<std::string, int> urls_;     // canonical -> line
  std::map<std::string, int> rows_of_;  // profile -> rows
};

}  // namespace

SiteListLoad load_site_list(const std::filesystem::path& file,
                            const std::vector<std::string>& profiles,
                            const std::vector<std::string>& known) {
  Remarks faults(file.string());
  Remarks notices(file.string());
  SiteListLoad load;
  for (const std::string& profile : profiles) {
    if (std::find(known.begin(), known.end(), profile) == known.end()) {
      faults.add(0, 0,
                 fmt::format("--profile {} is not in the catalogue{}", cell_text(profile),
                             did_you_mean(profile, known)));
    }
  }
  if (const auto table = read_input_table(file, {"name", "url"}, faults))
    load.sites = ListReader(*table, profiles, known, faults, notices).read();
  if (!faults.empty()) load.sites.clear();
  load.faults = std::move(faults).finish();
  load.notices = std::move(notices).finish();
  return load;
}

}  // namespace gweval
