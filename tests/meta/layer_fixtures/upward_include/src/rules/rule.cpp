#include <string>

#include "crawl/frontier.hpp"
