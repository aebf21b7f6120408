// run_rule_cases FOLDER: runs one case of the rule its parent folder names and compares exactly. A
// finding too many fails like a finding too few.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string>

#include "gweval/registry.hpp"
#include "rules/case_file.hpp"

namespace gweval::test {
namespace {

constexpr double kTolerance = 5e-5;  // case files give four decimals

int g_faults = 0;

void fault(const std::string& what, const std::string& expected, const std::string& seen) {
  std::fprintf(stderr, "%s\n  expected: %s\n  seen:     %s\n", what.c_str(), expected.c_str(),
               seen.c_str());
  ++g_faults;
}

std::string to_string(ObservationState state) {
  switch (state) {
    case ObservationState::observed:
      return "observed";
    case ObservationState::cannot_tell:
      return "cannot_tell";
    case ObservationState::not_applicable:
      return "not_applicable";
    case ObservationState::rule_error:
      return "rule_error";
  }
  return "?";
}

std::string to_string(const std::optional<double>& value) {
  return value ? std::to_string(*value) : "none";
}

std::string to_string(const std::optional<Interval>& interval) {
  if (!interval) return "none";
  return "[" + std::to_string(interval->low) + ", " + std::to_string(interval->high) + "]";
}

bool near(double a, double b) {
  return std::abs(a - b) <= kTolerance;
}

std::string to_string(const Finding& finding) {
  std::string out = finding.message + " at " + finding.url;
  if (!finding.pointer.empty()) out += " [" + finding.pointer + "]";
  if (!finding.quote.empty()) out += " '" + finding.quote + "'";
  for (const auto& [name, text] : finding.args) out += " " + name + "=" + text;
  return out;
}

std::string to_string(const ExpectedFinding& finding) {
  std::string out = finding.message + " at " + finding.url;
  if (finding.pointer) out += " [" + *finding.pointer + "]";
  if (finding.quote) out += " '" + *finding.quote + "'";
  for (const auto& [name, text] : finding.args) out += " " + name + "=" + text;
  return out;
}

bool agrees(const ExpectedFinding& expected, const Finding& seen) {
  if (expected.message != seen.message || expected.url != seen.url) return false;
  if (expected.pointer && *expected.pointer != seen.pointer) return false;
  if (expected.quote && *expected.quote != seen.quote) return false;
  for (const auto& wanted : expected.args) {
    if (std::find(seen.args.begin(), seen.args.end(), wanted) == seen.args.end()) return false;
  }
  return true;
}

void compare_findings(const RuleCase& expected, const Observation& seen) {
  const std::size_t most = std::max(expected.findings.size(), seen.findings.size());
  for (std::size_t i = 0; i < most; ++i) {
    const bool has_expected = i < expected.findings.size();
    const bool has_seen = i < seen.findings.size();
    if (has_expected && has_seen && agrees(expected.findings[i], seen.findings[i])) continue;
    fault("finding " + std::to_string(i + 1),
          has_expected ? to_string(expected.findings[i]) : "none",
          has_seen ? to_string(seen.findings[i]) : "none");
  }
  if (expected.findings_omitted != seen.findings_omitted) {
    fault("findings omitted", std::to_string(expected.findings_omitted),
          std::to_string(seen.findings_omitted));
  }
}

/// Every {placeholder} of a message must have been given, in both languages.
void check_placeholders(const RuleSchema& schema, const Observation& seen) {
  for (const Finding& finding : seen.findings) {
    for (const MessageSpec& message : schema.messages) {
      if (message.id != finding.message) continue;
      for (std::string text : {message.text.zh, message.text.en}) {
        for (const auto& [name, value] : finding.args) {
          const std::string mark = "{" + name + "}";
          for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
            text.erase(at, mark.size());
        }
        if (text.find('{') != std::string::npos)
          fault("message " + message.id, "all placeholders filled", text);
      }
    }
  }
}

void compare(const RuleCase& expected, const Observation& seen) {
  if (expected.state != seen.state) {
    fault("state", to_string(expected.state), to_string(seen.state) + " " + seen.reason.en);
  }
  if (expected.outcome != seen.outcome) fault("outcome", expected.outcome, seen.outcome);
  const bool same_value = expected.value.has_value() == seen.value.has_value() &&
                          (!seen.value || near(*expected.value, *seen.value));
  if (!same_value) fault("value", to_string(expected.value), to_string(seen.value));
  const bool same_interval =
      expected.interval.has_value() == seen.interval.has_value() &&
      (!seen.interval || (near(expected.interval->low, seen.interval->low) &&
                          near(expected.interval->high, seen.interval->high)));
  if (!same_interval) fault("interval", to_string(expected.interval), to_string(seen.interval));
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (seen.state != ObservationState::observed &&
      std::all_of(seen.reason.zh.begin(), seen.reason.zh.end(), is_ascii))
    fault("reason in Chinese", "Chinese words", seen.reason.zh);
  if (seen.reason.en.find(expected.reason_has) == std::string::npos)
    fault("reason", expected.reason_has, seen.reason.en);
  compare_findings(expected, seen);
}

int run(const std::filesystem::path& folder) {
  const std::string id = folder.parent_path().filename().string();
  const Rule* rule = find_rule(id);
  if (rule == nullptr) {
    std::fprintf(stderr, "no rule '%s'\n", id.c_str());
    return 2;
  }
  const RuleCase expected = read_case(folder, rule->schema);
  const Observation seen =
      run_rule(*rule, SiteEvidence(expected.facts, expected.as_of), expected.params);
  compare(expected, seen);
  check_placeholders(rule->schema, seen);
  if (g_faults > 0) std::fprintf(stderr, "case: %s\n", expected.about.c_str());
  return g_faults == 0 ? 0 : 1;
}

}  // namespace
}  // namespace gweval::test

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: run_rule_cases FOLDER\n");
    return 2;
  }
  try {
    return gweval::test::run(std::filesystem::path(argv[1]).lexically_normal());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[1], error.what());
    return 2;
  }
}
