#include "score/site_ledger.hpp"

#include <algorithm>
#include <utility>

#include "score/roll_up.hpp"
#include "score/rounding.hpp"

namespace gweval {
namespace {

/// One evaluation's leaves, by node.
struct LeafValues {
  std::vector<double> index;
  std::vector<char> is_na;
};

class LedgerMaker {
 public:
  LedgerMaker(const Tree& tree, NotApplicablePolicy policy, std::vector<LeafScore> leaves,
              const std::vector<VetoFound>& vetoes)
      : tree_(tree), policy_(policy), leaves_(std::move(leaves)), open_(tree.nodes.size()) {
    for (const VetoFound& veto : vetoes) {
      if (veto.effect == VetoEffect::zero_node) apply_zero(veto);
    }
  }

  SiteLedger run() {
    low_ = evaluate([](const BoundedIndex& x) { return x.low; }, true);
    high_ = evaluate([](const BoundedIndex& x) { return x.high; }, false);
    point_ = evaluate([](const BoundedIndex& x) { return x.index; }, false);
    find_states();
    SiteLedger out;
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) out.indicators.push_back(node_result(i));
    fill_totals(out);
    return out;
  }

 private:
  /// A node at zero counts: it is neither n/a nor open, and keeps its weight.
  void apply_zero(const VetoFound& veto) {
    for (const std::size_t node : tree_.subtree(veto.node)) {
      if (!tree_.is_leaf(node)) continue;
      if (!veto.is_fired) {
        if (!is_zeroed(node)) open_[node] = veto.open_state;
        continue;
      }
      leaves_[node].index = BoundedIndex::known(0);
      leaves_[node].state = NodeState::scored;
      leaves_[node].coverage = 1;
      leaves_[node].known_index = 0;
      open_[node].reset();
      zeroed_.push_back(node);
    }
  }

  [[nodiscard]] bool is_zeroed(std::size_t node) const {
    return std::find(zeroed_.begin(), zeroed_.end(), node) != zeroed_.end();
  }

  /// Possible vetoes have fired in the lowest evaluation only (method §2.5).
  template <class Pick>
  [[nodiscard]] RolledUp evaluate(Pick pick, bool is_lowest) const {
    LeafValues values{std::vector<double>(tree_.nodes.size(), 0),
                      std::vector<char>(tree_.nodes.size(), 0)};
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      if (!tree_.is_leaf(i) || (is_lowest && open_[i])) continue;
      values.is_na[i] = leaves_[i].index.applies() ? 0 : 1;
      values.index[i] = pick(leaves_[i].index);
    }
    return roll_up(tree_, policy_, values.index, values.is_na);
  }

  void find_states() {
    states_.assign(tree_.nodes.size(), NodeState::not_applicable);
    covered_.assign(tree_.nodes.size(), 0);
    applicable_.assign(tree_.nodes.size(), 0);
    published_.assign(tree_.nodes.size(), 0);
    for (std::size_t i = tree_.nodes.size(); i-- > 0;) {
      if (tree_.is_leaf(i)) {
        read_leaf(i);
        continue;
      }
      for (const std::size_t child : tree_.nodes[i].children) {
        states_[i] = joined(states_[i], states_[child]);
        covered_[i] += covered_[child];
        applicable_[i] += applicable_[child];
        published_[i] += published_[child];
      }
    }
  }

  void read_leaf(std::size_t i) {
    const double weight = tree_.nodes[i].indicator->weight.points();
    states_[i] = open_[i].value_or(leaves_[i].state);
    published_[i] = weight;
    applicable_[i] = high_.is_na[i] ? 0 : weight;
    covered_[i] = applicable_[i] * leaves_[i].coverage;
  }

  /// A parent is n/a if all children are, else unfinished if any child is, else scored.
  static NodeState joined(NodeState a, NodeState b) {
    for (const NodeState state : {NodeState::pending, NodeState::error, NodeState::scored}) {
      if (a == state || b == state) return state;
    }
    return NodeState::not_applicable;
  }

  [[nodiscard]] bool is_complete(std::size_t i) const {
    return states_[i] == NodeState::scored || states_[i] == NodeState::not_applicable;
  }

  IndicatorResult node_result(std::size_t i) {
    const Indicator& indicator = *tree_.nodes[i].indicator;
    IndicatorResult out;
    out.id = indicator.id;
    out.name = indicator.name;
    out.level = indicator.level;
    if (const auto parent = tree_.nodes[i].parent) out.parent = tree_.nodes[*parent].indicator->id;
    out.is_leaf = tree_.is_leaf(i);
    out.is_bonus = indicator.is_bonus || is_bonus(i);
    out.weight = indicator.weight.points();
    out.effective_weight = without_noise(high_.weight[i]);
    out.state = states_[i];
    out.points_min = without_noise(low_.points[i]);
    out.points_max = without_noise(high_.points[i]);
    out.index_min = ratio(low_, i);
    out.index_max = ratio(high_, i);
    if (is_complete(i) && point_.weight[i] > 0) {
      out.points = without_noise(point_.points[i]);
      out.index = ratio(point_, i);
    }
    out.coverage = share(covered_[i], applicable_[i], 1);
    out.applicable = share(applicable_[i], published_[i], 1);
    if (out.is_leaf) fill_leaf(i, out);
    return out;
  }

