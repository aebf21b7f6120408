#include "catalogue/lexicon_reader.hpp"

#include <fmt/format.h>

#include "catalogue/node_values.hpp"
#include "catalogue/yaml_file.hpp"

namespace gweval {
namespace {

/// Longest window in days: ten years. Anything older says nothing about upkeep.
constexpr int kMaxWindowDays = 3650;

std::vector<std::string> read_words(const MapReader& map) {
  const YamlNode* node = map.require("words");
  if (node == nullptr || !is_list(*node, map.faults())) return {};
  std::vector<std::string> words;
  std::set<std::string> seen;
  for (const YamlNode& child : node->children) {
    std::string word = read_text(child, map.faults());
    if (word.empty()) continue;
    if (!seen.insert(word).second)
      map.faults().at(child, fmt::format("word {} stands twice; remove one", in_quotes(word)));
    words.push_back(std::move(word));
  }
  if (node->children.empty()) map.faults().at(*node, "'words' is empty; name at least one word");
  return words;
}

LexiconEntry read_entry(const YamlNode& node, const FileFaults& faults,
                        std::set<std::string>& ids) {
  const MapReader map(node, faults, {"id", "name", "words", "window_days"});
  LexiconEntry entry;
  if (!map.is_map()) return entry;
  entry.id = map.text("id");
  const YamlNode* id = map.find("id");
  if (!entry.id.empty() && !is_plain_name(entry.id)) {
    faults.at(*id, fmt::format("id {} must be lower-case letters, digits and single hyphens",
                               in_quotes(entry.id)));
  } else if (!entry.id.empty() && !ids.insert(entry.id).second) {
    faults.at(*id, fmt::format("duplicate entry id {}; rename one", in_quotes(entry.id)));
  }
  entry.name = map.text("name");
  entry.words = read_words(map);
  if (map.find("window_days") != nullptr)
    entry.window_days = map.integer("window_days", 1, kMaxWindowDays);
  return entry;
}

Lexicon read_lexicon(const YamlNode& root, const FileFaults& faults, const std::string& stem) {
  const MapReader map(root, faults, {"lexicon", "version", "about", "entries", "notes"});
  Lexicon lexicon;
  if (!map.is_map()) return lexicon;
  lexicon.id = map.own_name("lexicon", stem);
  lexicon.version = map.integer("version", 1, 1'000'000);
  static_cast<void>(map.local_text("about"));  // for readers of the file
  static_cast<void>(map.text_list("notes"));
  const YamlNode* entries = map.require("entries");
  if (entries == nullptr || !is_list(*entries, faults)) return lexicon;
  if (entries->children.empty())
    faults.at(*entries, "'entries' is empty; a lexicon has at least one entry");
  std::set<std::string> ids;
  for (const YamlNode& child : entries->children)
    lexicon.entries.push_back(read_entry(child, faults, ids));
  return lexicon;
}

}  // namespace

void LexiconShelf::read_all(CatalogueFiles& files, Faults& faults) {
  for (const std::string& stem : files.list("lexicons")) {
    const std::string relative = "lexicons/" + stem + ".yaml";
    const std::size_t faults_before = faults.count();
    Entry& entry = entries_[stem];
    entry.file = files.path_text(relative);
    const auto root = read_yaml_file(files, relative, faults);
    if (root) entry.lexicon = read_lexicon(*root, FileFaults(faults, entry.file), stem);
    entry.size_bytes = files.text_of(entry.file).size();
    entry.is_sound = faults.count() == faults_before;
  }
}

const Lexicon* LexiconShelf::use(const std::string& name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return nullptr;
  found->second.is_used = true;
  return found->second.is_sound ? &found->second.lexicon : nullptr;
}

std::vector<std::string> LexiconShelf::names() const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : entries_) names.push_back(name);
  return names;
}

std::size_t LexiconShelf::size_bytes(const std::string& name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? 0 : found->second.size_bytes;
}

void LexiconShelf::report_unused(Faults& faults) const {
  for (const auto& [name, entry] : entries_) {
    if (!entry.is_used)
      faults.add(entry.file, {1, 1}, "lexicon '" + name + "' is used by no rubric; remove it");
  }
}

}  // namespace gweval
