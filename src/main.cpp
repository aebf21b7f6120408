#include "cli/cli.hpp"

int main(int argc, char** argv) {
  return gweval::run_command_line(argc, argv);
}