  [[nodiscard]] bool is_bonus(std::size_t i) const {
    return std::find(tree_.bonus.begin(), tree_.bonus.end(), i) != tree_.bonus.end();
  }

  static double share(double part, double whole, double if_nothing) {
    return whole > 0 ? without_noise(part / whole) : if_nothing;
  }

  static double ratio(const RolledUp& values, std::size_t i) {
    return share(values.points[i], values.weight[i], 0);
  }

  void fill_leaf(std::size_t i, IndicatorResult& out) {
    LeafScore& leaf = leaves_[i];
    if (const auto& rubric = tree_.nodes[i].indicator->rubric) {
      out.rubric = rubric->id;
      out.rubric_version = rubric->version;
      price_criteria(rubric->kind, leaf.criteria, high_.weight[i], is_zeroed(i),
                     open_[i].has_value());
    }
    out.rating = std::move(leaf.rating);
    out.ratings = std::move(leaf.ratings);
    out.reason = std::move(leaf.reason);
    for (CriterionScore& score : leaf.criteria) out.criteria.push_back(std::move(score.result));
  }

  /// Points of criteria, so that they add up to the leaf: shares of its weight, or deductions.
  static void price_criteria(RubricKind kind, std::vector<CriterionScore>& criteria,
                             double leaf_weight, bool is_zeroed, bool is_open) {
    double shares = 0;
    for (const CriterionScore& score : criteria) {
      shares += score.index.applies() ? score.result.share : 0;
    }
    for (CriterionScore& score : criteria) {
      CriterionResult& result = score.result;
      const bool is_deduction = kind == RubricKind::deduction;
      const bool counts = score.index.applies() && !result.is_overridden && !is_zeroed &&
                          !score.criterion->is_veto_only;
      if (!counts) continue;
      const double worth = is_deduction ? leaf_weight
                           : shares > 0 ? leaf_weight * result.share / shares
                                        : 0;
      const double offset = is_deduction ? 1 : 0;
      const auto points = [&](double index) { return without_noise(worth * (index - offset)); };
      result.weight = is_deduction ? 0 : without_noise(worth);
      result.points_min = is_open && !is_deduction ? 0 : points(score.index.low);
      result.points_max = points(score.index.high);
      if (score.index.is_known() && !is_open) result.points = points(score.index.index);
    }
  }

  void fill_totals(SiteLedger& out) const {
    out.totals.base_low = low_.base;
    out.totals.base_high = high_.base;
    out.totals.bonus_low = low_.bonus;
    out.totals.bonus_high = high_.bonus;
    double covered = 0;
    double applicable = 0;
    double published = 0;
    double worth = 0;
    bool is_base_complete = true;
    for (const std::size_t root : tree_.roots) {
      covered += covered_[root];
      applicable += applicable_[root];
      published += published_[root];
      worth += point_.weight[root];
      is_base_complete = is_base_complete && is_complete(root);
    }
    out.coverage = share(covered, applicable, 0);
    out.applicable = share(applicable, published, 1);
    // A site to which nothing applies has no score, not a score of zero.
    if (is_base_complete && worth > 0) out.totals.base = point_.base;
    const bool is_bonus_complete = std::all_of(tree_.bonus.begin(), tree_.bonus.end(),
                                               [&](std::size_t i) { return is_complete(i); });
    if (is_bonus_complete) out.totals.bonus = point_.bonus;
    out.projected = projection();
  }

  [[nodiscard]] std::optional<double> projection() const {
    double points = 0;
    double weight = 0;
    for (const std::size_t root : tree_.roots) {
      for (const std::size_t node : tree_.subtree(root)) {
        if (!tree_.is_leaf(node)) continue;
        // What is n/a has points only where the policy gives it some, and is then settled.
        const double scored = high_.is_na[node] ? 1 : leaves_[node].coverage;
        const double known = high_.is_na[node] ? point_.points[node]
                                               : point_.weight[node] * leaves_[node].known_index;
        weight += scored * point_.weight[node];
        points += scored * known;
      }
    }
    if (weight <= 0) return std::nullopt;
    return 100 * points / weight;
  }

  const Tree& tree_;
  NotApplicablePolicy policy_;
  std::vector<LeafScore> leaves_;
  std::vector<std::optional<NodeState>> open_;  // by node: a possible veto leaves it open
  std::vector<std::size_t> zeroed_;
  RolledUp low_;
  RolledUp high_;
  RolledUp point_;
  std::vector<NodeState> states_;
  std::vector<double> covered_;
  std::vector<double> applicable_;
  std::vector<double> published_;
};

}  // namespace

SiteLedger make_ledger(const Tree& tree, NotApplicablePolicy policy, std::vector<LeafScore> leaves,
                       const std::vector<VetoFound>& vetoes) {
  return LedgerMaker(tree, policy, std::move(leaves), vetoes).run();
}

}  // namespace gweval
