#include "random_site.hpp"

#include <algorithm>
#include <functional>

#include "score/ratings.hpp"

namespace gweval::test {
namespace {

Scale random_scale(Random& random, RubricKind kind) {
  if (kind == RubricKind::deduction) {
    Deduction scale{0.25, std::nullopt};
    if (random.chance(0.6)) scale.cap_points = 0.5 + random.real();
    return scale;
  }
  switch (random.below(5)) {
    case 0:
      return Goalposts{0, 10};
    case 1:
      return Goalposts{10, 0};
    case 2:
      return Steps{{{8, 1}, {4, 0.5}}, 0};
    default:
      return OutcomePoints{{{"good", 1}, {"fair", 0.5}, {"bad", 0}}};
  }
}

bool takes_value(const Criterion& criterion) {
  return !std::holds_alternative<OutcomePoints>(criterion.scale);
}

Criterion random_criterion(Random& random, RubricKind kind, const std::string& id) {
  Criterion out =
      measured(id, random_scale(random, kind), 1.0 + static_cast<double>(random.below(4)));
  out.is_manual = random.chance(0.3);
  if (!random.chance(0.12)) return out;
  const VetoEffect effects[] = {VetoEffect::zero_node, VetoEffect::cap, VetoEffect::disqualify};
  out.veto = Veto{{"bad"}, effects[random.below(3)], "", 30 + 40 * random.real()};
  if (random.chance(0.3)) out.veto->node = "i" + std::to_string(random.below(8));
  out.is_veto_only = random.chance(0.5);
  return out;
}

Indicator random_leaf(Random& random, const std::string& id) {
  const double weight = 0.5 * (1.0 + static_cast<double>(random.below(16)));
  const RubricKind kind = random.chance(0.25) ? RubricKind::deduction : RubricKind::checklist;
  std::vector<Criterion> criteria;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    criteria.push_back(random_criterion(random, kind, "c" + std::to_string(i)));
  }
  Indicator out = leaf(id, weight, checklist(std::move(criteria)));
  out.rubric->kind = kind;
  return out;
}

Indicator random_node(Random& random, int depth, int& next_id) {
  const std::string id = "i" + std::to_string(next_id++);
  if (depth == 0 || random.chance(0.3)) return random_leaf(random, id);
  std::vector<Indicator> children;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 0; i < count; ++i)
    children.push_back(random_node(random, depth - 1, next_id));
  return group(id, std::move(children));
}

Catalogue random_catalogue(Random& random, NotApplicablePolicy policy) {
  int next_id = 0;
  std::vector<Indicator> roots;
  const std::size_t count = 2 + random.below(2);
  for (std::size_t i = 0; i < count; ++i) roots.push_back(random_node(random, 2, next_id));
  std::vector<Indicator> bonus;
  if (random.chance(0.5)) bonus.push_back(random_leaf(random, "i" + std::to_string(next_id++)));
  Catalogue out = catalogue(std::move(roots), std::move(bonus));
  out.not_applicable = policy;
  out.bonus.cap = 4;
  if (random.chance(0.4)) out.bonus.gate = 40 * random.real();
  // Small trees do not add up to 100: tiers where their totals lie.
  out.tiers = {{"A", 24}, {"B", 16}, {"C", 8}, {"D", 0}};
  return out;
}

Observation random_answer(Random& random) {
  Observation out = outcome(random.chance(0.4) ? "good" : random.chance(0.5) ? "fair" : "bad");
  out.value = 10 * random.real();
  return out;
}

Interval random_interval(Random& random, double around) {
  return {around - 4 * random.real(), around + 4 * random.real()};
}

Observation random_observation(Random& random) {
  Observation out = random_answer(random);
  const double at = *out.value;
  switch (random.below(8)) {
    case 0:
      return state(ObservationState::not_applicable);
    case 1:
      return state(ObservationState::rule_error);
    case 2:
      return state(ObservationState::cannot_tell);
    case 3: {
      Observation unsettled = state(ObservationState::cannot_tell);
      unsettled.interval = random_interval(random, at);
      return unsettled;
    }
    case 4:
      out.interval = random_interval(random, at);
      return out;
    default:
      return out;
  }
}

std::optional<double> random_index(Random& random) {
  if (random.chance(0.15)) return std::nullopt;
  return random.chance(0.3) ? std::optional(random.chance(0.5) ? 1.0 : 0.0)
                            : std::optional(random.real());
}

void rate_at_random(RandomSite& site, Random& random, const std::string& indicator,
                    const std::string& criterion) {
  site.ratings.push_back(rating(indicator, random_index(random), criterion, "r1"));
  if (random.chance(0.3)) {
    site.ratings.push_back(rating(indicator, random_index(random), criterion, "r2"));
  }
}

