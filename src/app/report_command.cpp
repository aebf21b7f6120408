#include "app/report_command.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "app/fail.hpp"
#include "app/log.hpp"
#include "app/results_file.hpp"
#include "base/file.hpp"
#include "gweval/report.hpp"
#include "gweval/report_files.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxPublishedBytes = std::size_t{64} << 20;

/// The table asked for, or the one beside the catalogue the results name. A catalogue that is not
/// at hand, or has none, leaves the comparison out.
Result<std::vector<PublishedIndex>> load_published(const std::string& given,
                                                   const std::string& catalogue) {
  std::filesystem::path path = given;
  if (given.empty()) {
    // The id comes from the file: only the name of a known catalogue leads anywhere.
    const auto known = known_catalogues();
    if (std::find(known.begin(), known.end(), catalogue) == known.end()) {
      return std::vector<PublishedIndex>{};
    }
    const auto folder = find_catalogue(catalogue);
    if (!folder || !std::filesystem::exists(*folder / "published-indices.csv")) {
      return std::vector<PublishedIndex>{};
    }
    path = *folder / "published-indices.csv";
  }
  GWEVAL_TRY(const std::string text, read_file(path, kMaxPublishedBytes));
  PublishedTableLoad table = parse_published_table(text, path.string());
  if (!table.faults.empty()) {
    log::errors(table.faults);
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} fault(s); mend them and run again", table.faults.size()),
                 path.string()};
  }
  return std::move(table.rows);
}

/// Whether any of the formats has a place for rank intervals: they take a second or two.
bool shows_certainty(const std::vector<std::string>& formats) {
  return std::any_of(formats.begin(), formats.end(), [](const std::string& format) {
    return format == "html" || format == "xlsx" || format == "md" || format == "json";
  });
}

Result<ExitCode> run(const ReportCommandOptions& options) {
  GWEVAL_TRY(const Results results, load_results(options.results.string()));
  GWEVAL_CHECK(check_usable(options.conditions, results.tiers));
  if (results.sites.empty()) {
    return Error{ErrorCode::invalid_input, "there is no site in these results",
                 options.results.string()};
  }
  std::optional<Results> previous;
  if (!options.previous.empty()) {
    GWEVAL_TRY(previous, load_results(options.previous));
  }
  GWEVAL_TRY(const auto published, load_published(options.published, results.catalogue_id));
  ReportModel model = make_report_model(results, previous ? &*previous : nullptr, published);
  if (options.perturbation.draws > 0 && shows_certainty(options.formats)) {
    GWEVAL_TRY(model.certainty, rank_certainty(results, options.perturbation));
  }
  for (const std::string& format : options.formats) {
    GWEVAL_TRY(const auto files, write_report(model, format, options.out, options.language));
    for (const std::string& file : files) log::info("wrote " + (options.out / file).string());
  }
  return apply_conditions(ExitCode::done, results, options.conditions, options.language);
}

struct File {
  std::string name;
  std::string content;
};

Result<std::vector<File>> render(const ReportModel& model, const std::string& format,
                                 Language language) {
  const Results& results = *model.results;
  if (format == "html") {
    GWEVAL_TRY(std::string page, to_report_html(model, language));
    return std::vector<File>{{"report.html", std::move(page)}};
  }
  if (format == "csv") {
    return std::vector<File>{{"ranking.csv", to_ranking_csv(results)},
                             {"indicators.csv", to_indicators_csv(results)},
                             {"findings.csv", to_findings_csv(results, language)}};
  }
  if (format == "md") return std::vector<File>{{"report.md", to_report_markdown(model, language)}};
  if (format == "junit") {
    return std::vector<File>{{"junit.xml", to_report_junit(model, language)}};
  }
  if (format == "sarif") {
    return std::vector<File>{{"report.sarif", to_report_sarif(model, language)}};
  }
  return std::vector<File>{{"report.json", to_report_json(model)}};
}

}  // namespace

const std::vector<std::string>& report_formats() {
  static const std::vector<std::string> kFormats{"html",  "xlsx",  "csv", "md",
                                                 "junit", "sarif", "json"};
  return kFormats;
}

Result<std::vector<std::string>> write_report(const ReportModel& model, const std::string& format,
                                              const std::filesystem::path& out, Language language) {
  GWEVAL_CHECK(make_folder(out));
  if (format == "xlsx") {
    // The library writes the file itself; a reader never sees half of it.
    const std::filesystem::path part = out / ".report.xlsx.part";
    GWEVAL_CHECK(write_report_xlsx(model, part, language));
    std::error_code failed;
    std::filesystem::rename(part, out / "report.xlsx", failed);
    if (failed) return errno_error(failed.value(), out / "report.xlsx", "write");
    return std::vector<std::string>{"report.xlsx"};
  }
  GWEVAL_TRY(const std::vector<File> files, render(model, format, language));
  std::vector<std::string> names;
  for (const File& file : files) {
    GWEVAL_CHECK(write_file_atomically(out / file.name, file.content));
    names.push_back(file.name);
  }
  return names;
}

ExitCode run_report(const ReportCommandOptions& options) {
  const auto done = run(options);
  return done ? *done : fail(done.error());
}

}  // namespace gweval
