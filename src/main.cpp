#include <malloc.h>

#include "cli/cli.hpp"

namespace {

// Reading a page takes and frees some hundred kilobytes, thousands of times: by default each time
// the system gets them back and makes them anew, a tenth of a crawl's time (docs/performance.md).
void keep_some_freed_memory() {
  mallopt(M_TRIM_THRESHOLD, 8 * 1024 * 1024);
  mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
  mallopt(M_TOP_PAD, 256 * 1024);
}

}  // namespace

int main(int argc, char** argv) {
  keep_some_freed_memory();
  return gweval::run_command_line(argc, argv);
}
