#include "app/plugins.hpp"

#include <utility>

#include "gweval/registry.hpp"
#include "plugin/plugin_host.hpp"
#include "plugin/plugin_rules.hpp"

namespace gweval {

Result<void> load_plugins(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    GWEVAL_TRY(std::vector<Rule> rules, plugin::load_rules(file));
    if (auto added = register_rules(std::move(rules)); !added) {
      return Error{added.error().code, added.error().message, file};
    }
  }
  return {};
}

void host_plugin(const std::string& file) {
  plugin::run_plugin_host(file);
}

std::string plugin_host_command() {
  return plugin::kHostCommand;
}

}  // namespace gweval
