#include "score/finding_text.hpp"

#include <algorithm>

namespace gweval {

std::string fill_placeholders(std::string_view text,
                              const std::vector<std::pair<std::string, std::string>>& args) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) {
      out += text;
      break;
    }
    const std::string_view name = text.substr(1, close - 1);
    const auto found =
        std::find_if(args.begin(), args.end(), [&](const auto& arg) { return arg.first == name; });
    out += found == args.end() ? text.substr(0, close + 1) : std::string_view(found->second);
    text.remove_prefix(close + 1);
  }
  return out;
}

RenderedFinding render_finding(const Finding& finding, const RuleSchema* schema) {
  RenderedFinding out{finding.message,
                      {finding.message, finding.message},
                      finding.url,
                      finding.pointer,
                      finding.quote};
  if (schema == nullptr) return out;
  const auto spec =
      std::find_if(schema->messages.begin(), schema->messages.end(),
                   [&](const MessageSpec& message) { return message.id == finding.message; });
  if (spec == schema->messages.end()) return out;
  out.text = {fill_placeholders(spec->text.zh, finding.args),
              fill_placeholders(spec->text.en, finding.args)};
  return out;
}

}  // namespace gweval
