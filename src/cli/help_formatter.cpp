#include "cli/help_formatter.hpp"

#include <string_view>

#include "base/display_width.hpp"

namespace gweval {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kNameColumn = 32;
constexpr std::string_view kManyMark = " ...";

/// Folds at blanks. The text starts at column `at`, its further lines at `indent`; lines of its own
/// stay. A word longer than a line keeps its own line.
std::string folded(std::string_view text, std::size_t at, std::size_t indent) {
  std::string out;
  std::size_t column = at;
  const auto new_line = [&] {
    out += '\n' + std::string(indent, ' ');
    column = indent;
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t width = display_width(word);
    const bool is_first = column == indent || (out.empty() && column == at);
    if (!is_first && column + 1 + width > kWidth) {
      new_line();
      out += word;
      column += width;
    } else {
      out += is_first ? std::string(word) : ' ' + std::string(word);
      column += width + (is_first ? 0 : 1);
    }
    if (end < text.size() && text[end] == '\n') new_line();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Paragraphs whose own line breaks count; a line that fits stays as its author set it.
std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    out += display_width(line) <= kWidth ? std::string(line) : folded(line, 0, 0);
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string row(const std::string& name, const std::string& description) {
  std::string out = "  " + name;
  const std::size_t width = display_width(out);
  if (description.empty()) return out + '\n';
  if (width + 2 > kNameColumn) {
    out += '\n' + std::string(kNameColumn, ' ');
  } else {
    out += std::string(kNameColumn - width, ' ');
  }
  return out + folded(description, kNameColumn, kNameColumn) + '\n';
}

}  // namespace

HelpFormatter::HelpFormatter() {
  column_width(kNameColumn);
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  return row(make_option_name(option, is_positional) + make_option_opts(option),
             make_option_desc(option));
}

/// Options given several times say so in their own words; the mark is for positionals.
std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
  std::string out = CLI::Formatter::make_option_opts(option);
  if (option->nonpositional() && out.size() >= kManyMark.size() &&
      std::string_view(out).substr(out.size() - kManyMark.size()) == kManyMark) {
    out.resize(out.size() - kManyMark.size());
  }
  return out;
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  return row(command->get_display_name(true), command->get_description());
}

std::string HelpFormatter::make_description(const CLI::App* command) const {
  return paragraphs(CLI::Formatter::make_description(command));
}

std::string HelpFormatter::make_footer(const CLI::App* command) const {
  return paragraphs(CLI::Formatter::make_footer(command));
}

}  // namespace gweval
