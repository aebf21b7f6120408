// A rule is a source file, a registry line, a page and a folder of cases. These tests fail until
// the four agree.

#include <algorithm>
#include <filesystem>
#include <set>

#include <yaml-cpp/yaml.h>

#include "gweval/registry.hpp"
#include "meta/rule_docs.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = GWEVAL_SOURCE_DIR;

std::set<std::string> ids_of_rules() {
  std::set<std::string> ids;
  for (const RuleSchema* schema : all_rule_schemas()) ids.insert(schema->id);
  return ids;
}

/// src/rules/column/coverage.cpp is column.coverage.
std::set<std::string> ids_of_sources() {
  std::set<std::string> ids;
  for (const fs::directory_entry& group : fs::directory_iterator(kRoot / "src/rules")) {
    if (!group.is_directory()) continue;
    for (const fs::directory_entry& file : fs::directory_iterator(group.path())) {
      std::string name = file.path().stem().string();
      std::replace(name.begin(), name.end(), '_', '-');
      ids.insert(group.path().filename().string() + "." + name);
    }
  }
  return ids;
}

std::set<std::string> ids_of_pages() {
  std::set<std::string> ids;
  for (const fs::directory_entry& file : fs::directory_iterator(kRoot / "docs/rules")) {
    if (file.path().filename() != "README.md") ids.insert(file.path().stem().string());
  }
  return ids;
}

std::set<std::string> ids_of_cases() {
  std::set<std::string> ids;
  for (const fs::directory_entry& folder : fs::directory_iterator(kRoot / "tests/rules")) {
    if (folder.is_directory()) ids.insert(folder.path().filename().string());
  }
  return ids;
}

std::vector<YAML::Node> cases_of(const std::string& id) {
  std::vector<YAML::Node> cases;
  for (const fs::directory_entry& folder : fs::directory_iterator(kRoot / "tests/rules" / id)) {
    cases.push_back(YAML::LoadFile((folder.path() / "case.yaml").string()));
  }
  return cases;
}

std::string page_of(const std::string& id) {
  return slurp(kRoot / "docs/rules" / (id + ".md"));
}

std::vector<std::string> headings_of(const std::string& page) {
  std::vector<std::string> found;
  for (std::size_t at = page.find("\n## "); at != std::string::npos;
       at = page.find("\n## ", at + 1)) {
    found.push_back(page.substr(at + 4, page.find('\n', at + 1) - at - 4));
  }
  return found;
}

std::string section(const std::string& page, const std::string& heading) {
  const std::size_t from = page.find("\n## " + heading + "\n");
  if (from == std::string::npos) return "";
  const std::size_t begin = from + heading.size() + 5;
  return page.substr(begin, page.find("\n## ", begin) - begin);
}

}  // namespace

TEST_CASE("sources, registry, pages and cases name the same rules") {
  CHECK(ids_of_sources() == ids_of_rules());
  CHECK(ids_of_pages() == ids_of_rules());
  CHECK(ids_of_cases() == ids_of_rules());
}

TEST_CASE("each rule has a case that fools a naive version of it") {
  for (const RuleSchema* schema : all_rule_schemas()) {
    CAPTURE(schema->id);
    const auto cases = fs::directory_iterator(kRoot / "tests/rules" / schema->id);
    CHECK(std::any_of(fs::begin(cases), fs::end(cases), [](const fs::directory_entry& folder) {
      return folder.path().filename().string().ends_with("-fool");
    }));
  }
}

TEST_CASE("a rule says everything in both languages, and where it comes from") {
  for (const RuleSchema* schema : all_rule_schemas()) {
    CAPTURE(schema->id);
    CHECK(schema->version >= 1);
    CHECK_FALSE(schema->source.empty());
    CHECK_FALSE(schema->needs.empty());
    CHECK(schema->outcomes.size() >= 2);
    const auto is_full = [](const LocalText& text) { return !text.zh.empty() && !text.en.empty(); };
    CHECK(is_full(schema->title));
    for (const ParamSpec& spec : schema->params) CHECK(is_full(spec.about));
    for (const OutcomeSpec& outcome : schema->outcomes) CHECK(is_full(outcome.title));
    for (const MessageSpec& message : schema->messages) CHECK(is_full(message.text));
  }
}

TEST_CASE("both languages of a message have the same placeholders") {
  const auto marks = [](const std::string& text) {
    std::set<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
      found.insert(text.substr(at, text.find('}', at) - at + 1));
    return found;
  };
  for (const RuleSchema* schema : all_rule_schemas()) {
    for (const MessageSpec& message : schema->messages) {
      CAPTURE(schema->id, message.id);
      CHECK(marks(message.text.zh) == marks(message.text.en));
    }
  }
}

TEST_CASE("every outcome and every message of a rule occurs in a case, and so does cannot_tell") {
  for (const RuleSchema* schema : all_rule_schemas()) {
    std::set<std::string> outcomes;
    std::set<std::string> messages;
    std::set<std::string> states;
    for (const YAML::Node& each : cases_of(schema->id)) {
      const YAML::Node expect = each["expect"];
      states.insert(expect["state"] ? expect["state"].as<std::string>() : "observed");
      if (expect["outcome"]) outcomes.insert(expect["outcome"].as<std::string>());
      for (const YAML::Node& finding : expect["findings"])
        messages.insert(finding["message"].as<std::string>());
    }
    CAPTURE(schema->id);
    CHECK(states.contains("cannot_tell"));
    for (const OutcomeSpec& outcome : schema->outcomes) {
      CAPTURE(outcome.id);
      CHECK(outcomes.contains(outcome.id));
    }
    for (const MessageSpec& message : schema->messages) {
      CAPTURE(message.id);
      CHECK(messages.contains(message.id));
    }
  }
}

TEST_CASE("a rule's page has the fixed headings, with words under each") {
  for (const std::string& id : ids_of_rules()) {
    CAPTURE(id);
    const std::string page = page_of(id);
    CHECK(page.starts_with("# " + id + "\n"));
    CHECK(headings_of(page) == rule_headings());
    for (const std::string& heading : rule_headings()) {
      CAPTURE(heading);
      CHECK(section(page, heading).find_first_not_of(" \n") != std::string::npos);
    }
  }
}

TEST_CASE("the generated parts of the rules' pages are fresh (run write_rule_docs docs/rules)") {
  for (const RuleSchema* schema : all_rule_schemas()) {
    CAPTURE(schema->id);
    const std::string page = page_of(schema->id);
    CHECK(with_fresh_blocks(page, *schema) == page);
  }
  CHECK(slurp(kRoot / "docs/rules/README.md") == rule_index());
}

TEST_CASE("every rule a catalogue names exists, and every example names its own rule") {
  const std::set<std::string> ids = ids_of_rules();
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / "indicators")) {
    if (entry.path().parent_path().filename() != "rubrics") continue;
    for (const YAML::Node& criterion : YAML::LoadFile(entry.path().string())["criteria"]) {
      if (!criterion["rule"]) continue;
      CAPTURE(entry.path().filename().string());
      CHECK(ids.contains(criterion["rule"].as<std::string>()));
    }
  }
  for (const std::string& id : ids) {
    CAPTURE(id);
    CHECK(section(page_of(id), "Example").find("rule: " + id + "\n") != std::string::npos);
  }
}

}  // namespace gweval::test
