#include "app/diff_command.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "app/catalogue_finder.hpp"
#include "app/fail.hpp"
#include "app/log.hpp"
#include "app/progress.hpp"
#include "app/results_file.hpp"
#include "base/file.hpp"
#include "gweval/diff_report.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxMapBytes = std::size_t{64} << 20;

const Crosswalk* find_crosswalk(const Catalogue& catalogue, const std::string& from,
                                const std::string& to) {
  for (const Crosswalk& crosswalk : catalogue.crosswalks) {
    if (crosswalk.from == from && crosswalk.to == to) return &crosswalk;
  }
  return nullptr;
}

/// Crosswalks stand in the newer catalogue. One that was asked for must be there; of the others it
/// is only said that they are not.
Result<std::optional<Crosswalk>> crosswalk_for(const DiffCommandOptions& options,
                                               const Results& old_results,
                                               const Results& new_results) {
  const std::string& from = old_results.catalogue_id;
  const std::string& to = new_results.catalogue_id;
  const bool is_asked_for = !options.crosswalk.empty();
  if (from == to && !is_asked_for) return std::optional<Crosswalk>();
  const std::string& place = is_asked_for ? options.crosswalk : to;
  if (!is_asked_for && !find_catalogue(place)) return std::optional<Crosswalk>();
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(place));
  if (const Crosswalk* found = find_crosswalk(catalogue, from, to)) {
    return std::optional<Crosswalk>(*found);
  }
  if (!is_asked_for) return std::optional<Crosswalk>();
  return Error{ErrorCode::not_found,
               fmt::format("this catalogue has no crosswalk from {} to {}", from, to), place};
}

Result<SiteMap> load_site_map(const std::string& path, const Results& old_results,
                              const Results& new_results) {
  if (path.empty()) return SiteMap{};
  GWEVAL_TRY(const std::string text, read_file(path, kMaxMapBytes));
  SiteMapLoad load = parse_site_map(text, path, old_results, new_results);
  if (load.faults.empty()) return std::move(load.sites);
  log::errors(load.faults);
  return Error{ErrorCode::invalid_input,
               fmt::format("{} fault(s); mend them and run again", load.faults.size()), path};
}

Result<std::string> render(const ResultsDiff& diff, const std::string& format,
                           const TextStyle& style) {
  if (format == "json") return to_diff_json(diff);
  if (format == "csv") return to_diff_csv(diff);
  if (format == "md") return to_diff_markdown(diff, style.language);
  if (format == "html") return to_diff_html(diff, style.language);
  return to_diff_text(diff, style);
}

/// To stdout, or to files beside those of `gweval report`.
Result<void> write(const ResultsDiff& diff, const DiffCommandOptions& options) {
  if (options.out.empty()) {
    GWEVAL_TRY(const std::string text, render(diff, options.formats.front(),
                                              {terminal_columns(STDOUT_FILENO),
                                               isatty(STDOUT_FILENO) == 1, options.language}));
    std::fwrite(text.data(), 1, text.size(), stdout);
    return {};
  }
  constexpr std::size_t kColumns = 100;
  GWEVAL_CHECK(make_folder(options.out));
  for (const std::string& format : options.formats) {
    const auto file = options.out / ("diff." + (format == "text" ? std::string("txt") : format));
    GWEVAL_TRY(const std::string text, render(diff, format, {kColumns, false, options.language}));
    GWEVAL_CHECK(write_file_atomically(file, text));
    log::info("wrote " + file.string());
  }
  return {};
}

std::string list_of(const std::vector<std::string>& ids) {
  constexpr std::size_t kMaxNamed = 10;
  std::string out;
  for (std::size_t i = 0; i < std::min(ids.size(), kMaxNamed); ++i) {
    out += (out.empty() ? "" : ", ") + ids[i];
  }
  if (ids.size() > kMaxNamed) out += fmt::format(" and {} more", ids.size() - kMaxNamed);
  return out;
}

std::string_view name_of(DiffCondition::Kind kind) {
  switch (kind) {
    case DiffCondition::Kind::regression:
      return "regression";
    case DiffCondition::Kind::change:
      return "change";
    case DiffCondition::Kind::tier:
      break;
  }
  return "tier";
}

Result<ExitCode> compare(const DiffCommandOptions& options) {
  GWEVAL_TRY(const Results old_results, load_results(options.old_path));
  GWEVAL_TRY(const Results new_results, load_results(options.new_path));
  GWEVAL_TRY(const std::optional<Crosswalk> crosswalk,
             crosswalk_for(options, old_results, new_results));
  DiffOptions how;
  how.crosswalk = crosswalk ? &*crosswalk : nullptr;
  GWEVAL_TRY(how.sites, load_site_map(options.site_map, old_results, new_results));
  CrossedScores crossed;
  if (!options.crossed.empty()) {
    GWEVAL_TRY(crossed, crossed_scores(options.crossed, old_results, new_results, how.crosswalk));
  }
  const auto at = [](const std::optional<Results>& one) { return one ? &*one : nullptr; };
  how.new_evidence_old_rules = at(crossed.new_evidence_old_rules);
  how.old_evidence_new_rules = at(crossed.old_evidence_new_rules);
  const ResultsDiff diff = diff_results(old_results, new_results, how);
  GWEVAL_CHECK(write(diff, options));
  ExitCode code = ExitCode::done;
  for (const DiffCondition& condition : options.conditions) {
    const auto sites = sites_meeting(diff, condition);
    if (sites.empty()) continue;
    log::error(fmt::format("--fail-on {}: {} site(s): {}", name_of(condition.kind), sites.size(),
                           list_of(sites)));
    code = ExitCode::condition_failed;
  }
  return code;
}

}  // namespace

const std::vector<std::string>& diff_formats() {
  static const std::vector<std::string> kFormats{"text", "json", "csv", "md", "html"};
  return kFormats;
}

ExitCode run_diff(const DiffCommandOptions& options) {
  const auto code = compare(options);
  if (code) return *code;
  return fail(code.error());
}

}  // namespace gweval
