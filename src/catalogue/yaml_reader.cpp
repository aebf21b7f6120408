#include "catalogue/yaml_reader.hpp"

#include <algorithm>
#include <exception>
#include <sstream>
#include <string>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/display_width.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

/// Flow indicators in one file. yaml-cpp queues the tokens of a whole flow collection before it
/// hands out the first, so their number bounds its memory; 200,000 values need no more than this.
constexpr std::size_t kMaxFlowIndicators = 400'000;

/// A file with more faults than this is no catalogue; reading it further helps nobody.
constexpr std::size_t kMaxFaultsPerFile = 100;

/// Thrown through yaml-cpp to end the parse once a limit is passed; caught in read_yaml.
struct Stop {};

Place to_place(const YAML::Mark& mark) {
  return {mark.line + 1, mark.column + 1};
}

/// Builds the tree from the parser's events. Its stack replaces recursion of ours.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(YamlDocument& document) : document_(document) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (document_.root) stop(mark, "a second YAML document starts here; use one file for each");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "?", anchor);
    take({YamlNode::Kind::null, true, to_place(mark), {}, {}, {}, {}});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    fault(to_place(mark), "aliases ('*name') are not allowed; write the value out");
    take({YamlNode::Kind::refused, false, to_place(mark), {}, {}, {}, {}});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    take({YamlNode::Kind::scalar, tag == "?", to_place(mark), value, {}, {}, {}});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is still open; a map's next value gets the pending key.
  struct Level {
    YamlNode node;
    std::optional<YamlNode> key;
    std::unordered_set<std::string> keys;
  };

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (++count_ > kMaxYamlNodes)
      stop(mark, fmt::format("more than {} values in one file; split it", kMaxYamlNodes));
    if (anchor != 0)
      fault(to_place(mark), "anchors ('&name') are not allowed; write the value where it is used");
    if (tag != "?" && tag != "!")
      fault(to_place(mark), "tags ('!name') are not allowed; remove the tag");
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    check(mark, tag, anchor);
    if (levels_.size() >= static_cast<std::size_t>(kMaxYamlDepth))
      stop(mark, fmt::format("nested deeper than {} levels; flatten it", kMaxYamlDepth));
    levels_.push_back({{kind, false, to_place(mark), {}, {}, {}, {}}, {}, {}});
  }

  void close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    take(std::move(node));
  }

  void take(YamlNode node) {
    if (levels_.empty()) {
      document_.root = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == YamlNode::Kind::list) {
      level.node.children.push_back(std::move(node));
    } else if (!level.key) {
      if (node.kind != YamlNode::Kind::scalar) {
        fault(node.place, "a key must be plain text");
        node.kind = YamlNode::Kind::refused;
      }
      level.key = std::move(node);
    } else {
      take_value(level, std::move(node));
    }
  }

  void take_value(Level& level, YamlNode node) {
    YamlNode key = std::move(*level.key);
    level.key.reset();
    if (key.kind == YamlNode::Kind::refused) return;
    if (!level.keys.insert(key.text).second) {
      fault(key.place, fmt::format("key '{}' stands twice in the same map; keep one of them",
                                   to_printable(truncate_utf8(key.text, 60))));
      return;
    }
    node.key = std::move(key.text);
    node.key_place = key.place;
    level.node.children.push_back(std::move(node));
  }

  void fault(Place place, std::string message) {
    document_.faults.push_back({place, std::move(message)});
    if (document_.faults.size() >= kMaxFaultsPerFile) throw Stop{};
  }
  [[noreturn]] void stop(const YAML::Mark& mark, std::string message) {
    fault(to_place(mark), std::move(message));
    throw Stop{};
  }

  YamlDocument& document_;
  std::vector<Level> levels_;
  std::size_t count_ = 0;
};

/// Place of the byte at `offset`.
Place place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? offset : offset - start - 1;
  return {static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

/// What must hold of the bytes before the parser may see them; nothing if all is well.
std::optional<YamlFault> prescan(std::string_view text) {
  if (text.size() > kMaxYamlBytes)
    return YamlFault{{}, fmt::format("larger than {} bytes; split it", kMaxYamlBytes)};
  if (!is_valid_utf8(text)) {
    return YamlFault{place_of(text, valid_utf8_prefix(text)), "not valid UTF-8; save it as UTF-8"};
  }
  std::size_t flow_indicators = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // YAML 1.2 §5.1: no C0 control characters but tab and line breaks, and no DEL. yaml-cpp takes
    // U+0004 for the end of the file.
    if ((c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
      return YamlFault{place_of(text, i), "control character; remove it"};
    if (c == '[' || c == ']' || c == '{' || c == '}' || c == ',') ++flow_indicators;
    if (flow_indicators > kMaxFlowIndicators)
      return YamlFault{place_of(text, i), "too many brackets and commas in one file; split it"};
  }
  return std::nullopt;
}

/// yaml-cpp's messages in our form: no capital, no full stop, and what to do.
std::string syntax_message(const std::string& message) {
  std::string out = "not valid YAML: " + to_printable(truncate_utf8(message, 200));
  return out + "; check indentation, quotes and brackets here and just above";
}

}  // namespace

YamlDocument read_yaml(std::string_view text) {
  YamlDocument document;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (auto fault = prescan(text)) {
    document.faults.push_back(*std::move(fault));
    return document;
  }
  // yaml-cpp 0.7 takes an open quote for closed if line breaks end the file, and so would swallow
  // whatever follows a forgotten quote.
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  const auto give_up = [&](Place place, std::string message) {
    document.faults.push_back({place, std::move(message)});
    document.root.reset();
  };
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    TreeBuilder builder(document);
    while (parser.HandleNextDocument(builder)) {
    }
    if (!document.root) give_up({1, 1}, "the file is empty");
  } catch (const Stop&) {
    document.root.reset();
  } catch (const YAML::Exception& error) {
    const bool has_place = !error.mark.is_null();
    give_up(has_place ? to_place(error.mark) : Place{}, syntax_message(error.msg));
  } catch (const std::exception& error) {
    give_up({}, syntax_message(error.what()));
  }
  return document;
}

}  // namespace gweval
