#include "app/conditions.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/fail.hpp"
#include "app/log.hpp"
#include "app/results_file.hpp"
#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "gweval/registry.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

constexpr std::size_t kShownSites = 20;

/// Lines a site, the first of many.
class Lines {
 public:
  void add(LocalText line) {
    if (lines_.size() < kShownSites) lines_.push_back(std::move(line));
    ++count_;
  }
  void move_to(std::vector<LocalText>& out) {
    out.insert(out.end(), lines_.begin(), lines_.end());
    if (count_ <= lines_.size()) return;
    const std::size_t more = count_ - lines_.size();
    out.push_back({fmt::format("另有 {} 处", more), fmt::format("{} more", more)});
  }

 private:
  std::vector<LocalText> lines_;
  std::size_t count_ = 0;
};

Result<double> threshold_of(const std::vector<Tier>& tiers, const std::string& text) {
  std::vector<std::string> names;
  for (const Tier& tier : tiers) {
    if (tier.name == text) return tier.from;
    names.push_back(tier.name);
  }
  if (const auto points = parse_number(text); points && *points >= 0 && *points <= 110) {
    return *points;
  }
  return Error{ErrorCode::invalid_argument,
               fmt::format("'{}' is neither points (0 to 110) nor a tier of these results ({})",
                           text, fmt::join(names, ", ")),
               "--fail-under"};
}

/// Only what is certain fails: a total that is open may still turn out above.
void check_under(const Results& results, const std::string& text, double from,
                 ConditionReport& report) {
  Lines broken;
  Lines undecided;
  for (const SiteResult& site : results.sites) {
    if (site.status == SiteStatus::not_observed) continue;
    if (site.is_disqualified) {
      broken.add({site.id + ": 一票否决", site.id + ": disqualified"});
    } else if (site.total_max < from) {
      broken.add({fmt::format("{}: 总分至多 {:.2f}，低于 {}", site.id, site.total_max, text),
                  fmt::format("{}: the total is {:.2f} at most, below {}", site.id, site.total_max,
                              text)});
    } else if (site.total_min < from) {
      undecided.add(
          {fmt::format("{}: 总分在 {:.2f} 至 {:.2f} 之间，是否低于 {} 未定", site.id,
                       site.total_min, site.total_max, text),
           fmt::format("{}: the total lies in {:.2f} to {:.2f}; not known whether below {}",
                       site.id, site.total_min, site.total_max, text)});
    }
  }
  broken.move_to(report.broken);
  undecided.move_to(report.undecided);
}

bool is_named(const std::string& name, const std::string& rule, const std::string& message) {
  return name == rule || name == message || name == rule + "/" + message;
}

Result<void> check_names(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const RuleSchema* schema : all_rule_schemas()) {
    known.push_back(schema->id);
    for (const MessageSpec& message : schema->messages) {
      known.push_back(message.id);
      known.push_back(schema->id + "/" + message.id);
    }
  }
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return Error{ErrorCode::invalid_argument,
                 fmt::format("no rule finds '{}'{}; `gweval rules show ID` names the messages",
                             name, did_you_mean(name, known)),
                 "--fail-on"};
  }
  return {};
}

/// Whether one of the names may be among the findings that a criterion counts and does not list.
bool may_be_omitted(const CriterionResult& criterion, const std::vector<std::string>& names) {
  const Rule* rule = find_rule(criterion.rule);
  if (criterion.findings_omitted == 0 || rule == nullptr) return false;
  const auto& messages = rule->schema.messages;
  return std::any_of(messages.begin(), messages.end(), [&](const MessageSpec& message) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return is_named(name, criterion.rule, message.id);
    });
  });
}

