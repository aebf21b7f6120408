#include "app/override_command.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/fail.hpp"
#include "app/hand_commands.hpp"
#include "app/print_text.hpp"
#include "app/results_file.hpp"
#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/date.hpp"
#include "handscore/plan.hpp"
#include "handscore/store.hpp"
#include "handscore/worksheet_check.hpp"
#include "report/text_layout.hpp"

namespace gweval {
namespace {

/// Indices this close are one.
constexpr double kSameIndex = 1e-9;

Error bad_option(const std::string& option, const std::string& message) {
  return {ErrorCode::invalid_argument, message, option};
}

/// The criterion of the results, or an Error that names what there is instead.
Result<const CriterionResult*> find_target(const Results& results, const OverrideOptions& options) {
  std::vector<std::string> names;
  for (const SiteResult& site : results.sites) {
    names.push_back(site.id);
    if (site.id != options.site) continue;
    names.clear();
    for (const IndicatorResult& leaf : site.indicators) {
      if (!leaf.is_leaf) continue;
      names.push_back(leaf.id);
      if (leaf.id != options.indicator) continue;
      names.clear();
      for (const CriterionResult& criterion : leaf.criteria) {
        names.push_back(criterion.id);
        if (criterion.id == options.criterion) return &criterion;
      }
      return Error{ErrorCode::not_found,
                   fmt::format("'{}' has no criterion '{}'{}", leaf.id, options.criterion,
                               did_you_mean(options.criterion, names)),
                   options.results};
    }
    return Error{ErrorCode::not_found,
                 fmt::format("site '{}' has no leaf '{}'{}", site.id, options.indicator,
                             did_you_mean(options.indicator, names)),
                 options.results};
  }
  return Error{
      ErrorCode::not_found,
      fmt::format("there is no site '{}'{}", options.site, did_you_mean(options.site, names)),
      options.results};
}

Result<void> check_words(const OverrideOptions& options) {
  if (!is_rater_name(options.author)) {
    return bad_option("--author", "who overrides it? Give a name");
  }
  if (fold_space(options.reason).empty()) return bad_option("--reason", "why? Give a reason");
  if (!options.evidence_url.empty() && !is_evidence(options.evidence_url)) {
    return bad_option("--evidence-url", "this is neither an http(s) address nor sha256:…");
  }
  return {};
}

Result<Override> read_override(const OverrideOptions& options, const std::string& at) {
  GWEVAL_CHECK(check_words(options));
  Override out;
  out.site_id = options.site;
  out.indicator_id = options.indicator;
  out.criterion_id = options.criterion;
  out.author = options.author;
  out.reason = fold_space(options.reason);
  out.evidence_url = options.evidence_url;
  out.set_at = at.substr(0, 10);
  out.expires = options.until;
  if (!parse_iso_date(options.until)) {
    return bad_option("--until", "the last day it counts is a date, YYYY-MM-DD");
  }
  if (out.expires < out.set_at) {
    return bad_option("--until", "it would have lapsed before it is set; give a later day");
  }
  constexpr int kMostYears = 2;  // house rule: what lasts longer is a fault of the rule
  if (parse_number(out.expires.substr(0, 4)).value_or(0) >
      parse_number(out.set_at.substr(0, 4)).value_or(0) + kMostYears) {
    return bad_option("--until",
                      "an override lapses within two years; mend the rule, or set it anew "
                      "then");
  }
  if (options.index != "na") {
    out.index = parse_number(options.index);
    if (!out.index || *out.index < 0 || *out.index > 1) {
      return bad_option("--index", "a number from 0 to 1, or na");
    }
  }
  return out;
}

Result<std::string> set_override(const OverrideOptions& options) {
  GWEVAL_TRY(const std::string at, moment_of(options.at));
  GWEVAL_TRY(Override wanted, read_override(options, at));
  GWEVAL_TRY(const Results results, load_results(options.results));
  GWEVAL_TRY(const CriterionResult* target, find_target(results, options));
  if (target->rule.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "this criterion is scored by hand; rate or adjudicate it, there is no machine's "
                 "outcome to override",
                 options.indicator + "/" + options.criterion};
  }
  GWEVAL_TRY(RatingStore store, load_rating_store(options.ratings));
  if (is_digest(options.evidence_url) && !store.kept.contains(options.evidence_url)) {
    return bad_option("--evidence-url", "the store keeps no file of this digest");
  }
  const auto& index = target->machine ? target->machine->index : target->index;
  const bool is_alike = index.has_value() == wanted.index.has_value() &&
                        (!index || std::abs(*index - *wanted.index) < kSameIndex);
  const bool is_na = target->state == CriterionState::not_applicable;
  if (is_alike && (index || is_na)) {
    return bad_option("--index",
                      "this is what the machine says already; there is nothing to "
                      "override");
  }
  const std::string machine = index ? shortest_decimal(*index) : "not known";
  std::string said =
      fmt::format("{} {}/{}: the machine's {} counts as {} until {}\n", options.site,
                  options.indicator, options.criterion, machine, options.index, options.until);
  Batch batch;
  batch.at = at;
  batch.overrides.push_back(std::move(wanted));
  GWEVAL_CHECK(append_batch(options.ratings, store, std::move(batch)));
  return said;
}

Result<std::string> withdraw(const OverrideOptions& options) {
  GWEVAL_TRY(const std::string at, moment_of(options.at));
  GWEVAL_CHECK(check_words(options));
  GWEVAL_TRY(RatingStore store, load_rating_store(options.ratings));
  const auto overrides = store.overrides();
  const bool is_there = std::any_of(overrides.begin(), overrides.end(), [&](const Override& one) {
    return one.site_id == options.site && one.indicator_id == options.indicator &&
           one.criterion_id == options.criterion;
  });
  if (!is_there) {
    return Error{ErrorCode::not_found, "there is no such override; `gweval override list` has all",
                 options.ratings.string()};
  }
  Batch batch;
  batch.at = at;
  batch.withdrawals.push_back({options.site, options.indicator, options.criterion, options.author,
                               fold_space(options.reason), at});
  GWEVAL_CHECK(append_batch(options.ratings, store, std::move(batch)));
  return std::string("withdrawn; the override and its withdrawal stay in the store\n");
}

}  // namespace

ExitCode run_override_set(const OverrideOptions& options) {
  return print_text(set_override(options));
}

ExitCode run_override_withdraw(const OverrideOptions& options) {
  return print_text(withdraw(options));
}

ExitCode run_override_list(const OverrideOptions& options) {
  const auto store = load_rating_store(options.ratings);
  if (!store) return fail(store.error());
  TextLayout layout({80, false, options.language});
  for (const Override& one : store->overrides()) {
    layout.paragraph(
        fmt::format("{} {}/{} {} until {}, {} on {}: {}", one.site_id, one.indicator_id,
                    one.criterion_id, one.index ? shortest_decimal(*one.index) : "na", one.expires,
                    one.author, one.set_at, one.reason),
        0);
  }
  const std::string out = layout.take();
  return print_text(out.empty() ? std::string("no override is set\n") : out);
}

}  // namespace gweval
