#include <algorithm>
#include <map>

#include "gweval/link_verdict.hpp"
#include "rules/evidence_view.hpp"
#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"
#include "web/search_form.hpp"

namespace gweval::rules {
namespace {

struct Place {
  const PageFacts* page = nullptr;
  std::string_view action;
  LinkHealth health = LinkHealth::unclear;
};

/// Where the form leads, without what it asks; empty if only a script sends it: it has no address
/// of its own, so that the browser would ask the page itself again.
std::string place_of(const PageFacts& page, const Form& form) {
  const auto without_query = [](std::string_view url) {
    return column_key(url.substr(0, url.find_first_of("?#")));
  };
  if (!form.action.starts_with("http")) return {};
  std::string place = without_query(form.action);
  const bool is_page_itself =
      place == without_query(page.final_url) || place == without_query(page.url);
  const bool is_search_page = page.kind == PageKind::search || contains(place, "search");
  return is_page_itself && !is_search_page ? std::string() : place;
}

/// What the site answered to the words it was asked at this place. Dead needs two failures: of two
/// questions, or of one and its second look.
LinkHealth health_of_place(const EvidenceView& evidence, const std::string& place) {
  std::size_t failures = 0;
  for (const Fetch* probe : evidence.search_probes()) {
    const std::string_view url = probe->url;
    if (column_key(url.substr(0, url.find_first_of("?#"))) != place) continue;
    const LinkVerdict verdict = verdict_of(*probe);
    const PageFacts* answer = evidence.find_answer(*probe);
    const bool is_error = answer != nullptr && answer->kind == PageKind::error;
    if (verdict == LinkVerdict::ok && !is_error) return LinkHealth::alive;
    if (!is_error && !is_gone(verdict)) continue;
    const Fetch* recheck = evidence.find_recheck(probe->url);
    failures += recheck != nullptr && is_gone(verdict_of(*recheck)) ? 2 : 1;
  }
  return failures >= 2 ? LinkHealth::dead : LinkHealth::unclear;
}

struct Places {
  std::map<std::string, Place> by_address;
  bool has_script_form = false;
};

Places places_of(const EvidenceView& evidence) {
  Places places;
  for (const PageFacts* page : evidence.pages()) {
    for (const Form& form : page->forms) {
      if (search_field(form) == nullptr) continue;
      std::string place = place_of(*page, form);
      if (place.empty()) {
        places.has_script_form = true;
      } else {
        places.by_address.try_emplace(std::move(place), Place{page, form.action});
      }
    }
  }
  for (auto& [address, place] : places.by_address)
    place.health = health_of_place(evidence, address);
  return places;
}

Observation without_form(const EvidenceView& evidence, bool has_script_form) {
  if (has_script_form)
    return cannot_tell({"搜索框只由脚本提交，没有可试的地址",
                        "the search is sent by a script alone; there is no address to try"});
  // A box drawn by a script is no form, and what it asks is not seen.
  const bool has_scripts = evidence.home() != nullptr && !evidence.home()->scripts.empty();
  if (has_scripts || !evidence.is_navigation_observed())
    return cannot_tell(
        {"没有找到搜索表单，可能由脚本生成", "no search form was found; a script may draw one"});
  Observation result = observed("none", 0);
  result.findings.push_back(finding("none", evidence.site().start_url));
  return result;
}

Observation check(const EvidenceView& evidence, const Params&) {
  const Places places = places_of(evidence);
  if (places.by_address.empty()) return without_form(evidence, places.has_script_form);
  std::size_t alive = 0;
  std::size_t unclear = 0;
  std::vector<Finding> dead;
  std::vector<Finding> several;
  for (const auto& [address, place] : places.by_address) {
    const MessageArgs args = {{"address", std::string(place.action)}};
    if (place.health == LinkHealth::dead) {
      dead.push_back(finding("dead", place.page->final_url, args, "form"));
      continue;
    }
    (place.health == LinkHealth::alive ? alive : unclear) += 1;
    several.push_back(finding("place", place.page->final_url, args, "form"));
  }
  const std::size_t count = alive + unclear;
  Observation result;
  if (count >= 2) {
    result = observed("several", static_cast<double>(count));
    result.findings = std::move(several);
  } else if (alive == 1) {
    result = observed("one", 1);
  } else if (unclear == 1 || places.has_script_form) {
    result = cannot_tell({"没有向站内搜索提问，或没有明确的回应",
                          "the search was not asked, or gave no clear answer"});
  } else {
    result = observed("none", 0);
  }
  result.findings.insert(result.findings.begin(), dead.begin(), dead.end());
  return result;
}

}  // namespace

Rule function_search() {
  RuleSchema schema;
  schema.id = "function.search";
  schema.version = 2;
  schema.title = {"搜索入口统一", "One place to search"};
  schema.source = "survey indicator 功能融合 (one search)";
  schema.unit = "places";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.params = {text_param("words", "政府信息公开",
                              {"没有别的词要搜时用来试搜索的词",
                               "words that try the search where no other rule asks it any"})};
  schema.outcomes = {{"one", {"搜索到一处", "one place"}},
                     {"several", {"搜索到几处", "several places"}},
                     {"none", {"没有可用的搜索", "no search that works"}}};
  schema.messages = {
      {"place", {"这里的搜索提交到 {address}", "this page searches at {address}"}},
      {"dead", {"搜索地址打不开：{address}", "the search address is dead: {address}"}},
      {"none", {"没有站内搜索", "no search on the site"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
