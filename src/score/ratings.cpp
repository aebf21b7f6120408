#include "score/ratings.hpp"

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"

namespace gweval {
namespace {

/// Half a display digit of slack, so that 0.60 and 0.35 differ by 0.25 in doubles too.
constexpr double kSlack = 1e-9;

void join(std::string& out, const std::string& text, std::string_view separator) {
  if (text.empty()) return;
  if (!out.empty()) out += separator;
  out += text;
}

ManualRating joined(const std::vector<ManualRating>& each) {
  ManualRating out = each.front();
  if (each.size() == 1) return out;
  out.rater.clear();
  out.note.clear();
  out.index.reset();
  for (const ManualRating& rating : each) {
    join(out.rater, rating.rater, ", ");
    join(out.note, rating.note, "; ");
    if (out.evidence_url.empty()) out.evidence_url = rating.evidence_url;
    out.scored_at = std::max(out.scored_at, rating.scored_at);
  }
  return out;
}

LocalText disagreement(const std::vector<ManualRating>& each) {
  LocalText who;
  for (const ManualRating& rating : each) {
    const std::string index = rating.index ? shortest_decimal(*rating.index) : "na";
    const bool is_unnamed = rating.rater.empty();
    join(who.zh, (is_unnamed ? "（未署名）" : rating.rater) + " " + index, "，");
    join(who.en, (is_unnamed ? "(unnamed)" : rating.rater) + " " + index, ", ");
  }
  return {"评分人相差超过 0.25：" + who.zh + "；请商定一个评分",
          "raters differ by more than 0.25: " + who.en + "; settle on one rating"};
}

}  // namespace

std::vector<ManualRating> ratings_of(const std::vector<ManualRating>& ratings,
                                     std::string_view indicator, std::string_view criterion) {
  std::vector<ManualRating> out;
  for (const ManualRating& rating : ratings) {
    if (rating.indicator_id != indicator || rating.criterion_id != criterion) continue;
    if (rating.index && !std::isfinite(*rating.index)) continue;
    const auto same = std::find_if(out.begin(), out.end(), [&](const ManualRating& earlier) {
      return earlier.rater == rating.rater;
    });
    if (same == out.end()) {
      out.push_back(rating);
    } else {
      *same = rating;
    }
  }
  return out;
}

MergedRating merge_ratings(std::vector<ManualRating> each) {
  MergedRating out;
  out.rating = joined(each);
  double low = 1;
  double high = 0;
  double sum = 0;
  std::size_t numbers = 0;
  for (ManualRating& rating : each) {
    if (!rating.index) continue;
    rating.index = std::clamp(*rating.index, 0.0, 1.0);
    low = std::min(low, *rating.index);
    high = std::max(high, *rating.index);
    sum += *rating.index;
    ++numbers;
  }
  if (numbers == 0) {
    out.index = BoundedIndex::none();
  } else if (numbers == each.size() && high - low <= kRaterTolerance + kSlack) {
    out.index = BoundedIndex::known(sum / static_cast<double>(numbers));
    out.rating.index = out.index.index;
  } else {
    // A number against n/a: the arbiter may decide for either, so nothing is narrowed.
    out.index = numbers == each.size() ? BoundedIndex::within(low, high) : BoundedIndex::open();
    out.reason = disagreement(each);
  }
  const bool is_settled = out.index.is_known() || !out.index.applies();
  out.agreement = each.size() == 1 ? Agreement::single
                  : is_settled     ? Agreement::agreed
                                   : Agreement::disputed;
  if (each.size() > 1) out.each = std::move(each);
  return out;
}

namespace {

template <class T>
bool is_of(const T& one, std::string_view indicator, std::string_view criterion) {
  return one.indicator_id == indicator && one.criterion_id == criterion &&
         (!one.index || std::isfinite(*one.index));
}

}  // namespace

const Decision* decision_of(const std::vector<Decision>& decisions, std::string_view indicator,
                            std::string_view criterion) {
  const Decision* last = nullptr;
  for (const Decision& one : decisions) {
    if (is_of(one, indicator, criterion)) last = &one;
  }
  return last;
}

const Override* override_of(const std::vector<Override>& overrides, std::string_view indicator,
                            std::string_view criterion) {
  const Override* found = nullptr;
  for (const Override& one : overrides) {
    if (!is_of(one, indicator, criterion)) continue;
    if (found == nullptr || !one.is_lapsed || found->is_lapsed) found = &one;
  }
  return found;
}

}  // namespace gweval
