#include "app/catalogue_text.hpp"
#include "app/print_text.hpp"
#include "cli/common_options.hpp"

namespace gweval {
namespace {

struct CatalogueState {
  std::string catalogue = "cstc-2025";
  std::string profile;
  std::string format = "text";
  Language language = Language::zh;
  VerbosityFlags verbosity;
};

void add_list(CLI::App& group, Action& action) {
  const auto state = std::make_shared<CatalogueState>();
  auto* list = group.add_subcommand("list", "The catalogues at hand and their profiles");
  add_language_option(*list, state->language);
  add_verbosity(*list, state->verbosity);
  list->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return print_text(catalogue_list(state->language));
    };
  });
}

void add_show(CLI::App& group, Action& action) {
  const auto state = std::make_shared<CatalogueState>();
  auto* show = group.add_subcommand("show", "A profile's indicators, weights and rubrics");
  add_catalogue_option(*show, state->catalogue);
  show->add_option("--profile", state->profile, "Profile; all of them if not given")
      ->type_name("P");
  show->add_option("--format", state->format, "text, or csv: one leaf a row")
      ->type_name("text|csv")
      ->check(CLI::IsMember({"text", "csv"}).description(""))
      ->capture_default_str();
  add_language_option(*show, state->language);
  add_verbosity(*show, state->verbosity);
  show->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return print_text(state->format == "csv"
                            ? catalogue_csv(state->catalogue, state->profile)
                            : catalogue_tree(state->catalogue, state->profile, state->language));
    };
  });
}

void add_lint(CLI::App& group, Action& action) {
  const auto state = std::make_shared<CatalogueState>();
  auto* lint = group.add_subcommand("lint", "Check a catalogue; every fault as file:line:column");
  lint->add_option("catalogue", state->catalogue, "Its id, or a folder with catalogue.yaml")
      ->type_name("ID-or-PATH")
      ->capture_default_str();
  add_verbosity(*lint, state->verbosity);
  lint->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return print_text(lint_catalogue(state->catalogue));
    };
  });
}

}  // namespace

void add_catalogue_commands(CLI::App& app, Action& action) {
  auto* group = app.add_subcommand("catalogue", "List, show and check catalogues");
  group->require_subcommand(1);
  add_list(*group, action);
  add_show(*group, action);
  add_lint(*group, action);
}

}  // namespace gweval
