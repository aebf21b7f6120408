#pragma once
#include "base/text.hpp"
#include <fmt/format.h>
