#pragma once
// The store of ratings: a folder of numbered batches, each written once and never changed. Every
// batch names the digests of the one before it and of the sheets its entries came in, and head.json
// that of the newest, so a file that was altered, removed or slipped in is seen
// (docs/hand-scoring.md). What counts now follows from all of them, in order.

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/judgement.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "handscore/plan.hpp"

namespace gweval {

struct StoredRating {
  ManualRating rating;  // scored_at is the date of `at`
  std::string unit;
  std::string grade;              // as chosen; empty for a free index or n/a
  std::optional<double> minutes;  // it took
  std::string at;                 // when it was imported, ISO 8601
  std::string source;             // "sha256:<hex>" of the sheet it came in, kept in sheets/
};

/// An answer of a script-driven function that a rater put down (docs/hand-scoring.md, test plans).
struct StoredAnswer {
  std::string site;
  std::string plan;      // id of the test plan
  std::string question;  // id in the plan
  std::string rater;
  std::string verdict;  // pass, fail or na
  std::string answer;
  std::optional<double> seconds;
  std::string screenshot;  // "sha256:<hex>" of a file kept in answers/; may be empty
  std::string asked_at;
  std::string note;

  friend bool operator==(const StoredAnswer&, const StoredAnswer&) = default;
};

/// A sheet of questions that was given to a rater: what its rows are checked against.
struct QuestionSheet {
  std::string round;
  std::string plan;         // id of the test plan
  std::string plan_digest;  // plan_digest() of it at the time
  std::string rater;
  std::vector<std::pair<std::string, std::string>> sites;  // id, name
};

struct Withdrawal {
  std::string site, indicator, criterion;  // of the override that no longer counts
  std::string author, reason, at;
};

/// What one import adds; exactly one of the lists is filled.
struct Batch {
  std::string at;      // ISO 8601
  std::string source;  // digest of the sheet decisions came in; empty if they were typed
  std::optional<Plan> plan;
  std::vector<StoredRating> ratings;
  std::vector<Decision> decisions;
  std::vector<Override> overrides;
  std::vector<Withdrawal> withdrawals;
  std::vector<StoredAnswer> answers;
  std::optional<QuestionSheet> questions;
};

struct RatingStore {
  std::vector<Batch> batches;  // in order
  std::string last_digest;     // of the last batch's file
  std::set<std::string> kept;  // "sha256:<hex>" of sheets and screenshots, verified

  [[nodiscard]] RatingsHead head() const;

  [[nodiscard]] const Plan* last_plan() const;
  /// The newest plan's entry of a unit; null if it was never planned.
  [[nodiscard]] const PlanUnit* find_unit(std::string_view id, const Plan** plan = nullptr) const;
  /// Every rater's newest rating of every criterion, in the order they first came.
  [[nodiscard]] std::vector<StoredRating> ratings() const;
  [[nodiscard]] std::vector<Decision> decisions() const;
  /// Without those withdrawn since.
  [[nodiscard]] std::vector<Override> overrides() const;
  /// The newest of every rater and question, in the order they first came.
  [[nodiscard]] std::vector<StoredAnswer> answers() const;
  /// Every name that has scored, asked, or been given something.
  [[nodiscard]] std::set<std::string> raters() const;
  /// How a name that looks like `name` is spelled here; empty if none does, or alike.
  [[nodiscard]] std::string other_spelling(const std::string& name) const;
};

/// An absent folder is an empty store. All batches, sheets and screenshots are verified:
/// ErrorCode::invalid_input, naming the file, if one is damaged, missing or not the one it was.
[[nodiscard]] Result<RatingStore> load_rating_store(const std::filesystem::path& folder);

/// Adds a batch after the last one of `store`, and takes it up there. ErrorCode::invalid_input if
/// another process has added one meanwhile.
[[nodiscard]] Result<void> append_batch(const std::filesystem::path& folder, RatingStore& store,
                                        Batch batch);

/// "sha256:<hex>" of bytes.
[[nodiscard]] std::string digest_text(std::string_view bytes);

/// "sha256:" and 64 hex digits.
[[nodiscard]] bool is_digest(std::string_view text);

/// Keeps bytes below `folder`/`kind` under their digest; "sha256:<hex>".
[[nodiscard]] Result<std::string> keep_file(const std::filesystem::path& folder,
                                            const std::string& kind, std::string_view bytes,
                                            const std::string& extension);

}  // namespace gweval
