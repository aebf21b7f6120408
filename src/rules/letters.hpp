#pragma once
// Letters a site publishes with their answers.

#include <optional>
#include <string_view>
#include <vector>

#include "gweval/page_facts.hpp"
#include "gweval/text.hpp"
#include "rules/letter_text.hpp"
#include "rules/site_columns.hpp"

namespace gweval {
class EvidenceView;
}

namespace gweval::rules {

struct Letter {
  std::string_view title;
  std::string_view url;  // of the letter, else of the list
  std::optional<Date> asked;
  std::optional<Date> answered;
  Answer answer = Answer::unknown;
  bool was_read = false;    // its text, not only a row of a list
  bool is_certain = false;  // more than a dated item says that it is a letter
};

/// Columns for consultation and complaints. Petition and discipline-report channels do not count
/// (2019 inspection indicators, veto item 5).
[[nodiscard]] std::vector<const Column*> mailbox_columns(const EvidenceView& evidence);

/// Pages of these columns, of those below them, and of platforms that are named like one.
[[nodiscard]] std::vector<const PageFacts*> mailbox_pages(const EvidenceView& evidence);

/// Each letter once. What its own page says goes before what the list says. Pages of letters count
/// wherever they are, those of petitions, surveys and interviews apart. Needs the pages and columns
/// of the view, which keeps them: EvidenceView::letters().
[[nodiscard]] std::vector<Letter> published_letters(const EvidenceView& evidence);

/// Why a site without letters may publish some all the same: a mailbox or the area it belongs to
/// was not read or may be filled by a script, or the crawl was cut. Nothing if all was seen.
[[nodiscard]] std::optional<LocalText> why_letters_unseen(const EvidenceView& evidence);

/// A mailbox, or the area one is looked for in, is named and was not read, or not what a script
/// puts there.
[[nodiscard]] bool is_mailbox_area_unread(const EvidenceView& evidence);

}  // namespace gweval::rules
