// Level 1 and totals rebuilt from level 2 and weights, with the rounding of what was printed.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "gweval/published.hpp"

namespace gweval {
namespace {

constexpr double kTouch = 1e-9;  // intervals that meet at an end are decimals, with noise

struct Span {
  double low = 0;
  double high = 1;
};

/// Tables print the same name with its words in another order, or with and without 及.
std::string name_key(std::string_view name) {
  std::vector<char32_t> letters;
  while (!name.empty()) {
    const char32_t c = take_code_point(name);
    if (c != U'及' && c != U'和' && c != U'与' && c != U'、' && c != U' ') letters.push_back(c);
  }
  std::sort(letters.begin(), letters.end());
  std::string out;
  for (const char32_t c : letters) append_code_point(out, c);
  return out;
}

/// A weighted sum of spans, and what of it is not published.
struct Rebuilt {
  double weight = 0;
  double low = 0;
  double high = 0;
  std::vector<std::string> unpublished;

  void add(double points, const Span& span) {
    weight += points;
    low += points * span.low;
    high += points * span.high;
  }
  [[nodiscard]] Span span() const { return {low / weight, high / weight}; }
};

class Checker {
 public:
  Checker(const Catalogue& catalogue, const std::vector<PublishedIndex>& table,
          const GroupProfiles& groups)
      : catalogue_(catalogue), table_(table) {
    for (const PublishedIndex& row : table) {
      const std::pair key(row.group, row.year);
      if (std::find(groups_.begin(), groups_.end(), key) == groups_.end()) groups_.push_back(key);
      if (profiles_.count(row.group) == 0) profiles_[row.group] = resolve(row.group, groups);
    }
  }

  PublishedCheckResult run() {
    for (const auto& [group, year] : groups_) {
      for (const std::string& name : level_one(group)) check_level_one(group, year, name);
      check_total(group, year);
    }
    note_unmatched();
    return std::move(out_);
  }

 private:
  std::vector<const Profile*> resolve(const std::string& group, const GroupProfiles& groups) {
    std::vector<std::string> ids;
    for (const PublishedIndex& row : table_) {
      if (row.group == group && ids.empty()) ids = row.profiles;
    }
    if (const auto given = groups.find(group); given != groups.end()) ids = given->second;
    std::vector<const Profile*> out;
    for (const Profile& profile : catalogue_.profiles) {
      const bool is_named = std::find(ids.begin(), ids.end(), profile.id) != ids.end();
      const bool is_alike = ids.empty() && (profile.id == group || profile.title.zh == group ||
                                            profile.title.en == group);
      if (is_named || is_alike) out.push_back(&profile);
    }
    if (out.size() < std::max<std::size_t>(1, ids.size())) {
      out_.notices.push_back(
          {fmt::format("分组“{}”对应的类别不全，未能核对；可用 profiles 列或 --group 指定。",
                       group),
           fmt::format("group '{}': not every profile is known; name them in a column 'profiles' "
                       "or with --group",
                       group)});
      out.clear();
    }
    return out;
  }

  [[nodiscard]] std::vector<std::string> level_one(const std::string& group) const {
    std::vector<std::string> out;
    for (const Profile* profile : profiles_.find(group)->second) {
      for (const Indicator& node : profile->indicators) {
        if (std::find(out.begin(), out.end(), node.name) == out.end()) out.push_back(node.name);
      }
    }
    return out;
  }

  [[nodiscard]] const PublishedIndex* find(const std::string& group, int year,
                                           std::string_view level, const std::string& name,
                                           const std::string& parent) const {
    const std::string key = name_key(name);
    for (const PublishedIndex& row : table_) {
      if (row.group != group || row.year != year || row.level != level) continue;
      if (!key.empty() && name_key(row.indicator) != key) continue;
      if (parent.empty() || name_key(row.parent) == name_key(parent)) return &row;
    }
    return nullptr;
  }

  /// The group that publishes the parts of this profile: itself, or a narrower one.
  [[nodiscard]] std::string source_of(const std::string& group, int year,
                                      const Profile& profile) const {
    const auto publishes = [&](const std::string& candidate) {
      return std::any_of(table_.begin(), table_.end(), [&](const PublishedIndex& row) {
        return row.group == candidate && row.year == year && row.level == "L2";
      });
    };
    if (publishes(group)) return group;
    for (const auto& [other, profiles] : profiles_) {
      const bool has_it = std::find(profiles.begin(), profiles.end(), &profile) != profiles.end();
      const bool is_narrower = profiles.size() < profiles_.find(group)->second.size();
      if (has_it && is_narrower && publishes(other)) return other;
    }
    return group;
  }

  [[nodiscard]] Rebuilt rebuild(const std::string& group, int year, const Indicator& node) const {
    Rebuilt out;
    for (const Indicator& child : node.children) {
      const PublishedIndex* row = find(group, year, "L2", child.name, node.name);
      if (row == nullptr) out.unpublished.push_back(child.name);
      out.add(child.weight.points(), row != nullptr ? Span{row->low, row->high} : Span{});
    }
    return out;
  }

  /// Widens the check's span by one profile's.
  static void include(PublishedCheck& check, const Rebuilt& rebuilt) {
    const Span span = rebuilt.span();
    check.rebuilt_low = std::min(check.rebuilt_low.value_or(span.low), span.low);
    check.rebuilt_high = std::max(check.rebuilt_high.value_or(span.high), span.high);
    for (const std::string& name : rebuilt.unpublished) {
      if (std::find(check.unpublished.begin(), check.unpublished.end(), name) ==
          check.unpublished.end()) {
        check.unpublished.push_back(name);
      }
    }
  }