/// One rating in place of several that are not settled.
std::optional<ManualRating> arbiter(const std::vector<ManualRating>& ratings, Random& random) {
  const MergedRating merged = merge_ratings(ratings);
  if (!merged.index.is_unknown()) return std::nullopt;
  ManualRating out = ratings.front();
  out.rater = "r3";
  const double low = merged.index.low;
  const double high = merged.index.high;
  out.index = low + (high - low) * random.real();
  if (!merged.index.is_narrowed && random.chance(0.3)) out.index.reset();
  return out;
}

bool is_cell(const ManualRating& rating, const std::string& indicator,
             const std::string& criterion) {
  return rating.indicator_id == indicator && rating.criterion_id == criterion;
}

void settle_ratings(RandomSite& site, Random& random, const std::string& indicator,
                    const std::string& criterion) {
  const auto given = ratings_of(site.ratings, indicator, criterion);
  if (given.empty()) return;
  const auto decided = arbiter(given, random);
  if (!decided) return;
  std::erase_if(site.ratings,
                [&](const ManualRating& r) { return is_cell(r, indicator, criterion); });
  site.ratings.push_back(*decided);
}

Observation settled(const Observation& open, const Criterion& criterion, Random& random) {
  const bool is_bounded = open.interval && takes_value(criterion);
  if (open.state == ObservationState::observed) {
    Observation out = open;
    if (is_bounded) {
      out.value = open.interval->low + (open.interval->high - open.interval->low) * random.real();
    }
    out.interval.reset();
    return out;
  }
  if (open.state == ObservationState::not_applicable) return open;
  Observation out = random_answer(random);
  if (open.state == ObservationState::cannot_tell && is_bounded) {
    out.value = open.interval->low + (open.interval->high - open.interval->low) * random.real();
    return out;
  }
  return random.chance(0.3) ? state(ObservationState::not_applicable) : out;
}

void settle_criterion(RandomSite& site, Random& random, const Indicator& indicator,
                      const Criterion& criterion) {
  const bool is_rated = !ratings_of(site.ratings, indicator.id, criterion.id).empty();
  if (is_rated) {
    settle_ratings(site, random, indicator.id, criterion.id);
  } else if (criterion.is_manual) {
    site.ratings.push_back(rating(indicator.id, random_index(random), criterion.id));
  } else {
    const auto key = std::pair(indicator.id, criterion.id);
    const auto found = site.observations.find(key);
    const Observation open =
        found == site.observations.end() ? state(ObservationState::rule_error) : found->second;
    site.observations[key] = settled(open, criterion, random);
  }
}

}  // namespace

std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

double Random::real() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::size_t Random::below(std::size_t count) {
  return static_cast<std::size_t>(next() % count);
}

std::vector<const Indicator*> leaves_of(const Catalogue& catalogue) {
  std::vector<const Indicator*> out;
  const std::function<void(const Indicator&)> visit = [&](const Indicator& indicator) {
    if (indicator.is_leaf()) out.push_back(&indicator);
    for (const Indicator& child : indicator.children) visit(child);
  };
  for (const Indicator& root : catalogue.profiles.front().indicators) visit(root);
  for (const Indicator& leaf : catalogue.profiles.front().bonus) visit(leaf);
  return out;
}

RandomSite random_site(Random& random, NotApplicablePolicy policy) {
  RandomSite out;
  out.catalogue = random_catalogue(random, policy);
  for (const Indicator* leaf : leaves_of(out.catalogue)) {
    for (const Criterion& criterion : leaf->rubric->criteria) {
      if (criterion.is_manual) {
        if (random.chance(0.5)) rate_at_random(out, random, leaf->id, criterion.id);
        continue;
      }
      if (random.chance(0.9)) {
        out.observations[{leaf->id, criterion.id}] = random_observation(random);
      }
      if (random.chance(0.1)) rate_at_random(out, random, leaf->id, criterion.id);
    }
    if (random.chance(0.15)) rate_at_random(out, random, leaf->id, "");
  }
  return out;
}

RandomSite random_rated_site(Random& random, NotApplicablePolicy policy, double na) {
  RandomSite out;
  out.catalogue = random_catalogue(random, policy);
  for (const Indicator* leaf : leaves_of(out.catalogue)) {
    const auto index = random.chance(na) ? std::nullopt : std::optional(random.real());
    out.ratings.push_back(rating(leaf->id, index));
  }
  return out;
}

RandomSite settle(const RandomSite& site, Random& random, double chance) {
  RandomSite out = site;
  for (const Indicator* leaf : leaves_of(site.catalogue)) {
    const bool is_overridden = !ratings_of(out.ratings, leaf->id, "").empty();
    if (is_overridden && random.chance(chance)) settle_ratings(out, random, leaf->id, "");
    for (const Criterion& criterion : leaf->rubric->criteria) {
      if (random.chance(chance)) settle_criterion(out, random, *leaf, criterion);
    }
  }
  return out;
}

}  // namespace gweval::test
