#include "cli/round_option.hpp"

#include <algorithm>

#include "app/round_file.hpp"
#include "cli/commands.hpp"

namespace gweval {
namespace {

bool is_given(const std::vector<std::string>& arguments, const std::string& option) {
  return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
    return argument == option || argument.starts_with(option + "=");
  });
}

/// Lets the command line itself read the value, as if it had been typed alone.
std::string value_fault(const RoundArgument& argument) {
  CLI::App app{"", "gweval"};
  Action action;
  add_crawl_commands(app, action);
  try {
    app.parse(std::vector<std::string>{"list.csv", argument.first + "=" + argument.second,
                                       "score"});  // taken from its end
  } catch (const CLI::ParseError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> expand_round(std::vector<std::string> arguments) {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [](const std::string& one) {
    return one == "--round" || one.starts_with("--round=");
  });
  // Of `score` alone; elsewhere CLI11 says that the option is not expected.
  const bool is_score = std::find(arguments.begin(), arguments.end(), "score") != arguments.end();
  if (found == arguments.end() || !is_score) return arguments;
  const bool is_joined = *found != "--round";
  if (!is_joined && found + 1 == arguments.end()) {
    return Error{ErrorCode::invalid_argument, "--round needs a file"};
  }
  const std::string file =
      is_joined ? found->substr(std::string_view("--round=").size()) : *(found + 1);
  arguments.erase(found, found + (is_joined ? 1 : 2));
  GWEVAL_TRY(const auto round, load_round_file(file, value_fault));
  std::vector<std::string> lists;
  const std::vector<std::string> typed = arguments;
  for (const auto& [option, value] : round) {
    if (option.empty()) {
      lists.push_back(value);
    } else if (!is_given(typed, option)) {
      arguments.push_back(value.empty() ? option : option + "=" + value);
    }
  }
  arguments.insert(arguments.end(), lists.begin(), lists.end());
  return arguments;
}

}  // namespace gweval