void check_findings(const Results& results, const std::vector<std::string>& names,
                    ConditionReport& report) {
  Lines broken;
  Lines undecided;
  for (const SiteResult& site : results.sites) {
    for (const IndicatorResult& leaf : site.indicators) {
      for (const CriterionResult& criterion : leaf.criteria) {
        bool has_hit = false;
        for (const RenderedFinding& finding : criterion.findings) {
          const bool is_hit = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return is_named(name, criterion.rule, finding.message);
          });
          if (!is_hit) continue;
          has_hit = true;
          const std::string where =
              fmt::format("{}: {}/{}: ", site.id, criterion.rule, finding.message);
          broken.add({where + finding.text.zh + " " + finding.url,
                      where + finding.text.en + " " + finding.url});
        }
        if (has_hit || !may_be_omitted(criterion, names)) continue;
        undecided.add({fmt::format("{}: {}: 另有 {} 处未列出，其中有无未定", site.id,
                                   criterion.rule, criterion.findings_omitted),
                       fmt::format("{}: {}: {} more findings are not listed; not known whether it "
                                   "is among them",
                                   site.id, criterion.rule, criterion.findings_omitted)});
      }
    }
  }
  broken.move_to(report.broken);
  undecided.move_to(report.undecided);
}

/// Share of the automatic criteria that could not be told. A site that was not observed counts with
/// all of its.
void check_errors(const Results& results, double most, ConditionReport& report) {
  std::size_t automatic = 0;
  std::size_t untold = 0;
  for (const SiteResult& site : results.sites) {
    for (const IndicatorResult& leaf : site.indicators) {
      for (const CriterionResult& criterion : leaf.criteria) {
        if (criterion.rule.empty()) continue;
        ++automatic;
        const bool is_told = criterion.state != CriterionState::cannot_tell &&
                             criterion.state != CriterionState::rule_error &&
                             site.status != SiteStatus::not_observed;
        if (!is_told) ++untold;
      }
    }
  }
  if (automatic == 0) return;
  const double rate = static_cast<double>(untold) / static_cast<double>(automatic);
  if (rate <= most) return;
  report.broken.push_back(
      {fmt::format("自动检查项中 {:.1f}%（{} / {}）未能判定，超过 {:.1f}%", rate * 100, untold,
                   automatic, most * 100),
       fmt::format(
           "{:.1f}% of the automatic criteria ({} of {}) could not be told; at most {:.1f}% "
           "was allowed",
           rate * 100, untold, automatic, most * 100)});
}

}  // namespace

Result<void> check_usable(const Conditions& conditions, const std::vector<Tier>& tiers) {
  if (!conditions.fail_under.empty()) {
    GWEVAL_CHECK(threshold_of(tiers, conditions.fail_under));
  }
  return check_names(conditions.fail_on);
}

std::optional<double> parse_share(const std::string& text) {
  const bool is_percent = text.ends_with("%");
  const auto number = parse_number(is_percent ? text.substr(0, text.size() - 1) : text);
  if (!number) return std::nullopt;
  const double share = is_percent ? *number / 100 : *number;
  return share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

Result<ConditionReport> check_conditions(const Results& results, const Conditions& conditions) {
  ConditionReport report;
  if (!conditions.fail_under.empty()) {
    GWEVAL_TRY(const double from, threshold_of(results.tiers, conditions.fail_under));
    check_under(results, conditions.fail_under, from, report);
  }
  GWEVAL_CHECK(check_names(conditions.fail_on));
  if (!conditions.fail_on.empty()) check_findings(results, conditions.fail_on, report);
  if (conditions.max_error_rate) check_errors(results, *conditions.max_error_rate, report);
  return report;
}

ExitCode apply_conditions(ExitCode so_far, const std::filesystem::path& results,
                          const Conditions& conditions, Language language) {
  const bool is_scored = so_far == ExitCode::done || so_far == ExitCode::not_observed;
  if (conditions.empty() || !is_scored) return so_far;
  const auto loaded = load_results(results.string());
  if (loaded) return apply_conditions(so_far, *loaded, conditions, language);
  return fail(loaded.error());
}

ExitCode apply_conditions(ExitCode so_far, const Results& results, const Conditions& conditions,
                          Language language) {
  const auto report = check_conditions(results, conditions);
  if (!report) return fail(report.error());
  for (const LocalText& line : report->undecided) log::warning(line.in(language));
  for (const LocalText& line : report->broken) {
    log::error(Error{ErrorCode::invalid_input, line.in(language), "condition failed"});
  }
  return report->broken.empty() ? so_far : ExitCode::condition_failed;
}

}  // namespace gweval
