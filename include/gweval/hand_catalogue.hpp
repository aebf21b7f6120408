#pragma once
// What an edition says of scoring by hand beside its rubrics: how innovation cases are chosen and
// what they are worth, and the questions that raters ask everywhere (docs/catalogue-format.md).

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gweval/text.hpp"

namespace gweval {

/// Experts vote for cases, or score them by criteria.
enum class CaseMethod { votes, criteria };

struct CaseCriterion {
  std::string id;
  LocalText title;
  double weight = 1;  // relative
};

struct CaseScheme {
  std::string id;
  int version = 1;
  LocalText title;
  CaseMethod method = CaseMethod::votes;
  std::vector<std::string> profiles;    // whose units take part; empty: all
  std::string indicator;                // bonus leaf it fills; empty: it ranks only
  std::string criterion;                // of that leaf
  std::vector<std::string> categories;  // empty: those of the unit's bonus leaf
  std::size_t places = 0;               // cases that are chosen at most; 0: no limit
  bool is_by_category = false;          // places are of each category, not of all together
  /// Votes: least share of ballots, without one more than half; criteria: least score, [0, 100].
  std::optional<double> bar;
  std::vector<CaseCriterion> criteria;  // of method criteria
  std::vector<double> points;           // bonus of a unit's first, second … chosen case
};

struct TestQuestion {
  std::string id;
  std::string text;  // as it is asked
};

/// Questions of one kind, and what a good answer does.
struct TestClass {
  std::string id;
  LocalText title;
  std::string indicator;  // manual criterion the answers speak for
  std::string criterion;
  LocalText expected;
  std::vector<TestQuestion> questions;
};

struct TestPlan {
  std::string id;
  int version = 1;
  LocalText title;
  std::vector<TestClass> classes;
};

struct HandCatalogue {
  std::vector<CaseScheme> schemes;
  std::vector<TestPlan> plans;
};

}  // namespace gweval
