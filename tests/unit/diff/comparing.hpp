#pragma once
// What several tests of comparisons look at.

#include <algorithm>
#include <string>

#include "gweval/diff.hpp"
#include "support/catch.hpp"

namespace gweval::test {

/// Equal but for rounding in the last places.
inline Approx near(double value) {
  return Approx(value).margin(1e-12).epsilon(0);
}

/// Whether a note holds `words` in English; every note is in both languages.
inline bool has_note(const ResultsDiff& diff, const std::string& words) {
  return std::any_of(diff.notes.begin(), diff.notes.end(), [&](const LocalText& note) {
    return note.en.find(words) != std::string::npos && !note.zh.empty();
  });
}

}  // namespace gweval::test
