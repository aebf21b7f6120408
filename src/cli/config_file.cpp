#include "cli/config_file.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>

#include "base/edit_distance.hpp"
#include "base/file.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;

/// Takes `--config FILE` or `--config=FILE` out of the arguments.
Result<std::optional<std::string>> take_config(std::vector<std::string>& arguments) {
  const auto found =
      std::find_if(arguments.begin(), arguments.end(), [](const std::string& argument) {
        return argument == "--config" || argument.starts_with("--config=");
      });
  if (found == arguments.end()) return std::optional<std::string>{};
  if (found->size() > std::string_view("--config").size()) {
    std::string file = found->substr(std::string_view("--config=").size());
    arguments.erase(found);
    return std::optional(std::move(file));
  }
  if (found + 1 == arguments.end()) {
    return Error{ErrorCode::invalid_argument, "--config needs a file"};
  }
  std::string file = *(found + 1);
  arguments.erase(found, found + 2);
  return std::optional(std::move(file));
}

Result<std::vector<CLI::ConfigItem>> read_items(const std::string& file) {
  GWEVAL_TRY(const std::string text, read_file(file, kMaxConfigBytes));
  std::istringstream input(text);
  try {
    return CLI::ConfigTOML().from_config(input);
  } catch (const CLI::Error& error) {
    return Error{ErrorCode::invalid_input,
                 std::string("not a list of `name = value`: ") + error.what(), file};
  }
}

bool is_given(const std::vector<std::string>& arguments, const std::string& option) {
  return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
    return argument == option || argument.starts_with(option + "=");
  });
}

std::string command_of(const std::vector<std::string>& arguments,
                       const std::vector<std::string>& commands) {
  const auto found =
      std::find_first_of(arguments.begin(), arguments.end(), commands.begin(), commands.end());
  return found == arguments.end() ? std::string() : *found;
}

}  // namespace

Result<std::vector<std::string>> expand_config(std::vector<std::string> arguments,
                                               const std::vector<std::string>& commands) {
  GWEVAL_TRY(const auto file, take_config(arguments));
  if (!file) return arguments;
  GWEVAL_TRY(const auto items, read_items(*file));
  const std::string command = command_of(arguments, commands);
  std::vector<std::string> out = arguments;
  for (const CLI::ConfigItem& item : items) {
    if (item.name == "++" || item.name == "--")
      continue;  // CLI11's marks of a heading's begin and end
    if (!item.parents.empty()) {
      const std::string& heading = item.parents.front();
      if (std::find(commands.begin(), commands.end(), heading) == commands.end()) {
        return Error{
            ErrorCode::invalid_input,
            fmt::format("heading [{}] is no command{}", heading, did_you_mean(heading, commands)),
            *file};
      }
      if (heading != command) continue;
    }
    const std::string option = "--" + item.name;
    if (is_given(arguments, option)) continue;
    for (const std::string& value : item.inputs) out.push_back(option + "=" + value);
  }
  return out;
}

}  // namespace gweval
