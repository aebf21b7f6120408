#pragma once
// What people say of a site beside the machine: ratings, a third person's decision between raters,
// and a machine's outcome set aside until a day. All of them are kept; which one counts is
// docs/hand-scoring.md.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gweval {

/// One person's score, from a manual sheet or a worksheet.
struct ManualRating {
  std::string site_id;
  std::string indicator_id;
  std::string criterion_id;     // empty: the whole leaf
  std::optional<double> index;  // [0, 1]; nothing: not applicable
  std::string rater;
  std::string note;
  std::string evidence_url;
  std::string scored_at;

  friend bool operator==(const ManualRating&, const ManualRating&) = default;
};

/// A third person's answer to raters who differ. It counts instead of their mean.
struct Decision {
  std::string site_id;
  std::string indicator_id;
  std::string criterion_id;
  std::optional<double> index;  // [0, 1]; nothing: not applicable
  std::string decided_by;
  std::string reason;
  std::string evidence_url;
  std::string decided_at;  // YYYY-MM-DD

  friend bool operator==(const Decision&, const Decision&) = default;
};

/// A machine's outcome of one criterion, set aside by a person until a day.
struct Override {
  std::string site_id;
  std::string indicator_id;
  std::string criterion_id;
  std::optional<double> index;  // [0, 1]; nothing: not applicable
  std::string author;
  std::string reason;
  std::string evidence_url;
  std::string set_at;      // YYYY-MM-DD
  std::string expires;     // YYYY-MM-DD, the last day it counts
  bool is_lapsed = false;  // the as-of date is later: the machine's value counts again

  friend bool operator==(const Override&, const Override&) = default;
};

/// How the people who scored one criterion stand to one another. Written to files: never rename.
enum class Agreement { none, single, agreed, disputed, adjudicated };
[[nodiscard]] std::string_view to_text(Agreement agreement);

/// All that people said of one site.
struct SiteJudgements {
  std::vector<ManualRating> ratings;
  std::vector<Decision> decisions;
  std::vector<Override> overrides;
};

/// By site id.
using Judgements = std::map<std::string, SiteJudgements, std::less<>>;

}  // namespace gweval
