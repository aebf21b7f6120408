#include "app/rule_times.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <system_error>

#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "base/display_width.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/registry.hpp"

namespace gweval {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Call {
  const Rule* rule = nullptr;
  const Criterion* criterion = nullptr;
};

struct Cost {
  std::size_t calls = 0;  // of one site
  double sum = 0;         // milliseconds, of all sites
  double worst = 0;       // of one site
  std::string worst_site;
};

using Costs = std::map<std::string, Cost>;

double milliseconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

void collect_calls(const Indicator& indicator, std::vector<Call>& calls) {
  for (const Indicator& child : indicator.children) collect_calls(child, calls);
  if (!indicator.rubric) return;
  for (const Criterion& criterion : indicator.rubric->criteria) {
    const Rule* rule = criterion.is_manual ? nullptr : find_rule(criterion.rule);
    if (rule != nullptr) calls.push_back({rule, &criterion});
  }
}

Result<std::vector<Call>> calls_of(const Catalogue& catalogue, const std::string& profile) {
  const Profile* found = catalogue.find_profile(profile);
  if (found == nullptr) return unknown_profile(profile, profile_ids(catalogue));
  std::vector<Call> calls;
  for (const Indicator& each : found->indicators) collect_calls(each, calls);
  for (const Indicator& each : found->bonus) collect_calls(each, calls);
  return calls;
}

Result<std::vector<std::string>> stored_sites(const RuleTimesOptions& options) {
  if (!options.sites.empty()) return options.sites;
  std::vector<std::string> ids;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(options.evidence, error)) {
    std::error_code ignored;
    const bool has_facts = std::filesystem::exists(entry.path() / "facts.sqlite", ignored);
    if (has_facts) ids.push_back(entry.path().filename().string());
  }
  std::sort(ids.begin(), ids.end());
  if (!ids.empty()) return ids;
  return Error{ErrorCode::not_found, "there is no site's evidence here", options.evidence.string()};
}

/// Milliseconds of each rule over one site, in its quickest run.
std::map<std::string, double> run_rules(const std::vector<Call>& calls,
                                        const SiteEvidence& evidence, int repeats) {
  std::map<std::string, double> best;
  for (int run = 0; run < repeats; ++run) {
    std::map<std::string, double> spent;
    for (const Call& call : calls) {
      const auto start = SteadyClock::now();
      const Observation seen = run_rule(*call.rule, evidence, call.criterion->params);
      spent[call.rule->schema.id] += milliseconds_since(start);
    }
    for (const auto& [id, time] : spent) {
      const auto [at, is_new] = best.try_emplace(id, time);
      if (!is_new) at->second = std::min(at->second, time);
    }
  }
  return best;
}

Result<std::string> time_site(const RuleTimesOptions& options, const std::vector<Call>& calls,
                              const std::string& site, Costs& costs) {
  GWEVAL_TRY(SiteFacts facts, load_site_facts(options.evidence, site));
  const std::size_t pages = facts.pages.size();
  const Date as_of = facts.newest_capture;
  const auto start = SteadyClock::now();
  const SiteEvidence evidence(std::move(facts), as_of);
  const double view = milliseconds_since(start);
  double rules = 0;
  for (const auto& [id, time] : run_rules(calls, evidence, options.repeats)) {
    Cost& cost = costs[id];
    cost.sum += time;
    rules += time;
    if (time < cost.worst) continue;
    cost.worst = time;
    cost.worst_site = site;
  }
  return fmt::format("{} {:>6} {:>10.2f} {:>10.2f}\n", fit_left(to_printable(site), 32), pages,
                     view, rules);
}

}  // namespace

Result<std::string> rule_times(const RuleTimesOptions& options) {
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(options.catalogue));
  GWEVAL_TRY(const std::vector<Call> calls, calls_of(catalogue, options.profile));
  GWEVAL_TRY(const std::vector<std::string> sites, stored_sites(options));
  Costs costs;
  for (const Call& call : calls) ++costs[call.rule->schema.id].calls;
  std::string out =
      fmt::format("{} {:>6} {:>10} {:>10}\n", fit_left("site", 32), "pages", "view ms", "rules ms");
  for (const std::string& site : sites) {
    GWEVAL_TRY(const std::string line, time_site(options, calls, site, costs));
    out += line;
  }
  std::vector<std::pair<std::string, Cost>> slowest(costs.begin(), costs.end());
  std::stable_sort(slowest.begin(), slowest.end(),
                   [](const auto& a, const auto& b) { return a.second.sum > b.second.sum; });
  out += fmt::format("\n{} {:>6} {:>10} {:>10}  {}\n", fit_left("rule", 32), "calls", "mean ms",
                     "worst ms", "at");
  for (const auto& [id, cost] : slowest) {
    out += fmt::format("{} {:>6} {:>10.3f} {:>10.3f}  {}\n", fit_left(id, 32), cost.calls,
                       cost.sum / static_cast<double>(sites.size()), cost.worst,
                       to_printable(cost.worst_site));
  }
  return out;
}

}  // namespace gweval
