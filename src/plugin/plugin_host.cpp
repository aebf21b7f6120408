#include "plugin/plugin_host.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <iterator>
#include <optional>

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/numbers.hpp"
#include "gweval/plugin.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GWEVAL_HAS_SHADOW_MEMORY
#endif
#endif

namespace gweval::plugin {
namespace {

constexpr rlim_t kProcessorSeconds = 60;
#ifdef GWEVAL_HAS_SHADOW_MEMORY
constexpr rlim_t kMemoryBytes = RLIM_INFINITY;  // the sanitizer reserves terabytes
#else
constexpr rlim_t kMemoryBytes = rlim_t{2} * 1024 * 1024 * 1024;
#endif

[[noreturn]] void fail(const std::string& file, std::string_view what) {
  fmt::print(stderr, "gweval: error: {}: {}\n", file, what);
  std::fflush(stderr);
  std::_Exit(1);
}

void limit(decltype(RLIMIT_CPU) what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
}

/// "describe", or "observe RULE PARAMS-BYTES", and a line feed before what belongs to it.
struct Request {
  std::string rule;  // empty: describe
  std::string params;
  std::string facts;
};

std::optional<Request> parse_request(std::string text) {
  const std::size_t line = text.find('\n');
  if (line == std::string::npos) return std::nullopt;
  const std::string head = text.substr(0, line);
  if (head == "describe") return Request{};
  const std::size_t first = head.find(' ');
  const std::size_t second = head.find(' ', first + 1);
  if (second == std::string::npos || head.substr(0, first) != "observe") return std::nullopt;
  const auto bytes = parse_integer(head.substr(second + 1));
  const std::size_t begin = line + 1;
  if (!bytes || *bytes < 0 || static_cast<std::size_t>(*bytes) > text.size() - begin) {
    return std::nullopt;
  }
  const auto params = static_cast<std::size_t>(*bytes);
  return Request{head.substr(first + 1, second - first - 1), text.substr(begin, params),
                 text.substr(begin + params)};
}

const GwevalPlugin& load(const std::string& file) {
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) fail(file, dlerror());
  void* symbol = dlsym(library, GWEVAL_PLUGIN_ENTRY);
  if (symbol == nullptr) fail(file, "exports no function " GWEVAL_PLUGIN_ENTRY);
  GwevalPluginEntry entry = nullptr;
  std::memcpy(&entry, &symbol, sizeof entry);  // ISO C++ knows no cast of a datum to a function
  const GwevalPlugin* plugin = entry();
  if (plugin == nullptr || plugin->describe == nullptr || plugin->observe == nullptr ||
      plugin->release == nullptr) {
    fail(file, "has no complete GwevalPlugin");
  }
  if (plugin->plugin_interface != GWEVAL_PLUGIN_INTERFACE) {
    fail(file, fmt::format("was made for plugin interface {}, this build has {}; compile it anew",
                           plugin->plugin_interface, GWEVAL_PLUGIN_INTERFACE));
  }
  return *plugin;
}

void write_whole(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written <= 0) std::_Exit(1);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::string describe_request() {
  return "describe\n";
}

std::string observe_request(std::string_view rule_id, std::string_view params,
                            std::string_view facts) {
  std::string out = fmt::format("observe {} {}\n", rule_id, params.size());
  out.reserve(out.size() + params.size() + facts.size());
  out += params;
  out += facts;
  return out;
}

void run_plugin_host(const std::string& file) {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const auto request = parse_request(text);
  if (!request) fail(file, "the host of plugins is called by gweval itself only");
  limit(RLIMIT_CPU, kProcessorSeconds);
  limit(RLIMIT_AS, kMemoryBytes);
  limit(RLIMIT_CORE, 0);
  // What the plugin prints must not be taken for its answer.
  const int answer = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  const GwevalPlugin& plugin = load(file);
  if (request->rule.empty()) {
    const char* description = plugin.describe();
    if (description == nullptr) fail(file, "describes no rules");
    write_whole(answer, description);
  } else {
    char* observation = plugin.observe(request->rule.c_str(), request->params.c_str(),
                                       request->facts.c_str(), request->facts.size());
    if (observation == nullptr) fail(file, "gave no observation");
    write_whole(answer, observation);
    plugin.release(observation);
  }
  std::_Exit(0);  // nothing of the plugin's own endings is waited for
}

}  // namespace gweval::plugin
