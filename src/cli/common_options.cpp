#include "cli/common_options.hpp"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/numbers.hpp"

namespace gweval {
namespace {

constexpr const char* kCrawlGroup = "Crawling";

/// Text to a value by `parse`, or CLI11's message built from `expected`.
template <class T, class Parse>
CLI::Option* add_parsed(CLI::App& command, const std::string& names, T& target,
                        const std::string& help, const std::string& type,
                        const std::string& expected, Parse parse) {
  const auto read = [&target, parse, expected](const std::string& text) {
    const auto value = parse(text);
    if (!value) throw CLI::ValidationError("'" + text + "' is not " + expected);
    target = *value;
  };
  return command.add_option_function<std::string>(names, read, help)->type_name(type);
}

void add_duration(CLI::App& command, const std::string& name, std::chrono::milliseconds& target,
                  const std::string& help, const std::string& shown_default) {
  add_parsed(command, name, target, help, "DURATION",
             "a duration; write e.g. 500ms, 1.5s, 2m or 1h",
             [](const std::string& text) { return parse_duration(text); })
      ->default_str(shown_default)
      ->group(kCrawlGroup);
}

/// "HOST:" or "[v6]:" taken from the front of `rest`; an empty host stands for any.
bool take_host(std::string_view& rest) {
  const bool is_v6 = rest.starts_with('[');
  std::size_t end = is_v6 ? rest.find(']') : rest.find(':');
  if (end == std::string_view::npos) return false;
  if (is_v6) ++end;
  if (end >= rest.size() || rest[end] != ':') return false;
  rest.remove_prefix(end + 1);
  return true;
}

/// Digits up to 65535; nothing stands for any port.
bool is_port(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit) &&
         (text.empty() || std::stoi(std::string(text)) <= 65535);
}

/// libcurl passes over what it cannot read, and would then ask the real host.
bool is_connect_to(std::string_view text) {
  if (!take_host(text)) return false;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_port(text.substr(0, colon))) return false;
  text.remove_prefix(colon + 1);
  return take_host(text) && is_port(text);
}

/// One of a few words, in any letter case; what is none of them is told with all of them.
template <class Choice>
CLI::Validator one_of(std::vector<std::pair<std::string, Choice>> choices) {
  const auto choose = [choices = std::move(choices)](std::string& text) {
    std::string known;
    for (const auto& [word, choice] : choices) {
      if (CLI::detail::to_lower(text) == word) {
        text = std::to_string(static_cast<int>(choice));  // what the library makes an enum of
        return std::string{};
      }
      known += (known.empty() ? "" : ", ") + word;
    }
    return fmt::format("'{}' is none of {}", text, known);
  };
  return {choose, ""};
}

}  // namespace

void VerbosityFlags::apply() const {
  log::set_up(is_quiet     ? log::Verbosity::quiet
              : is_verbose ? log::Verbosity::verbose
                           : log::Verbosity::normal);
}

void add_verbosity(CLI::App& command, VerbosityFlags& flags) {
  auto* verbose = command.add_flag("-v,--verbose", flags.is_verbose, "Say what the stages do");
  command.add_flag("-q,--quiet", flags.is_quiet, "Errors only, no progress")->excludes(verbose);
}

void add_progress_option(CLI::App& command, ProgressMode& mode) {
  command
      .add_option("--progress", mode,
                  "On stderr: auto (where it is a terminal), json (an object a line), none")
      ->type_name("auto|json|none")
      ->transform(CLI::CheckedTransformer(
                      std::map<std::string, ProgressMode>{{"auto", ProgressMode::automatic},
                                                          {"json", ProgressMode::json},
                                                          {"none", ProgressMode::none}},
                      CLI::ignore_case)
                      .description(""))
      ->default_str("auto");
}

ProgressMode apply(const VerbosityFlags& flags, ProgressMode mode) {
  flags.apply();
  if (mode == ProgressMode::json) log::use_json_lines();
  return flags.is_quiet && mode == ProgressMode::automatic ? ProgressMode::none : mode;
}

void add_catalogue_option(CLI::App& command, std::string& catalogue) {
  command
      .add_option("--catalogue", catalogue, "Catalogue: its id, or a folder with catalogue.yaml")
      ->type_name("ID-or-PATH")
      ->capture_default_str();
}

void add_language_option(CLI::App& command, Language& language) {
  command.add_option("--lang", language, "Language of texts in reports")
      ->type_name("zh|en")
      ->transform(one_of<Language>({{"zh", Language::zh}, {"en", Language::en}}))
      ->default_str("zh");
}

void add_config_option(CLI::App& command) {
  // expand_config takes it out of the arguments before they are parsed; this is for --help.
  command
      .add_option_function<std::string>(
          "--config", [](const std::string&) {},
          "Options from a file, `name = value` a line; the command line wins")
      ->type_name("FILE");
}

