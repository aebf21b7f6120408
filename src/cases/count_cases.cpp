#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "cases/case_round.hpp"

namespace gweval {
namespace {

/// Scores within this are a tie: they are means of whole marks.
constexpr double kSame = 1e-9;

bool is_tied(const CaseCount& a, const CaseCount& b) {
  return std::abs(*a.score - *b.score) <= kSame;
}

/// More votes are better than a larger share of fewer: a share counts who stood aside.
bool is_before(const CaseCount& a, const CaseCount& b) {
  if (a.score.has_value() != b.score.has_value()) return a.score.has_value();
  if (!a.score) return false;
  return *a.score > *b.score + kSame;
}

void count_votes(const std::vector<Ballot>& ballots, CaseCount& count) {
  for (const Ballot& ballot : ballots) {
    if (ballot.case_id != count.of->id || !ballot.value) continue;
    ++count.ballots;
    if (*ballot.value > 0) ++count.votes;
  }
  if (count.ballots > 0) {
    count.score = static_cast<double>(count.votes) / static_cast<double>(count.ballots);
  }
}

/// The weighted mean of the criteria's means; nothing while a criterion has no score.
void count_scores(const std::vector<Ballot>& ballots, const CaseScheme& scheme, CaseCount& count) {
  double sum = 0;
  double weights = 0;
  std::set<std::string> experts;
  for (const CaseCriterion& criterion : scheme.criteria) {
    double own = 0;
    std::size_t n = 0;
    for (const Ballot& ballot : ballots) {
      const bool is_of = ballot.case_id == count.of->id && ballot.criterion == criterion.id;
      if (!is_of || !ballot.value) continue;
      own += *ballot.value;
      experts.insert(ballot.expert);
      ++n;
    }
    weights += criterion.weight;
    if (n == 0) continue;
    count.means[criterion.id] = own / static_cast<double>(n);
    sum += criterion.weight * count.means[criterion.id];
  }
  count.ballots = experts.size();
  if (count.means.size() == scheme.criteria.size() && weights > 0) count.score = sum / weights;
}

class Chooser {
 public:
  Chooser(const CaseRound& round, const CaseScheme& scheme) : round_(round), scheme_(scheme) {}

  /// `group` competes for the same places; the best first.
  void choose(std::vector<CaseCount>& group) const {
    std::stable_sort(group.begin(), group.end(), is_before);
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (!group[i].score) continue;
      const bool is_level = i > 0 && is_tied(group[i], group[i - 1]);
      group[i].rank = is_level ? group[i - 1].rank : static_cast<int>(i) + 1;
      group[i].outcome = is_enough(group[i]) ? CaseOutcome::chosen : CaseOutcome::not_chosen;
    }
    if (scheme_.places > 0 && group.size() > scheme_.places) cut(group);
  }

 private:
  /// A place is no reason to choose what the experts turned down: without a bar of the scheme a
  /// case needs the votes of more than half of those who voted on it.
  [[nodiscard]] bool is_enough(const CaseCount& one) const {
    if (scheme_.bar) return *one.score + kSame >= *scheme_.bar;
    return scheme_.method != CaseMethod::votes || 2 * one.votes > one.ballots;
  }

  /// Whoever ties across the last place is in neither way, until somebody decides and says why.
  void cut(std::vector<CaseCount>& group) const {
    const CaseCount& last = group[scheme_.places - 1];
    const CaseCount& next = group[scheme_.places];
    const bool is_cut_tied = last.score && next.score && is_tied(last, next);
    for (std::size_t i = 0; i < group.size(); ++i) {
      CaseCount& one = group[i];
      if (one.outcome != CaseOutcome::chosen) continue;
      if (is_cut_tied && is_tied(one, last)) {
        const auto settled = round_.settled.find(one.of->id);
        one.outcome = settled == round_.settled.end() ? CaseOutcome::tied
                      : settled->second.is_kept       ? CaseOutcome::chosen
                                                      : CaseOutcome::not_chosen;
      } else if (i >= scheme_.places) {
        one.outcome = CaseOutcome::not_chosen;
      }
    }
  }

