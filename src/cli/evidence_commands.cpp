#include "app/evidence_runs.hpp"
#include "cli/common_options.hpp"

namespace gweval {
namespace {

void add_import(CLI::App& app, Action& action) {
  struct State {
    ImportOptions options;
    VerbosityFlags verbosity;
  };
  const auto state = std::make_shared<State>();
  auto* command =
      app.add_subcommand("import", "Make evidence of one site from other crawlers' WARC archives");
  ImportOptions& options = state->options;
  command->add_option("files", options.files, "WARC 1.0 or 1.1, .warc or .warc.gz")
      ->required()
      ->type_name("WARC")
      ->check(CLI::ExistingFile);
  command->add_option("--site", options.site_id, "Id of the site, as in the site list")
      ->required()
      ->type_name("ID");
  command
      ->add_option("--url", options.start_url,
                   "Start address, as in the site list; default: what the archives suggest")
      ->type_name("URL");
  add_evidence_folder(*command, options.crawl.evidence);
  add_jobs_option(*command, options.crawl.jobs);
  add_config_option(*command);
  add_verbosity(*command, state->verbosity);
  add_limit_options(*command, options.crawl);
  command->footer(
      "Visits the archives as a crawl would visit the site, and asks nothing of the network.\n"
      "wget, Heritrix, Browsertrix and Nutch write such files.");
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_import(state->options);
    };
  });
}

void add_extract(CLI::App& app, Action& action) {
  struct State {
    ExtractOptions options;
    VerbosityFlags verbosity;
  };
  const auto state = std::make_shared<State>();
  auto* command =
      app.add_subcommand("extract", "Rebuild the facts of sites from their archived evidence");
  command->add_option("sites", state->options.sites, "Ids of sites; default: all in the folder")
      ->type_name("SITE");
  add_evidence_folder(*command, state->options.evidence);
  add_jobs_option(*command, state->options.jobs);
  add_config_option(*command);
  add_verbosity(*command, state->verbosity);
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_extract(state->options);
    };
  });
}

}  // namespace

void add_evidence_commands(CLI::App& app, Action& action) {
  add_import(app, action);
  add_extract(app, action);
}

}  // namespace gweval
