#pragma once
// Letters a site publishes with their answers.

#include <optional>
#include <string_view>
#include <vector>

#include "rules/evidence_view.hpp"

namespace gweval::rules {

enum class Answer { answered, unanswered, unknown };

struct Letter {
  std::string_view title;
  std::string_view url;  // of the letter, else of the list
  std::optional<Date> asked;
  std::optional<Date> answered;
  Answer answer = Answer::unknown;
};

/// Columns for consultation and complaints. Petition and discipline-report channels do not count
/// (2019 inspection indicators, veto item 5).
[[nodiscard]] std::vector<const Column*> mailbox_columns(const EvidenceView& evidence);

/// There is a mailbox, and none of its columns was read.
[[nodiscard]] bool is_mailbox_unread(const EvidenceView& evidence);

/// Each letter once. What its own page says goes before what the list says.
[[nodiscard]] std::vector<Letter> published_letters(const EvidenceView& evidence);

}  // namespace gweval::rules