  const CaseRound& round_;
  const CaseScheme& scheme_;
};

/// A unit's chosen cases take the table's points, the best first.
void give_points(std::vector<CaseCount>& counts, const CaseScheme& scheme) {
  std::map<std::string, std::vector<CaseCount*>> by_unit;
  for (CaseCount& one : counts) {
    if (one.outcome == CaseOutcome::chosen) by_unit[one.of->unit].push_back(&one);
  }
  for (auto& [unit, chosen] : by_unit) {
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const CaseCount* a, const CaseCount* b) { return is_before(*a, *b); });
    for (std::size_t i = 0; i < chosen.size() && i < scheme.points.size(); ++i) {
      chosen[i]->points = scheme.points[i];
    }
  }
}

std::string outcome_words(CaseOutcome outcome, Language language) {
  const bool is_zh = language == Language::zh;
  switch (outcome) {
    case CaseOutcome::screened_out:
      return is_zh ? "初审未过" : "screened out";
    case CaseOutcome::chosen:
      return is_zh ? "入选" : "chosen";
    case CaseOutcome::not_chosen:
      return is_zh ? "未入选" : "not chosen";
    case CaseOutcome::tied:
      return is_zh ? "并列待定" : "tied, open";
    case CaseOutcome::open:
      break;
  }
  return is_zh ? "待评" : "open";
}

}  // namespace

std::string_view to_text(CaseOutcome outcome) {
  switch (outcome) {
    case CaseOutcome::screened_out:
      return "screened_out";
    case CaseOutcome::chosen:
      return "chosen";
    case CaseOutcome::not_chosen:
      return "not_chosen";
    case CaseOutcome::tied:
      return "tied";
    case CaseOutcome::open:
      break;
  }
  return "open";
}

std::vector<CaseCount> count_cases(const CaseRound& round, const CaseScheme& scheme) {
  std::map<std::string, std::vector<CaseCount>> groups;
  std::vector<std::string> order;
  std::vector<CaseCount> out_of_it;
  for (const InnovationCase& one : round.cases) {
    CaseCount count;
    count.of = &one;
    const auto screened = round.screenings.find(one.id);
    if (screened != round.screenings.end() && !screened->second.is_kept) {
      count.outcome = CaseOutcome::screened_out;
      out_of_it.push_back(std::move(count));
      continue;
    }
    if (scheme.method == CaseMethod::votes) {
      count_votes(round.ballots, count);
    } else {
      count_scores(round.ballots, scheme, count);
    }
    const std::string group = scheme.is_by_category ? one.category : "";
    if (!groups.contains(group)) order.push_back(group);
    groups[group].push_back(std::move(count));
  }
  std::vector<CaseCount> out;
  for (const std::string& group : order) {
    Chooser(round, scheme).choose(groups[group]);
    out.insert(out.end(), groups[group].begin(), groups[group].end());
  }
  out.insert(out.end(), out_of_it.begin(), out_of_it.end());
  give_points(out, scheme);
  return out;
}

Diagnostics check_ties(const CaseRound& round, const CaseScheme& scheme) {
  CaseRound open = round;
  open.settled.clear();
  struct Group {
    std::vector<std::string> tied;
    std::size_t chosen = 0;
  };
  std::map<std::string, Group> groups;
  std::set<std::string> tied;
  for (const CaseCount& count : count_cases(open, scheme)) {
    Group& group = groups[scheme.is_by_category ? count.of->category : ""];
    if (count.outcome == CaseOutcome::chosen) ++group.chosen;
    if (count.outcome != CaseOutcome::tied) continue;
    group.tied.push_back(count.of->id);
    tied.insert(count.of->id);
  }
  Diagnostics out;
  const auto fault = [&out](Diagnostic at, const std::string& message) {
    at.message += message;
    out.push_back(std::move(at));
  };
  for (const auto& [id, row] : round.settled) {
    if (tied.contains(id)) continue;
    fault(row.at, fmt::format("case '{}' is level with no other across the last place; take the "
                              "row away",
                              id));
  }
  for (const auto& [name, group] : groups) {
    const std::size_t left = scheme.places - std::min(scheme.places, group.chosen);
    std::size_t yes = 0;
    std::vector<std::string> missing;
    const Screening* last = nullptr;
    for (const std::string& id : group.tied) {
      const auto row = round.settled.find(id);
      if (row == round.settled.end()) {
        missing.push_back(id);
        continue;
      }
      last = &row->second;
      yes += last->is_kept ? 1 : 0;
    }
    if (last == nullptr) continue;  // nobody has decided yet
    if (!missing.empty()) {
      fault(last->at, fmt::format("level with it, and without a row: {}; decide them together",
                                  fmt::join(missing, ", ")));
    } else if (yes != left) {
      fault(last->at, fmt::format("{} of the {} tied cases can be chosen, since so many places are "
                                  "left, but {} rows say yes",
                                  left, group.tied.size(), yes));
    }
  }
  return out;
}

