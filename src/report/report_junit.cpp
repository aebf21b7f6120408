// JUnit XML as CI systems read it: a suite a site, a case a criterion. What lost points is a
// failure, what is not known is skipped, and what our own rule failed at is an error.

#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
#include "report/criterion_text.hpp"
#include "report/display.hpp"
#include "report/fix_items.hpp"
#include "report/plain_text.hpp"
#include "report/report_words.hpp"

namespace gweval {
namespace {

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;

  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
  }
};

std::string attributes(const Counts& counts) {
  return " tests=\"" + std::to_string(counts.tests) + "\" failures=\"" +
         std::to_string(counts.failures) + "\" errors=\"" + std::to_string(counts.errors) +
         "\" skipped=\"" + std::to_string(counts.skipped) + "\" time=\"0\"";
}

class Junit {
 public:
  Junit(const ReportModel& model, Language language)
      : results_(*model.results), language_(language), cut_offs_(cut_offs_of(results_)) {}

  std::string run() {
    std::string suites;
    Counts all;
    for (const SiteResult& site : results_.sites) {
      Counts counts;
      const std::string cases = cases_of(site, counts);
      suites += "  <testsuite name=\"" + xml_text(site.id) + "\"" + attributes(counts) +
                " hostname=\"" + xml_text(site.url) + "\">\n    <properties>\n" + properties(site) +
                "    </properties>\n" + cases + "  </testsuite>\n";
      all.add(counts);
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gweval\"" +
           attributes(all) + ">\n" + suites + "</testsuites>\n";
  }

 private:
  [[nodiscard]] std::string shown(double points) const { return display_points(points, cut_offs_); }

  [[nodiscard]] std::string properties(const SiteResult& site) const {
    const auto property = [](const std::string& name, const std::string& value) {
      return "      <property name=\"" + name + "\" value=\"" + xml_text(value) + "\"/>\n";
    };
    return property("name", site.name) + property("profile", site.profile) +
           property("total", site.total ? shown(*site.total) : "") +
           property("total_min", shown(site.total_min)) +
           property("total_max", shown(site.total_max)) +
           property("coverage", display_share(site.coverage)) +
           property("tier", display_tiers(site));
  }

  std::string cases_of(const SiteResult& site, Counts& counts) const {
    if (site.status == SiteStatus::not_observed) {
      ++counts.tests;
      ++counts.errors;
      return "    <testcase classname=\"" + xml_text(site.id) +
             "\" name=\"observed\" time=\"0\">\n      <error message=\"" +
             xml_text(site.status_reason.in(language_)) + "\"/>\n    </testcase>\n";
    }
    std::string out;
    const std::vector<Loss> losses = losses_of(site);
    for (const IndicatorResult& leaf : site.indicators) {
      if (leaf.is_bonus) continue;
      for (const CriterionResult& criterion : leaf.criteria) {
        if (criterion.is_overridden) continue;
        out += case_of(site, leaf, criterion, losses, counts);
      }
      if (leaf.rating) out += rated_case(site, leaf, losses, counts);
    }
    return out;
  }

  [[nodiscard]] static double gain_of(const std::vector<Loss>& losses, const IndicatorResult& leaf,
                                      const CriterionResult* criterion) {
    for (const Loss& loss : losses) {
      if (loss.leaf == &leaf && loss.criterion == criterion) return loss.gain;
    }
    return 0;
  }

  static std::string begin(const SiteResult& site, const IndicatorResult& leaf,
                           const std::string& name) {
    return "    <testcase classname=\"" + xml_text(site.id + "." + leaf.id) + "\" name=\"" +
           xml_text(name) + "\" time=\"0\"";
  }

  std::string case_of(const SiteResult& site, const IndicatorResult& leaf,
                      const CriterionResult& criterion, const std::vector<Loss>& losses,
                      Counts& counts) const {
    ++counts.tests;
    const std::string start = begin(site, leaf, criterion.id);
    const std::string title = leaf.name + " / " + criterion_title(criterion, language_);
    if (criterion.state == CriterionState::rule_error) {
      ++counts.errors;
      return start + ">\n      <error message=\"" +
             xml_text(title + ": " + criterion.reason.in(language_)) + "\"/>\n    </testcase>\n";
    }
    const bool is_known =
        criterion.state == CriterionState::observed || criterion.state == CriterionState::rated;
    const double gain = gain_of(losses, leaf, &criterion);
    if (!is_known || (!criterion.index && gain == 0)) {
      ++counts.skipped;
      return start + ">\n      <skipped message=\"" +
             xml_text(title + ": " + say(state_phrase(criterion.state), language_)) + "\"/>\n" +
             by_people(criterion) + "    </testcase>\n";
    }
    const std::string people = by_people(criterion);
    if (gain == 0) {
      return people.empty() ? start + "/>\n" : start + ">\n" + people + "    </testcase>\n";
    }
    ++counts.failures;
    std::string text;
    for (const RenderedFinding& finding : criterion.findings) {
      text += xml_text(finding.text.in(language_)) + " " + xml_text(finding.url) + " " +
              xml_text(finding.pointer) + "\n";
    }
    return start + ">\n      <failure type=\"" + xml_text(criterion.rule) + "\" message=\"" +
           xml_text(title + ": " + criterion_measured(criterion, language_) + " (" +
                    say(phrase::kWorth, language_, {shown(gain)}) + ")") +
           "\">" + text + "</failure>\n" + people + "    </testcase>\n";
  }

  /// Who scored it and what was set aside, whether it fails or not.
  [[nodiscard]] std::string by_people(const CriterionResult& criterion) const {
    std::string said = judgement_text(criterion, language_);
    const std::string override_said = criterion.set_aside ? override_text(criterion) : "";
    if (!said.empty() && !override_said.empty()) said += "; ";
    said += override_said;
    if (said.empty()) return {};
    return "      <system-out>" + xml_text(said) + "</system-out>\n";
  }

  /// A machine's outcome that was set aside stays visible where nothing fails, too.
  [[nodiscard]] std::string override_text(const CriterionResult& criterion) const {
    for (const RenderedFinding& finding : criterion.findings) {
      if (finding.message.starts_with("override")) return finding.text.in(language_);
    }
    return {};
  }

  std::string rated_case(const SiteResult& site, const IndicatorResult& leaf,
                         const std::vector<Loss>& losses, Counts& counts) const {
    ++counts.tests;
    const double gain = gain_of(losses, leaf, nullptr);
    if (gain == 0) return begin(site, leaf, "rating") + "/>\n";
    ++counts.failures;
    return begin(site, leaf, "rating") + ">\n      <failure type=\"rating\" message=\"" +
           xml_text(leaf.name + ": " + say(phrase::kLeafRated, language_) + " (" +
                    say(phrase::kWorth, language_, {shown(gain)}) + ")") +
           "\"/>\n    </testcase>\n";
  }

  const Results& results_;
  Language language_;
  std::vector<double> cut_offs_;
};

}  // namespace

std::string to_report_junit(const ReportModel& model, Language language) {
  return Junit(model, language).run();
}

}  // namespace gweval
