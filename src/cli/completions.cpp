#include "cli/completions.hpp"

#include <algorithm>
#include <cstdio>

#include "app/catalogue_finder.hpp"
#include "app/report_command.hpp"
#include "cli/common_options.hpp"
#include "gweval/version.hpp"

namespace gweval {
namespace {

struct Option {
  std::string name;   // "--format"
  std::string about;  // first line
  std::string value;  // type name; empty: a flag
  bool takes_path = false;
  std::string choices;  // separated by blanks; empty: any value
};

struct Command {
  std::string name;  // "catalogue show"
  std::string about;
  std::vector<Option> options;
  std::vector<std::string> arguments;  // positional ones, as in the help
};

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// What a type name such as "text|csv" lists; nothing for one that describes (TIER|POINTS).
std::string listed_in(std::string type) {
  const bool is_list = type.find('|') != std::string::npos &&
                       std::none_of(type.begin(), type.end(),
                                    [](char c) { return (c < 'a' || c > 'z') && c != '|'; });
  std::replace(type.begin(), type.end(), '|', ' ');
  return is_list ? type : std::string();
}

/// Of the catalogue that is the default, as it is where the completions are made.
const std::string& profile_choices() {
  static const std::string kChoices = [] {
    if (!find_catalogue("cstc-2025")) return std::string();
    const auto catalogue = open_catalogue("cstc-2025");
    return catalogue ? joined(profile_ids(*catalogue)) + " development-zone" : std::string();
  }();
  return kChoices;
}

std::string choices_of(const Option& option) {
  if (option.name == "--profile") return profile_choices();
  if (option.name == "--catalogue") return joined(known_catalogues());
  if (option.value.substr(0, option.value.find(':')) == "F") return joined(report_formats());
  return listed_in(option.value);
}

Option option_of(const CLI::Option& option) {
  Option out;
  for (const std::string& name : option.get_lnames()) out.name = "--" + name;
  if (out.name.empty() && !option.get_snames().empty()) out.name = "-" + option.get_snames()[0];
  out.about = first_line(option.get_description());
  if (option.get_items_expected_max() > 0) out.value = option.get_type_name();
  out.takes_path = out.value == "FILE" || out.value == "DIR" || out.value == "ID-or-PATH";
  out.choices = choices_of(out);
  return out;
}

void collect(const CLI::App& command, const std::string& name, std::vector<Command>& out) {
  Command one;
  one.name = name;
  one.about = first_line(command.get_description());
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional()) {
      one.arguments.push_back(option->get_type_name());
    } else {
      one.options.push_back(option_of(*option));
    }
  }
  out.push_back(std::move(one));
  // Commands nest two deep: `catalogue show`.
  for (const CLI::App* child : command.get_subcommands({})) {
    collect(*child, name.empty() ? child->get_name() : name + " " + child->get_name(), out);
  }
}

std::vector<Command> commands_of(const CLI::App& app) {
  std::vector<Command> out;
  collect(app, "", out);
  return out;
}

std::string children_of(const std::vector<Command>& commands, const std::string& name) {
  const std::string start = name.empty() ? "" : name + " ";
  std::string out;
  for (const Command& one : commands) {
    if (one.name.empty() || !one.name.starts_with(start)) continue;
    const std::string rest = one.name.substr(start.size());
    if (rest.empty() || rest.find(' ') != std::string::npos) continue;
    out += (out.empty() ? "" : " ") + rest;
  }
  return out;
}

/// Words a shell may be given between single quotes.
std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out;
}

