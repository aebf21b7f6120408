#include "handscore/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/name_key.hpp"
#include "handscore/plan.hpp"

namespace gweval {
namespace {

/// A draw's place: names and seed alone decide it.
std::string draw_key(std::uint64_t seed, const std::string& what, const std::string& name) {
  return sha256_hex(fmt::format("{}\n{}\n{}", seed, what, name)).substr(0, 16);
}

class Assigner {
 public:
  Assigner(std::vector<PairToScore>& pairs, const AssignmentOptions& options)
      : pairs_(pairs), options_(options) {
    for (const std::string& rater : options.raters) load_[rater] = 0;
    for (const PairToScore& pair : pairs) {
      for (const std::string& rater : pair.raters) load_[rater] += pair.rows;
    }
  }

  void run() {
    give_sites();
    std::map<std::string, std::vector<PairToScore*>> by_indicator;
    for (PairToScore& pair : pairs_) by_indicator[pair.indicator].push_back(&pair);
    for (auto& [indicator, pairs] : by_indicator) give_doubles(indicator, pairs);
  }

 private:
  struct SiteLoad {
    std::string site;
    std::size_t rows = 0;
    std::string key;
    std::string rater;  // of an earlier plan
  };

  /// The heaviest sites first; of equal ones the order is drawn.
  void give_sites() {
    std::map<std::string, SiteLoad> sites;
    for (const PairToScore& pair : pairs_) {
      SiteLoad& site = sites[pair.site];
      site.site = pair.site;
      if (pair.raters.empty()) {
        site.rows += pair.rows;
      } else if (options_has(pair.raters.front())) {
        site.rater = pair.raters.front();
      }
    }
    std::vector<SiteLoad> order;
    for (auto& [id, site] : sites) {
      site.key = draw_key(options_.seed, "site", id);
      order.push_back(site);
    }
    std::sort(order.begin(), order.end(), [](const SiteLoad& a, const SiteLoad& b) {
      return std::tie(b.rows, a.key) < std::tie(a.rows, b.key);
    });
    std::map<std::string, std::string> first;
    for (const SiteLoad& site : order) {
      const std::string rater = site.rater.empty() ? least_busy(site.site, {}) : site.rater;
      load_[rater] += site.rows;
      first[site.site] = rater;
    }
    for (PairToScore& pair : pairs_) {
      if (pair.raters.empty()) pair.raters = {first[pair.site]};
    }
  }

  void give_doubles(const std::string& indicator, std::vector<PairToScore*>& pairs) {
    if (options_.share <= 0) return;
    const auto part = static_cast<std::size_t>(
        std::ceil(options_.share * static_cast<double>(pairs.size()) - 1e-9));
    std::size_t wanted = std::min(pairs.size(), std::max(part, options_.least));
    std::map<const PairToScore*, std::string> keys;
    for (const PairToScore* pair : pairs) {
      keys[pair] = draw_key(options_.seed, "pair", pair->site + "\n" + indicator);
    }
    std::sort(pairs.begin(), pairs.end(),
              [&](const PairToScore* a, const PairToScore* b) { return keys[a] < keys[b]; });
    for (const PairToScore* pair : pairs) {
      if (pair->raters.size() > 1 && wanted > 0) --wanted;
    }
    for (PairToScore* pair : pairs) {
      if (wanted == 0) return;
      if (pair->raters.size() > 1) continue;
      const std::string second = least_busy(pair->site + "\n" + indicator, pair->raters);
      load_[second] += pair->rows;
      pair->raters.push_back(second);
      --wanted;
    }
  }

  [[nodiscard]] bool options_has(const std::string& rater) const {
    return std::find(options_.raters.begin(), options_.raters.end(), rater) !=
           options_.raters.end();
  }

  /// Who has the fewest rows; among equals the draw of `what` decides.
  [[nodiscard]] std::string least_busy(const std::string& what,
                                       const std::vector<std::string>& besides) const {
    const std::string* best = nullptr;
    std::pair<std::size_t, std::string> best_key;
    for (const std::string& rater : options_.raters) {
      if (std::find(besides.begin(), besides.end(), rater) != besides.end()) continue;
      std::pair<std::size_t, std::string> key{load_.at(rater),
                                              draw_key(options_.seed, "rater", what + rater)};
      if (best != nullptr && best_key < key) continue;
      best = &rater;
      best_key = std::move(key);
    }
    return *best;  // there are more raters than are left out
  }

  std::vector<PairToScore>& pairs_;
  const AssignmentOptions& options_;
  std::map<std::string, std::size_t> load_;  // rows by rater
};

Result<void> check(const AssignmentOptions& options) {
  const std::set<std::string> names(options.raters.begin(), options.raters.end());
  if (names.empty()) {
    return Error{ErrorCode::invalid_argument, "no rater is named; give --raters A,B", "--raters"};
  }
  std::set<std::string> keys;
  for (const std::string& name : options.raters) {
    if (keys.insert(name_key(name)).second) continue;
    return Error{ErrorCode::invalid_argument,
                 fmt::format("'{}' is named twice, or looks like another rater's name; name each "
                             "once, so that people can tell them apart",
                             name),
                 "--raters"};
  }
  for (const std::string& name : names) {
    if (is_rater_name(name)) continue;
    return Error{ErrorCode::invalid_argument,
                 "a rater's name has 1 to 60 characters, without slash, comma, semicolon or blanks "
                 "at its ends",
                 "--raters"};
  }
  if (!(options.share >= 0 && options.share <= 1)) {
    return Error{ErrorCode::invalid_argument, "the share lies between 0 and 1", "--double"};
  }
  if (names.size() < 2 && options.share > 0) {
    return Error{ErrorCode::invalid_argument,
                 "scoring twice takes two raters; name another, or give --double 0", "--raters"};
  }
  return {};
}

}  // namespace

Result<void> assign_raters(std::vector<PairToScore>& pairs, const AssignmentOptions& options) {
  GWEVAL_CHECK(check(options));
  Assigner(pairs, options).run();
  return {};
}

}  // namespace gweval