void add_evidence_folder(CLI::App& command, std::filesystem::path& folder) {
  folder = "gweval-evidence";
  command.add_option("--evidence", folder, "Folder of the evidence, one folder a site")
      ->type_name("DIR")
      ->default_str("gweval-evidence");
}

void add_jobs_option(CLI::App& command, int& jobs) {
  jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  command.add_option("--jobs", jobs, "Threads; results never depend on it")
      ->check(CLI::Range(1, 256))
      ->type_name("N")
      ->default_str("one a core");
}

void add_evidence_options(CLI::App& command, RoundOptions& options) {
  add_evidence_folder(command, options.crawl.evidence);
  add_jobs_option(command, options.crawl.jobs);
}

void add_scoring_options(CLI::App& command, RoundOptions& options) {
  command.add_flag("--offline", options.is_offline,
                   "No network at all: what is not archived is cannot tell");
  command
      .add_option("--manual", options.manual_sheets,
                  "Manual sheet (CSV); may be given several times")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command
      .add_option("--ratings", options.ratings,
                  "Store of ratings, decisions and overrides (`gweval worksheet`)")
      ->type_name("DIR");
  command
      .add_option("--cases", options.cases,
                  "Innovation cases, a folder each scheme (`gweval cases`)")
      ->type_name("DIR");
  add_parsed(command, "--as-of", options.as_of, "The day pages are judged on, YYYY-MM-DD", "DATE",
             "a date; write YYYY-MM-DD",
             [](const std::string& text) -> std::optional<std::optional<Date>> {
               const auto date = parse_iso_date(text);
               return date ? std::optional<std::optional<Date>>(date) : std::nullopt;
             })
      ->default_str("the newest capture's");
  command.add_option("--out", options.out, "Folder the results are written to")
      ->type_name("DIR")
      ->capture_default_str();
  command
      .add_option("--ties", options.ties, "How equal scores share ranks: 1224, 1223 or 1 2.5 2.5 4")
      ->type_name("competition|dense|fractional")
      ->transform(one_of<TieRule>({{"competition", TieRule::competition},
                                   {"dense", TieRule::dense},
                                   {"fractional", TieRule::fractional}}))
      ->default_str("competition");
  command.add_flag("--json", options.prints_json, "Print the results document instead of a table");
}

void add_limit_options(CLI::App& command, CrawlOptions& options) {
  command.add_option("--max-pages", options.max_pages, "Pages a site")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N")
      ->capture_default_str()
      ->group(kCrawlGroup);
  command.add_option("--max-depth", options.max_depth, "Links from the start address")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->capture_default_str()
      ->group(kCrawlGroup);
  command
      .add_option("--scope", options.scope, "What belongs to a site: its host, or its whole domain")
      ->type_name("host|domain")
      ->transform(one_of<CrawlScope>({{"host", CrawlScope::host}, {"domain", CrawlScope::domain}}))
      ->default_str("host")
      ->group(kCrawlGroup);
}

void add_crawl_options(CLI::App& command, CrawlOptions& options) {
  add_duration(command, "--delay", options.delay,
               "Pause between requests to one host; robots Crawl-delay wins when longer", "1s");
  command
      .add_option("--connections-per-host", options.connections_per_host, "Connections to one host")
      ->check(CLI::Range(1, 64))
      ->type_name("N")
      ->capture_default_str()
      ->group(kCrawlGroup);
  add_limit_options(command, options);
  command
      .add_flag("--refresh", options.is_refresh,
                "Ask again for what an ended crawl found; unchanged pages are not sent again")
      ->group(kCrawlGroup);
  add_duration(command, "--max-time", options.max_time, "Time a site may take", "no limit");
  command
      .add_flag("--allow-private", options.allow_private,
                "Also ask loopback and private addresses, which are refused by default")
      ->group(kCrawlGroup);
  command.add_option("--user-agent", options.user_agent, "User-Agent header; name a contact in it")
      ->type_name("TEXT")
      ->group(kCrawlGroup);
  command
      .add_option("--connect-to", options.connect_to,
                  "Connect to ADDR:PORT instead of HOST:PORT, as curl does; may be repeated")
      ->type_name("HOST:PORT:ADDR:PORT")
      ->check([](const std::string& text) -> std::string {
        if (is_connect_to(text)) return {};
        return "'" + text + "' is not HOST:PORT:ADDR:PORT, e.g. www.city.gov.cn:443:127.0.0.1:8443";
      })
      ->allow_extra_args(false)
      ->group(kCrawlGroup);
  command.add_option("--ca-file", options.ca_file, "Trust the certificates of this PEM file")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->group(kCrawlGroup);
}

}  // namespace gweval