std::vector<ManualRating> bonus_ratings(const std::vector<CaseCount>& counts,
                                        const CaseScheme& scheme, const CaseUnits& units,
                                        double weight) {
  std::vector<ManualRating> out;
  for (const auto& [unit, categories] : units.categories) {
    ManualRating rating;
    rating.site_id = unit;
    rating.indicator_id = scheme.indicator;
    rating.criterion_id = scheme.criterion;
    rating.rater = "cases/" + scheme.id;
    double points = 0;
    bool is_open = false;
    for (const CaseCount& count : counts) {
      if (count.of->unit != unit) continue;
      is_open = is_open || count.outcome == CaseOutcome::tied || count.outcome == CaseOutcome::open;
      if (count.outcome != CaseOutcome::chosen) continue;
      points += count.points;
      rating.note += fmt::format("{}{} ({}): {}", rating.note.empty() ? "" : "; ", count.of->title,
                                 count.of->category, shortest_decimal(count.points));
      if (rating.evidence_url.empty() && !count.of->links.empty()) {
        rating.evidence_url = count.of->links.front();
      }
    }
    if (is_open) continue;
    rating.index = weight > 0 ? std::min(1.0, points / weight) : 0;
    if (rating.note.empty()) rating.note = "没有入选案例 / no case was chosen";
    out.push_back(std::move(rating));
  }
  return out;
}

std::string to_cases_text(const std::vector<CaseCount>& counts, const CaseScheme& scheme,
                          Language language) {
  const bool is_zh = language == Language::zh;
  const bool is_votes = scheme.method == CaseMethod::votes;
  // No line is wider than a terminal's 80 columns; the CSV has all of it.
  constexpr std::size_t kUnit = 12;
  constexpr std::size_t kTitle = 21;
  constexpr std::size_t kCategory = 12;
  std::string out =
      scheme.title.in(language) + "\n" + fit_right(is_zh ? "名次" : "rank", 4) + " " +
      fit_left(is_zh ? "单位" : "unit", kUnit) + " " + fit_left(is_zh ? "案例" : "case", kTitle) +
      " " + fit_left(is_zh ? "类别" : "category", kCategory) +
      fit_right(is_votes ? (is_zh ? "得票" : "votes") : (is_zh ? "得分" : "score"), 8) +
      fit_right(is_zh ? "加分" : "bonus", 6) + " " + (is_zh ? "结果" : "outcome") + "\n";
  for (const CaseCount& one : counts) {
    const std::string score = is_votes    ? fmt::format("{}/{}", one.votes, one.ballots)
                              : one.score ? fmt::format("{:.2f}", *one.score)
                                          : std::string("–");
    out += fit_right(one.rank > 0 ? std::to_string(one.rank) : "–", 4) + " " +
           fit_left(to_printable(one.of->unit), kUnit) + " " +
           fit_left(to_printable(one.of->title), kTitle) + " " +
           fit_left(to_printable(one.of->category), kCategory) + fit_right(score, 8) +
           fit_right(one.points > 0 ? shortest_decimal(one.points) : "–", 6) + " " +
           outcome_words(one.outcome, language) + "\n";
  }
  return out;
}

std::string to_cases_csv(const std::vector<CaseCount>& counts, const CaseScheme& scheme) {
  std::vector<std::string> head{"rank",  "case_id", "unit",  "title",  "category",
                                "votes", "ballots", "score", "points", "outcome"};
  for (const CaseCriterion& criterion : scheme.criteria) head.push_back(criterion.id);
  std::string out = std::string(kUtf8Bom) + csv_row(head);
  for (const CaseCount& one : counts) {
    std::vector<std::string> row{one.rank > 0 ? std::to_string(one.rank) : "",
                                 one.of->id,
                                 one.of->unit,
                                 one.of->title,
                                 one.of->category,
                                 std::to_string(one.votes),
                                 std::to_string(one.ballots),
                                 one.score ? shortest_decimal(*one.score) : "",
                                 shortest_decimal(one.points),
                                 std::string(to_text(one.outcome))};
    for (const CaseCriterion& criterion : scheme.criteria) {
      const auto mean = one.means.find(criterion.id);
      row.push_back(mean == one.means.end() ? "" : shortest_decimal(mean->second));
    }
    out += csv_row(row);
  }
  return out;
}

}  // namespace gweval