std::string bash(const CLI::App& app) {
  const auto commands = commands_of(app);
  std::string out = "# bash completion of gweval " + std::string(kVersion) +
                    ": source it, or save it as gweval in a folder of bash-completion\n"
                    "_gweval() {\n"
                    "  local current=${COMP_WORDS[COMP_CWORD]} path= words= i last=$COMP_CWORD\n"
                    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                    "    case \"$path ${COMP_WORDS[i]}\" in\n";
  for (const Command& one : commands) {
    if (one.name.empty()) continue;
    out += "      ' " + one.name + "') path=' " + one.name + "' ;;\n";
  }
  // Bash takes `--format=csv` for three words.
  out +=
      "    esac\n  done\n"
      "  if [ \"$current\" = = ]; then current=; else last=$((last - 1)); fi\n"
      "  [ \"${COMP_WORDS[last]}\" = = ] && last=$((last - 1))\n"
      "  case \"$path ${COMP_WORDS[last]}\" in\n";
  for (const Command& one : commands) {
    for (const Option& option : one.options) {
      if (option.choices.empty()) continue;
      out += "    '" + (one.name.empty() ? std::string() : " " + one.name) + " " + option.name +
             "') words='" + quoted(option.choices) + "' ;;\n";
    }
  }
  out += "  esac\n  [ -n \"$words\" ] || case \"$path\" in\n";
  for (const Command& one : commands) {
    out += "    '" + (one.name.empty() ? std::string() : " " + one.name) + "') words='" +
           children_of(commands, one.name);
    for (const Option& option : one.options) out += " " + option.name;
    out += "' ;;\n";
  }
  return out +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  [ \"${#COMPREPLY[@]}\" -gt 0 ] || COMPREPLY=($(compgen -f -- \"$current\"))\n"
         "}\n"
         "complete -o filenames -F _gweval gweval\n";
}

std::string zsh(const CLI::App& app) {
  return "#compdef gweval\n# zsh completion of gweval " + std::string(kVersion) +
         ": save it as _gweval in a folder of fpath\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash(app);
}

std::string fish(const CLI::App& app) {
  std::string out = "# fish completion of gweval " + std::string(kVersion) +
                    ": save it as gweval.fish in a folder of completions\n";
  const auto commands = commands_of(app);
  for (const Command& one : commands) {
    const std::string inside = one.name.substr(0, one.name.find(' '));
    const std::string when =
        one.name.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + inside;
    for (const Option& option : one.options) {
      if (!option.name.starts_with("--")) continue;
      out += "complete -c gweval -n '" + when + "' -l " + option.name.substr(2) +
             (option.value.empty()      ? ""
              : !option.choices.empty() ? std::string(option.takes_path ? " -r" : " -x") + " -a '" +
                                              quoted(option.choices) + "'"
              : option.takes_path ? " -r"
                                  : " -x") +
             " -d '" + quoted(option.about) + "'\n";
    }
    if (one.name.empty()) continue;
    const bool is_nested = one.name.find(' ') != std::string::npos;
    out += "complete -c gweval -n '" +
           (is_nested ? "__fish_seen_subcommand_from " + inside : "__fish_use_subcommand") +
           "' -a " + (is_nested ? one.name.substr(inside.size() + 1) : one.name) + " -d '" +
           quoted(one.about) + "'\n";
  }
  return out;
}

/// Text of a roff line: backslashes and hyphens as such, no control line.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out.starts_with(".") || out.starts_with("'") ? "\\&" + out : out;
}

std::string manual(const CLI::App& app) {
  std::string out = ".TH GWEVAL 1 \"\" \"gweval " + std::string(kVersion) +
                    "\" \"User commands\"\n.SH NAME\ngweval \\- score government websites against "
                    "a catalogue of indicators\n.SH SYNOPSIS\n.B gweval\n.I COMMAND\n[options] "
                    "[arguments]\n.SH DESCRIPTION\n" +
                    roff(app.get_description()) + "\n.SH COMMANDS\n";
  for (const Command& one : commands_of(app)) {
    if (one.name.empty()) continue;
    out += ".SS " + roff("gweval " + one.name);
    for (const std::string& argument : one.arguments) out += roff(" " + argument);
    out += "\n" + roff(one.about) + "\n";
    for (const Option& option : one.options) {
      out += ".TP\n.B " + roff(option.name) +
             (option.value.empty() ? "" : " " + roff(option.value)) + "\n" + roff(option.about) +
             "\n";
    }
  }
  return out +
         ".SH EXIT STATUS\n"
         ".TP\n.B 0\ndone\n"
         ".TP\n.B 1\ndone, and a condition that was asked for failed\n"
         ".TP\n.B 2\nwrong usage\n"
         ".TP\n.B 3\nbad input file; also zero sites or indicators\n"
         ".TP\n.B 4\ndone, but some sites could not be observed\n"
         ".TP\n.B 70\ninternal error, or the machine refused\n"
         ".SH ENVIRONMENT\n.TP\n.B GWEVAL_INDICATORS\nfolder that is searched for catalogues "
         "first\n";
}

}  // namespace

void add_completions(CLI::App& app, Action& action) {
  const auto shell = std::make_shared<std::string>();
  auto* command = app.add_subcommand("completions", "Print completions for a shell");
  command->add_option("shell", *shell, "Which shell")
      ->required()
      ->type_name("bash|zsh|fish")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""));
  command->callback([&app, shell, &action] {
    action = [&app, shell] {
      const std::string text = *shell == "bash"  ? bash(app)
                               : *shell == "zsh" ? zsh(app)
                                                 : fish(app);
      std::fputs(text.c_str(), stdout);
      return ExitCode::done;
    };
  });
  auto* page = app.add_subcommand("manual", "Print the manual page, for man(1)");
  page->callback([&app, &action] {
    action = [&app] {
      std::fputs(manual(app).c_str(), stdout);
      return ExitCode::done;
    };
  });
}

}  // namespace gweval
