#include "app/round_file.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/log.hpp"
#include "base/edit_distance.hpp"
#include "base/file.hpp"
#include "catalogue/yaml_reader.hpp"

namespace gweval {
namespace {

constexpr std::string_view kFormat = "gweval-round/1";

enum class Kind { text, path, flag, texts, paths };

struct Key {
  const char* name;
  const char* option;  // empty: a site list
  Kind kind;
};

constexpr Key kKeys[] = {
    {"as_of", "--as-of", Kind::text},       {"lists", "", Kind::paths},
    {"profiles", "--profile", Kind::texts}, {"manual", "--manual", Kind::paths},
    {"ratings", "--ratings", Kind::path},   {"cases", "--cases", Kind::path},
    {"evidence", "--evidence", Kind::path}, {"out", "--out", Kind::path},
    {"ties", "--ties", Kind::text},         {"language", "--lang", Kind::text},
    {"offline", "--offline", Kind::flag},   {"outputs", "--report", Kind::texts},
    {"previous", "--previous", Kind::path}, {"fail_under", "--fail-under", Kind::text},
    {"fail_on", "--fail-on", Kind::texts},  {"max_error_rate", "--max-error-rate", Kind::text}};
constexpr Key kLimits[] = {{"delay", "--delay", Kind::text},
                           {"connections_per_host", "--connections-per-host", Kind::text},
                           {"max_pages", "--max-pages", Kind::text},
                           {"max_depth", "--max-depth", Kind::text},
                           {"max_time", "--max-time", Kind::text},
                           {"scope", "--scope", Kind::text},
                           {"user_agent", "--user-agent", Kind::text}};

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file) : file_(file) {}

  RoundFileLoad run(std::string_view text) {
    YamlDocument document = read_yaml(text);
    for (const YamlFault& fault : document.faults) add(fault.place, fault.message);
    if (document.root && document.root->kind == YamlNode::Kind::map) {
      read(*document.root);
    } else if (document.faults.empty()) {
      add({1, 1}, "a round file is a map; it starts with `format: gweval-round/1`");
    }
    return std::move(load_);
  }

 private:
  void add(Place place, std::string message) {
    load_.faults.push_back({file_.string(), place.line, place.column, std::move(message)});
  }

  void read(const YamlNode& root) {
    const YamlNode* format = root.find("format");
    if (format == nullptr || format->text != kFormat) {
      add(format == nullptr ? root.place : format->place, "`format: gweval-round/1` is missing");
    }
    if (root.find("lists") == nullptr) add(root.place, "`lists` is missing: which sites to score");
    for (const YamlNode& node : root.children) {
      if (node.key == "format" || node.key == "name") continue;
      if (node.key == "year") {
        read_year(node, root.find("as_of"));
      } else if (node.key == "catalogue") {
        // An id, or a folder where there is a slash.
        const bool is_path = node.text.find('/') != std::string::npos;
        read_value(node, {"catalogue", "--catalogue", is_path ? Kind::path : Kind::text});
      } else if (node.key == "limits") {
        read_limits(node);
      } else {
        read_known(node, kKeys, {"format", "name", "year", "catalogue", "limits"});
      }
    }
  }

  void read_limits(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::map) add(node.place, "`limits` is a map");
    for (const YamlNode& limit : children_of(&node)) read_known(limit, kLimits, {});
  }

  template <std::size_t N>
  void read_known(const YamlNode& node, const Key (&keys)[N], std::vector<std::string> names) {
    for (const Key& key : keys) {
      if (node.key == key.name) return read_value(node, key);
      names.emplace_back(key.name);
    }
    add(node.key_place, fmt::format("unknown key '{}'{}", node.key, did_you_mean(node.key, names)));
  }

  void read_year(const YamlNode& node, const YamlNode* as_of) {
    const bool is_year =
        node.text.size() == 4 && std::all_of(node.text.begin(), node.text.end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
    if (!is_year) {
      add(node.place, "a year has four digits");
    } else if (as_of != nullptr && !as_of->text.starts_with(node.text)) {
      add(as_of->place, fmt::format("this day is not in the year {} of the round", node.text));
    }
  }

  void read_value(const YamlNode& node, const Key& key) {
    const bool is_many = key.kind == Kind::texts || key.kind == Kind::paths;
    if (is_many && node.kind == YamlNode::Kind::list) {
      for (const YamlNode& item : node.children) take(item, key);
    } else {
      take(node, key);
    }
  }

  void take(const YamlNode& node, const Key& key) {
    if (node.kind != YamlNode::Kind::scalar || node.text.empty()) {
      add(node.place, fmt::format("`{}` needs a value", key.name));
      return;
    }
    if (key.kind == Kind::flag) {
      if (node.text == "true") put(node, key, "");
      if (node.text != "true" && node.text != "false") add(node.place, "write true or false");
      return;
    }
    const bool is_path = key.kind == Kind::path || key.kind == Kind::paths;
    std::string value = is_path ? (file_.parent_path() / node.text).string() : node.text;
    if (is_path && value.starts_with("-")) value.insert(0, "./");  // a file, not an option
    put(node, key, std::move(value));
  }

  void put(const YamlNode& node, const Key& key, std::string value) {
    load_.arguments.emplace_back(key.option, std::move(value));
    load_.places.push_back({node.place.line, node.place.column});
  }

  std::filesystem::path file_;
  RoundFileLoad load_;
};

}  // namespace

RoundFileLoad parse_round_file(std::string_view text, const std::filesystem::path& file) {
  return Reader(file).run(text);
}

Result<std::vector<RoundArgument>> load_round_file(const std::filesystem::path& file,
                                                   const ValueCheck& check) {
  GWEVAL_TRY(const std::string text, read_file(file, kMaxYamlBytes));
  RoundFileLoad load = parse_round_file(text, file);
  Diagnostics wrong = check_round_values(load, file.string(), check);
  load.faults.insert(load.faults.end(), wrong.begin(), wrong.end());
  if (load.faults.empty()) return std::move(load.arguments);
  std::stable_sort(load.faults.begin(), load.faults.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
  log::errors(load.faults);
  return Error{ErrorCode::invalid_input,
               fmt::format("{} fault(s) in the round file", load.faults.size()), file.string()};
}

}  // namespace gweval
