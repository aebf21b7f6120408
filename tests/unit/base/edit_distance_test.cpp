#include "base/edit_distance.hpp"

#include <vector>

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("insertions, deletions, substitutions and adjacent swaps count one") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("topcis", "topics") == 1);
  CHECK(edit_distance("ca", "abc") == 3);  // optimal string alignment; unrestricted would be 2
  CHECK(edit_distance("reweight", "reweigth") == 1);
}

TEST_CASE("the nearest name is near, and the first among equals") {
  const std::vector<std::string> names{"share", "shape", "rule", "params"};
  CHECK(nearest_name("shar", names) == "share");
  CHECK(nearest_name("shake", names) == "share");
  CHECK(nearest_name("rle", names) == "rule");
  CHECK(nearest_name("parmas", names) == "params");
  CHECK_FALSE(nearest_name("weight", names));
  CHECK_FALSE(nearest_name("xy", names));
  CHECK_FALSE(nearest_name("", names));
  CHECK_FALSE(nearest_name("x", std::vector<std::string>{}));
}

TEST_CASE("hints end a message or say nothing") {
  const std::vector<std::string> names{"municipal"};
  CHECK(did_you_mean("municipl", names) == "; did you mean 'municipal'?");
  CHECK(did_you_mean("planet", names).empty());
  CHECK(did_you_mean(std::string(100'000, 'm'), names).empty());
}

}  // namespace
}  // namespace gweval
