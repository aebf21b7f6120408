#pragma once
// The only file that names Catch2's header (Debian 12 has version 2.13, a single header).
#include <catch2/catch.hpp>
