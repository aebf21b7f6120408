// Results of invented rounds, scored with a real catalogue, their reports and comparisons with an
// earlier round. With SITES: results of so many sites only. Without: a few cities, the same with
// hostile texts, and a round of 1,249.
// A round has the survey's profiles in about its shares; every second site is rated in full, every
// fourth is complete. The same arguments give the same bytes. Hostile names and texts try what a
// site list or a page may try.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "gweval/catalogue_loader.hpp"
#include "gweval/certainty.hpp"
#include "gweval/diff_report.hpp"
#include "gweval/registry.hpp"
#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
#include "gweval/scoring.hpp"
#include "score/perturbation.hpp"

namespace gweval {
namespace {

constexpr std::size_t kRound = 1249;  // sites of the survey

const std::vector<std::string> kHostile{
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
    "=HYPERLINK(\"http://evil.example/\",\"点我\")",
    "\xE2\x80\xAE"
    "\xE5\xBA\x9C\xE6\x94\xBF\xE6\xB0\x91\xE4\xBA\xBA\xE5\xB8\x82\xE4\xBE\x8B\xE7\xA4\xBA",
    std::string(40'000, 'x'),
    "",
    "</script><script>document.title='owned'</script>",
    "| 一 | 二 |\n`x` [链接](javascript:alert(1)) **粗**",
    "]]>&amp;\x01\x1b[31m",
    "@SUM(1+1)*cmd|' /C calc'!A0"};

const SchemaLookup kSchemas = [](std::string_view id) -> const RuleSchema* {
  const Rule* rule = find_rule(id);
  return rule == nullptr ? nullptr : &rule->schema;
};

class Generator {
 public:
  Generator(const Catalogue& catalogue, bool is_hostile, std::uint64_t year)
      : catalogue_(catalogue), is_hostile_(is_hostile), year_(year) {}

  SiteResult make(std::size_t number, const Profile& profile) {
    Site site;
    site.id = "site-" + std::to_string(number);
    site.name = "示例第 " + std::to_string(number) + " 号网站";
    if (is_hostile_) site.name = kHostile[number % kHostile.size()];
    site.url = "https://www." + site.id + ".example/";
    site.profile = profile.id;
    site.region_code = std::to_string(110000 + number * 7 % 540000);
    site.group = profile.id == "digital-government" ? (number % 2 == 0 ? "省级" : "城市")
                                                    : kRegions[number % 6];
    level_ = 0.35 + 0.6 * next();
    SiteInput input;
    input.site = &site;
    input.profile = &profile;
    input.captured_at = "2025-11-20T08:00:00Z";
    if (number % 97 == 5) {
      input.status = SiteStatus::not_observed;
      input.status_reason = {"域名解析失败，试了 3 次", "name not resolved, 3 attempts"};
    }
    is_rated_ = number % 2 == 0;
    is_complete_ = number % 4 == 0;
    for (const Indicator& node : profile.indicators) fill(node, site, input);
    for (const Indicator& node : profile.bonus) fill(node, site, input);
    return score_site(catalogue_, input, kSchemas);
  }

 private:
  static constexpr const char* kRegions[] = {"华北", "东北", "华东", "中南", "西南", "西北"};

  double next() { return uniform_at(year_, ++count_); }

  void fill(const Indicator& node, const Site& site, SiteInput& input) {
    for (const Indicator& child : node.children) fill(child, site, input);
    if (!node.rubric) return;
    for (const Criterion& criterion : node.rubric->criteria) {
      if (criterion.is_manual) {
        if (is_rated_) input.ratings.push_back(rating(node, criterion, site));
      } else {
        input.observations[{node.id, criterion.id}] = observe(criterion, site);
      }
    }
  }

  ManualRating rating(const Indicator& node, const Criterion& criterion, const Site& site) {
    const double index = static_cast<double>(static_cast<int>((level_ + 0.4 * next()) * 4)) / 4;
    const std::string note = is_hostile_ ? kHostile[count_ % kHostile.size()] : "抽查五篇";
    return {site.id,  node.id, criterion.id, std::min(1.0, index),
            "评审甲", note,    site.url,     "2025-11-20"};
  }

  Observation observe(const Criterion& criterion, const Site& site) {
    Observation out;
    const RuleSchema& schema = find_rule(criterion.rule)->schema;
    if (!is_complete_ && next() < 0.03) {
      out.state = ObservationState::cannot_tell;
      out.reason = {"页面要靠脚本才能显示", "the page needs scripts"};
      return out;
    }
    const double quality = std::min(1.0, level_ + 0.5 * next());
    const auto worst = static_cast<double>(schema.outcomes.size() - 1);
    out.outcome = schema.outcomes[static_cast<std::size_t>((1 - quality) * worst + 0.5)].id;
    if (!schema.unit.empty()) out.value = value_of(criterion.scale, quality);
    if (quality > 0.95 || schema.messages.empty()) return out;
    const auto findings = static_cast<std::size_t>(1 + next() * 8);
    for (std::size_t i = 0; i < findings; ++i) out.findings.push_back(finding(schema, site, i));
    return out;
  }

  static double value_of(const Scale& scale, double quality) {
    if (const auto* posts = std::get_if<Goalposts>(&scale)) {
      return posts->low + quality * (posts->high - posts->low);
    }
    if (std::holds_alternative<Deduction>(scale))
      return static_cast<double>(static_cast<int>((1 - quality) * 20));
    return quality;
  }

  Finding finding(const RuleSchema& schema, const Site& site, std::size_t i) {
    const MessageSpec& message = schema.messages[i % schema.messages.size()];
    Finding out;
    out.message = message.id;
    out.url = site.url + "art/2025/11/" + std::to_string(count_ % 9973) + "/t" +
              std::to_string(count_) + ".html";
    out.pointer = "第 " + std::to_string(i + 1) + " 条";
    out.quote = is_hostile_
                    ? kHostile[(count_ + i) % kHostile.size()].substr(0, 240)
                    : "2025-06-" + std::to_string(10 + count_ % 20) + " 关于召开全市工作会议的通知";
    (void)next();
    return out;
  }

  const Catalogue& catalogue_;
  bool is_hostile_;
  std::uint64_t year_;
  bool is_rated_ = false;
  bool is_complete_ = false;
  double level_ = 0;
  std::uint64_t count_ = 0;
};

using Profiles = std::vector<const Profile*>;

/// Profiles in about the survey's shares of 1,249 sites; counties take the rest.
Profiles profiles_of(const Catalogue& catalogue, std::size_t sites) {
  const std::vector<std::pair<const char*, std::size_t>> shares{
      {"ministry", 66}, {"province", 27}, {"direct-municipality", 4}, {"municipal", 333},
      {"etdz", 140},    {"hidz", 130},    {"digital-government", 66}};
  Profiles out;
  for (const auto& [id, share] : shares) {
    for (std::size_t i = 0; i < (share * sites + 1248) / 1249; ++i)
      out.push_back(catalogue.find_profile(id));
  }
  while (out.size() < sites) out.push_back(catalogue.find_profile("county"));
  out.resize(sites);
  return out;
}

constexpr std::uint64_t kThisYear = 7;
constexpr std::uint64_t kLastYear = 6;

Results generate(const Catalogue& catalogue, const Profiles& profiles, bool is_hostile,
                 std::uint64_t year = kThisYear) {
  Results results = empty_results(catalogue);
  results.engine_version = "0.1.0";
  results.as_of = year == kThisYear ? "2025-11-20" : "2024-11-20";
  results.round = "generated";
  for (const Rule* rule : all_rules()) results.rules[rule->schema.id] = rule->schema.version;
  Generator generator(catalogue, is_hostile, year);
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    results.sites.push_back(generator.make(i, *catalogue.find_profile(profiles[i]->id)));
  }
  rank_sites(results, TieRule::competition);
  return results;
}

void write(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

/// Another version, by which a half-way outcome was worth less.
void change_ruler(Rubric& rubric) {
  rubric.version += 1;
  for (Criterion& criterion : rubric.criteria) {
    auto* points = std::get_if<OutcomePoints>(&criterion.scale);
    if (points == nullptr) continue;
    for (auto& [outcome, index] : points->index) {
      if (index < 1) index *= 0.7;
    }
  }
}

/// The same tables a year earlier: in the first group of leaves a point had another place, and
/// every fifth rubric another version.
Catalogue earlier(Catalogue catalogue) {
  catalogue.id += "-before";
  catalogue.digest = "sha256:before";
  std::size_t count = 0;
  const auto change = [&](auto&& self, Indicator& node) -> void {
    if (node.rubric && ++count % 5 == 0) change_ruler(*node.rubric);
    for (Indicator& child : node.children) self(self, child);
  };
  for (Profile& profile : catalogue.profiles) {
    for (Indicator& node : profile.indicators) change(change, node);
    Indicator* above = &profile.indicators.front();
    while (!above->children.front().is_leaf()) above = &above->children.front();
    if (above->children.size() < 2) continue;
    above->children[0].weight.units += Weight::kPerPoint / 2;
    above->children[1].weight.units -= Weight::kPerPoint / 2;
  }
  return catalogue;
}

/// With every crossed score, as if the evidence of both years were at hand.
bool write_diff(const Catalogue& catalogue, const Profiles& profiles, bool is_hostile,
                const std::string& stem) {
  const Catalogue before = earlier(catalogue);
  Results old_results = generate(before, profiles, is_hostile, kLastYear);
  Results new_results = generate(catalogue, profiles, is_hostile);
  old_results.sites.erase(old_results.sites.begin() + 3);  // joins
  new_results.sites.erase(new_results.sites.begin() + 1);  // leaves
  const Results x10 = generate(before, profiles, is_hostile);
  const Results x01 = generate(catalogue, profiles, is_hostile, kLastYear);
  DiffOptions options;
  options.new_evidence_old_rules = &x10;
  options.old_evidence_new_rules = &x01;
  const ResultsDiff diff = diff_results(old_results, new_results, options);
  const auto page = to_diff_html(diff, Language::zh);
  if (!page) return false;
  write(stem + ".diff.html", *page);
  write(stem + ".diff.json", to_diff_json(diff));
  return true;
}

bool write_reports(const Results& results, const std::string& stem) {
  ReportModel model = make_report_model(results, nullptr, {});
  PerturbationOptions how;
  how.draws = 500;
  auto certainty = rank_certainty(results, how);
  if (!certainty) return false;
  model.certainty = *std::move(certainty);
  const auto page = to_report_html(model, Language::zh);
  if (!page) return false;
  write(stem + ".html", *page);
  write(stem + ".json", to_report_json(model));
  if (results.sites.size() == kRound) return true;
  write(stem + ".sarif", to_report_sarif(model, Language::zh));
  write(stem + ".junit.xml", to_report_junit(model, Language::zh));
  return true;
}

int run(const std::string& folder, const std::string& out, std::size_t sites, bool is_earlier) {
  const auto schemas = all_rule_schemas();
  const CatalogueLoad load = load_catalogue(folder, schemas);
  if (!load.catalogue) {
    for (const Diagnostic& fault : load.faults) std::fprintf(stderr, "%s\n", fault.text().c_str());
    return 3;
  }
  if (sites > 0) {
    const Catalogue catalogue = is_earlier ? earlier(*load.catalogue) : *load.catalogue;
    write(out, to_results_json(generate(catalogue, profiles_of(*load.catalogue, sites), false,
                                        is_earlier ? kLastYear : kThisYear)));
    return 0;
  }
  const Profiles cities(24, load.catalogue->find_profile("municipal"));
  const Results sample = generate(*load.catalogue, cities, false);
  const Results hostile = generate(*load.catalogue, cities, true);
  const Results round = generate(*load.catalogue, profiles_of(*load.catalogue, kRound), false);
  write(out + "/sample.results.json", to_results_json(sample));
  write(out + "/hostile.results.json", to_results_json(hostile));
  const bool is_done = write_reports(sample, out + "/sample") &&
                       write_reports(hostile, out + "/hostile") &&
                       write_reports(round, out + "/round") &&
                       write_diff(*load.catalogue, cities, false, out + "/sample") &&
                       write_diff(*load.catalogue, cities, true, out + "/hostile");
  return is_done ? 0 : 70;
}

}  // namespace
}  // namespace gweval

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: generate_results CATALOGUE-FOLDER OUT [SITES [earlier]]\n");
    return 2;
  }
  return gweval::run(argv[1], argv[2], argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 0, argc > 4);
}
