#include "app/catalogue_text.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "app/catalogue_finder.hpp"
#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "gweval/unverified.hpp"
#include "report/text_layout.hpp"

namespace gweval {
namespace {

struct LeafCount {
  std::size_t leaves = 0;
  std::int64_t weight_units = 0;
  double automatic_units = 0;  // of the criteria that rules measure
};

/// Share of a leaf's weight that rules decide; deductions take from all of it.
double automatic_share(const Indicator& leaf) {
  if (!leaf.rubric) return 0;
  double automatic = 0;
  double all = 0;
  for (const Criterion& criterion : leaf.rubric->criteria) {
    if (criterion.is_veto_only) continue;
    const double share = leaf.rubric->kind == RubricKind::checklist ? criterion.share : 1;
    all += share;
    if (!criterion.is_manual) automatic += share;
  }
  return all > 0 ? automatic / all : 0;
}

void count_leaves(const std::vector<Indicator>& indicators, LeafCount& count) {
  for (const Indicator& indicator : indicators) {
    if (!indicator.is_leaf()) {
      count_leaves(indicator.children, count);
      continue;
    }
    ++count.leaves;
    count.weight_units += indicator.weight.units;
    count.automatic_units +=
        automatic_share(indicator) * static_cast<double>(indicator.weight.units);
  }
}

Result<std::vector<const Profile*>> chosen_profiles(const Catalogue& catalogue,
                                                    const std::string& id) {
  std::vector<const Profile*> chosen;
  for (const Profile& profile : catalogue.profiles) {
    const bool is_zone = profile.id == "etdz" || profile.id == "hidz";
    if (id.empty() || profile.id == id || (id == "development-zone" && is_zone))
      chosen.push_back(&profile);
  }
  if (!chosen.empty()) return chosen;
  return unknown_profile(id, profile_ids(catalogue));
}

// The longest ids have 35 columns, which leaves 45 of a terminal's 80.
std::string tree_row(std::string_view name, std::string_view weight, std::string_view rules,
                     std::string_view people, std::string_view id) {
  return fit_left(name, 24) + fit_right(weight, 6) + fit_right(rules, 6) + fit_right(people, 7) +
         "  " + std::string(id) + "\n";
}

void print_tree(const std::vector<Indicator>& indicators, std::string& out) {
  for (const Indicator& indicator : indicators) {
    std::string rules;
    std::string people;
    if (indicator.rubric) {
      const auto& criteria = indicator.rubric->criteria;
      const auto manual =
          std::count_if(criteria.begin(), criteria.end(),
                        [](const Criterion& criterion) { return criterion.is_manual; });
      people = std::to_string(manual);
      rules = std::to_string(static_cast<std::ptrdiff_t>(criteria.size()) - manual);
    }
    const std::string indent(static_cast<std::size_t>(indicator.level - 1) * 2, ' ');
    out += tree_row(indent + indicator.name, shortest_decimal(indicator.weight.points()), rules,
                    people, indicator.id);
    print_tree(indicator.children, out);
  }
}

/// What a criterion is worth where it is a number of points: "3 each, 5 at most · 16 of 25 points".
std::string worth_text(const Indicator& leaf, const Criterion& criterion, Language language) {
  const bool is_zh = language == Language::zh;
  if (criterion.is_veto_only) return is_zh ? "仅用于否决" : "for a veto only";
  std::string out;
  if (const auto* deduction = std::get_if<Deduction>(&criterion.scale)) {
    const std::string each = shortest_decimal(deduction->each_points);
    out = is_zh ? "每项扣 " + each : each + " each";
    if (deduction->cap_points) {
      const std::string cap = shortest_decimal(*deduction->cap_points);
      out += is_zh ? "，最多 " + cap : ", at most " + cap;
    }
  }
  if (leaf.rubric->kind == RubricKind::deduction) return out;
  double all = 0;
  for (const Criterion& other : leaf.rubric->criteria) all += other.is_veto_only ? 0 : other.share;
  const std::string worth = fmt::format("{:.4g}", leaf.weight.points() * criterion.share / all);
  return (is_zh ? worth + " 分" : worth + " points") + (out.empty() ? "" : (is_zh ? "，" : ", ")) +
         out;
}

bool has_unverified(const std::vector<Indicator>& indicators) {
  return std::any_of(indicators.begin(), indicators.end(), [](const Indicator& indicator) {
    if (!indicator.rubric) return has_unverified(indicator.children);
    const auto& criteria = indicator.rubric->criteria;
    return std::any_of(criteria.begin(), criteria.end(), is_unverified);
  });
}

/// Of each leaf whose reading its values are, and the values: criteria nobody verified say so in
/// their titles.
void print_values(const std::vector<Indicator>& indicators, Language language, TextLayout& out) {
  for (const Indicator& indicator : indicators) {
    print_values(indicator.children, language, out);
    if (!indicator.rubric) continue;
    out.paragraph(fmt::format("{}: {}", indicator.name, indicator.rubric->basis), 0);
    for (const Criterion& criterion : indicator.rubric->criteria) {
      out.paragraph(fmt::format("{}: {}", criterion.title.in(language),
                                worth_text(indicator, criterion, language)),
                    2);
    }
  }
}

/// Only for editions that mark values: without marks nothing is known of single ones.
std::string values_text(const Profile& profile, Language language) {
  if (!has_unverified(profile.indicators)) return {};
  TextLayout out({80, false, language});
  for (const std::string& note : profile.notes) out.paragraph(note, 0);
  print_values(profile.indicators, language, out);
  print_values(profile.bonus, language, out);
  return "\n" + out.take();
}

void print_rows(const Profile& profile, const std::vector<Indicator>& indicators,
                std::vector<std::string>& path, std::string& out) {
  for (const Indicator& indicator : indicators) {
    path.push_back(indicator.name);
    if (indicator.is_leaf()) {
      std::vector<std::string> row{profile.id, indicator.id};
      for (std::size_t level = 0; level < 3; ++level) {
        row.push_back(level < path.size() ? path[level] : std::string{});
      }
      row.push_back(shortest_decimal(indicator.weight.points()));
      row.emplace_back(indicator.is_bonus ? "yes" : "no");
      out += csv_row(row);
    }
    print_rows(profile, indicator.children, path, out);
    path.pop_back();
  }
}

}  // namespace

Result<std::string> catalogue_list(Language language) {
  std::string out;
  for (const std::string& id : known_catalogues()) {
    GWEVAL_TRY(const Catalogue catalogue, open_catalogue(id));
    TextLayout title({80, false, language});
    title.paragraph(
        fmt::format("{}  {}  {}", catalogue.id, catalogue.year, catalogue.title.in(language)), 0);
    out += title.take();
    for (const Profile& profile : catalogue.profiles) {
      LeafCount count;
      count_leaves(profile.indicators, count);
      const double automatic = 100.0 * count.automatic_units /
                               static_cast<double>(std::max<std::int64_t>(count.weight_units, 1));
      out += "  " + fit_left(profile.id, 20) + fit_left(profile.title.in(language), 31);
      out += language == Language::zh
                 ? fmt::format("{:>3} 个指标，{:.1f}% 由规则测\n", count.leaves, automatic)
                 : fmt::format("{:>3} leaves, {:.1f}% by rules\n", count.leaves, automatic);
    }
  }
  if (out.empty()) {
    return Error{ErrorCode::not_found,
                 "no catalogue found; set GWEVAL_INDICATORS to the indicators folder", "catalogue"};
  }
  return out;
}

Result<std::string> catalogue_tree(const std::string& catalogue_id, const std::string& profile_id,
                                   Language language) {
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(catalogue_id));
  GWEVAL_TRY(const auto profiles, chosen_profiles(catalogue, profile_id));
  std::string out;
  for (const Profile* profile : profiles) {
    if (!out.empty()) out += "\n";
    TextLayout title({80, false, language});
    title.paragraph(
        fmt::format("{} / {}  {}", catalogue.id, profile->id, profile->title.in(language)), 0);
    out += title.take();
    out += language == Language::zh ? tree_row("指标", "分值", "规则", "人工", "标识")
                                    : tree_row("indicator", "weight", "rules", "people", "id");
    print_tree(profile->indicators, out);
    print_tree(profile->bonus, out);
    out += values_text(*profile, language);
  }
  return out;
}

Result<std::string> catalogue_csv(const std::string& catalogue_id, const std::string& profile_id) {
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(catalogue_id));
  GWEVAL_TRY(const auto profiles, chosen_profiles(catalogue, profile_id));
  std::string out = csv_row({"profile", "id", "level1", "level2", "level3", "weight", "bonus"});
  std::vector<std::string> path;
  for (const Profile* profile : profiles) {
    print_rows(*profile, profile->indicators, path, out);
    print_rows(*profile, profile->bonus, path, out);
  }
  return out;
}

Result<std::string> lint_catalogue(const std::string& catalogue_id) {
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(catalogue_id));
  std::size_t leaves = 0;
  for (const Profile& profile : catalogue.profiles) {
    LeafCount count;
    count_leaves(profile.indicators, count);
    leaves += count.leaves;
  }
  return fmt::format("{}: {} profiles, {} leaves, no faults\n", catalogue.id,
                     catalogue.profiles.size(), leaves);
}

}  // namespace gweval
