#pragma once
// The layout of --help: CLI11's parts, folded to 80 columns.

#include <CLI/CLI.hpp>
#include <string>

namespace gweval {

class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();

  [[nodiscard]] std::string make_option(const CLI::Option* option,
                                        bool is_positional) const override;
  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override;
  [[nodiscard]] std::string make_subcommand(const CLI::App* command) const override;
  [[nodiscard]] std::string make_description(const CLI::App* command) const override;
  [[nodiscard]] std::string make_footer(const CLI::App* command) const override;
};

}  // namespace gweval
