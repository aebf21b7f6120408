#include <fmt/format.h>

#include <string>

#include "base/text.hpp"
#include "gweval/site.hpp"
#include "rules/rule.hpp"
#include "web/url.hpp"
