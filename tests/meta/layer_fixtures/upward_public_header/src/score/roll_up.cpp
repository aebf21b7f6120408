#include "gweval/crawl.hpp"
