#include "gweval/registry.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <utility>

// The one list of rules: src/rules/column/coverage.cpp defines column_coverage(). Sorted by id.
#define GWEVAL_RULES(X)              \
  X(accessibility_contrast)          \
  X(accessibility_entry)             \
  X(accessibility_headings)          \
  X(accessibility_keyboard)          \
  X(accessibility_labels)            \
  X(accessibility_page_language)     \
  X(accessibility_text_alternatives) \
  X(accessibility_titles)            \
  X(accessibility_zoom)              \
  X(column_belonging)                \
  X(column_contents)                 \
  X(column_coverage)                 \
  X(column_duplicate)                \
  X(column_empty)                    \
  X(column_freshness)                \
  X(column_same_source)              \
  X(column_stale)                    \
  X(data_elements)                   \
  X(data_sets)                       \
  X(dates_wrong)                     \
  X(design_date_format)              \
  X(design_domain)                   \
  X(design_footer_marks)             \
  X(design_page_labels)              \
  X(design_site_code)                \
  X(disclosure_agreement)            \
  X(disclosure_elements)             \
  X(disclosure_matters)              \
  X(entry_alive)                     \
  X(entry_offered)                   \
  X(function_login)                  \
  X(function_search)                 \
  X(guide_elements)                  \
  X(guide_forms)                     \
  X(guide_lacking)                   \
  X(guide_missing_classes)           \
  X(guide_online)                    \
  X(history_lapsed_documents)        \
  X(history_old_items)               \
  X(history_old_site)                \
  X(history_sunken)                  \
  X(home_new_items)                  \
  X(home_updated)                    \
  X(interpretation_column)           \
  X(interpretation_forms)            \
  X(interpretation_linked_share)     \
  X(interpretation_parts)            \
  X(interpretation_timely)           \
  X(links_dead)                      \
  X(links_dead_attachments)          \
  X(links_dead_count)                \
  X(mailbox_answered)                \
  X(mailbox_channel)                 \
  X(mailbox_delay)                   \
  X(mailbox_statistics)              \
  X(nav_depth)                       \
  X(nav_site_map)                    \
  X(policy_levels)                   \
  X(policy_library)                  \
  X(policy_library_facets)           \
  X(policy_newest)                   \
  X(policy_validity)                 \
  X(presentation_frame)              \
  X(privacy_collection)              \
  X(privacy_leaks)                   \
  X(privacy_policy)                  \
  X(scene_elements)                  \
  X(scene_navigation)                \
  X(search_answers)                  \
  X(search_forms)                    \
  X(search_ranking)                  \
  X(security_certificate)            \
  X(security_error_pages)            \
  X(security_foreign_scripts)        \
  X(security_headers)                \
  X(security_hidden_links)           \
  X(security_https)                  \
  X(security_libraries)              \
  X(security_mixed_content)          \
  X(security_server_version)         \
  X(special_columns)                 \
  X(special_progress)                \
  X(special_resources)               \
  X(survey_activities)               \
  X(survey_feedback)                 \
  X(text_wrong_words)

namespace gweval {

namespace rules {
#define GWEVAL_DECLARE(name) Rule name();
GWEVAL_RULES(GWEVAL_DECLARE)
#undef GWEVAL_DECLARE
}  // namespace rules

namespace {

struct Registry {
#define GWEVAL_MAKE(name) rules::name(),
  std::deque<Rule> rules = {GWEVAL_RULES(GWEVAL_MAKE)};  // what is added moves no other
#undef GWEVAL_MAKE
  std::vector<const Rule*> pointers;

  Registry() {
    index();
  }
  void index() {
    pointers.clear();
    for (const Rule& rule : rules) pointers.push_back(&rule);
    std::sort(pointers.begin(), pointers.end(),
              [](const Rule* a, const Rule* b) { return a->schema.id < b->schema.id; });
  }
};

Registry& registry() {
  static Registry instance;
  return instance;
}

}  // namespace

std::span<const Rule* const> all_rules() {
  return registry().pointers;
}

std::vector<const RuleSchema*> all_rule_schemas() {
  std::vector<const RuleSchema*> schemas;
  for (const Rule* rule : all_rules()) schemas.push_back(&rule->schema);
  return schemas;
}

const Rule* find_rule(std::string_view id) {
  const auto rules = all_rules();
  const auto found = std::lower_bound(
      rules.begin(), rules.end(), id,
      [](const Rule* rule, std::string_view wanted) { return rule->schema.id < wanted; });
  return found != rules.end() && (*found)->schema.id == id ? *found : nullptr;
}

Result<void> register_rules(std::vector<Rule> rules) {
  std::set<std::string> added;
  for (const Rule& rule : rules) {
    if (find_rule(rule.schema.id) == nullptr && added.insert(rule.schema.id).second) continue;
    return Error{ErrorCode::invalid_input,
                 "there is a rule '" + rule.schema.id + "' already; give it another id"};
  }
  for (Rule& rule : rules) registry().rules.push_back(std::move(rule));
  registry().index();
  return {};
}

}  // namespace gweval