  void check_level_one(const std::string& group, int year, const std::string& name) {
    PublishedCheck check = new_check(group, year, name);
    bool has_any_part = false;
    for (const Profile* profile : profiles_.find(group)->second) {
      for (const Indicator& node : profile->indicators) {
        if (node.name != name || node.children.empty()) continue;
        const Rebuilt rebuilt = rebuild(source_of(group, year, *profile), year, node);
        has_any_part = has_any_part || rebuilt.unpublished.size() < node.children.size();
        include(check, rebuilt);
      }
    }
    const PublishedIndex* published = find(group, year, "L1", name, "");
    if (published != nullptr && !published->is_exact) return;
    if (published == nullptr && !has_any_part) return;
    if (!check.unpublished.empty() || !check.rebuilt_low) {
      check.rebuilt_low.reset();
      check.rebuilt_high.reset();
      if (published == nullptr) return;
      check.published = published->text;
    } else {
      compare(check, published);
    }
    out_.checks.push_back(std::move(check));
  }

  /// What level 2 does not give comes from level 1, and else counts 0 to 1.
  void check_total(const std::string& group, int year) {
    const PublishedIndex* published = find(group, year, "L0", "", "");
    if (published == nullptr || !published->is_exact) return;
    PublishedCheck check = new_check(group, year, published->indicator);
    check.is_total = true;
    for (const Profile* profile : profiles_.find(group)->second) {
      const std::string source = source_of(group, year, *profile);
      Rebuilt total;
      for (const Indicator& node : profile->indicators) {
        add_to_total(source, year, node, total);
      }
      if (total.weight > 0) include(check, total);
    }
    if (!check.rebuilt_low) return;
    compare(check, published);
    const double missing = published->low - *check.rebuilt_high;
    if (check.reproducible == Reproducible::no && missing > 0) check.shortfall = 100 * missing;
    out_.checks.push_back(std::move(check));
  }

  void add_to_total(const std::string& group, int year, const Indicator& node,
                    Rebuilt& total) const {
    Rebuilt rebuilt = rebuild(group, year, node);
    Span span = rebuilt.weight > 0 ? rebuilt.span() : Span{};
    const bool has_no_part = rebuilt.unpublished.size() == node.children.size();
    if (has_no_part) {
      const PublishedIndex* own = find(group, year, "L1", node.name, "");
      rebuilt.unpublished.clear();
      span = own != nullptr ? Span{own->low, own->high} : Span{};
      if (own == nullptr) rebuilt.unpublished.push_back(node.name);
    }
    total.add(node.weight.points(), span);
    for (std::string& name : rebuilt.unpublished) total.unpublished.push_back(std::move(name));
  }

  static PublishedCheck new_check(const std::string& group, int year, const std::string& name) {
    PublishedCheck check;
    check.group = group;
    check.year = year;
    check.indicator = name;
    return check;
  }

  static void compare(PublishedCheck& check, const PublishedIndex* published) {
    check.reproducible = Reproducible::not_published;
    if (published == nullptr) return;
    check.published = published->text;
    const bool meets = published->low <= *check.rebuilt_high + kTouch &&
                       *check.rebuilt_low <= published->high + kTouch;
    check.reproducible = meets ? Reproducible::yes : Reproducible::no;
  }

  /// Level-2 figures under a level-1 name that has no part of that name.
  void note_unmatched() {
    std::set<std::string> seen;
    for (const PublishedIndex& row : table_) {
      const auto& profiles = profiles_.find(row.group)->second;
      if (row.level != "L2" || profiles.empty()) continue;
      const bool is_known = std::any_of(profiles.begin(), profiles.end(),
                                        [&](const Profile* p) { return has_part(*p, row); });
      if (is_known || !seen.insert(row.group + row.parent + row.indicator).second) continue;
      out_.notices.push_back(
          {fmt::format("“{}”的“{} / {}”在指标体系中没有对应的指标，未使用。", row.group, row.parent,
                       row.indicator),
           fmt::format("'{} / {}' of group '{}' matches no indicator of the catalogue; not used",
                       row.parent, row.indicator, row.group)});
    }
  }

  static bool has_part(const Profile& profile, const PublishedIndex& row) {
    for (const Indicator& node : profile.indicators) {
      if (name_key(node.name) != name_key(row.parent)) continue;
      for (const Indicator& child : node.children) {
        if (name_key(child.name) == name_key(row.indicator)) return true;
      }
    }
    return false;
  }

  const Catalogue& catalogue_;
  const std::vector<PublishedIndex>& table_;
  std::vector<std::pair<std::string, int>> groups_;  // in the table's order
  std::map<std::string, std::vector<const Profile*>> profiles_;
  PublishedCheckResult out_;
};

}  // namespace

std::string_view to_text(Reproducible reproducible) {
  switch (reproducible) {
    case Reproducible::yes:
      return "yes";
    case Reproducible::no:
      return "no";
    case Reproducible::not_published:
      return "not_published";
    case Reproducible::incomplete:
      break;
  }
  return "incomplete";
}

std::size_t PublishedCheckResult::count(Reproducible reproducible) const {
  return static_cast<std::size_t>(std::count_if(
      checks.begin(), checks.end(),
      [&](const PublishedCheck& check) { return check.reproducible == reproducible; }));
}

PublishedCheckResult check_published(const Catalogue& catalogue,
                                     const std::vector<PublishedIndex>& table,
                                     const GroupProfiles& groups) {
  return Checker(catalogue, table, groups).run();
}

}  // namespace gweval
