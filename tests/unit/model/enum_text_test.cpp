// Names written to files: results.json, facts.sqlite, manifests. A change here breaks old evidence.

#include <set>
#include <string>
#include <vector>

#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/results.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

/// Names of all values from the first to the last, which must be distinct and not empty.
template <class E>
std::vector<std::string> names(E last) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    out.emplace_back(to_text(static_cast<E>(i)));
    CHECK_FALSE(out.back().empty());
    CHECK(seen.insert(out.back()).second);
  }
  return out;
}

using Names = std::vector<std::string>;

TEST_CASE("states of results are those of the format") {
  CHECK(names(NodeState::not_applicable) == Names{"scored", "pending", "error", "na"});
  CHECK(names(CriterionState::rated) ==
        Names{"observed", "cannot_tell", "not_applicable", "rule_error", "pending", "rated"});
  CHECK(names(SiteStatus::not_observed) == Names{"observed", "partial", "not_observed"});
}

TEST_CASE("every name of a fact reads back") {
  for (int i = 0; i <= static_cast<int>(FetchOutcome::protocol_error); ++i) {
    const auto value = static_cast<FetchOutcome>(i);
    CHECK(parse_fetch_outcome(to_text(value)) == value);
  }
  for (int i = 0; i <= static_cast<int>(FetchPurpose::search_probe); ++i) {
    const auto value = static_cast<FetchPurpose>(i);
    CHECK(parse_fetch_purpose(to_text(value)) == value);
  }
  for (int i = 0; i <= static_cast<int>(PageKind::other); ++i) {
    const auto value = static_cast<PageKind>(i);
    CHECK(parse_page_kind(to_text(value)) == value);
  }
  for (int i = 0; i <= static_cast<int>(FactSource::none); ++i) {
    const auto value = static_cast<FactSource>(i);
    CHECK(parse_fact_source(to_text(value)) == value);
  }
  for (int i = 0; i <= static_cast<int>(LinkKind::media); ++i) {
    const auto value = static_cast<LinkKind>(i);
    CHECK(parse_link_kind(to_text(value)) == value);
  }
}

TEST_CASE("page kinds are the documented ones") {
  CHECK(names(PageKind::other) == Names{"home", "list", "article", "policy", "guide", "mailbox",
                                        "sitemap", "search", "error", "other"});
}

TEST_CASE("unknown names are nothing") {
  CHECK_FALSE(parse_fetch_outcome(""));
  CHECK_FALSE(parse_fetch_outcome("Response"));
  CHECK_FALSE(parse_page_kind("homepage"));
  CHECK_FALSE(parse_link_kind(" anchor"));
}

}  // namespace
}  // namespace gweval
