#pragma once
// Letters and answers as running text shows them: times behind their labels, states, contents.

#include <optional>
#include <string_view>
#include <vector>

#include "gweval/date.hpp"

namespace gweval::rules {

enum class Answer { answered, unanswered, unknown };

struct LetterText {
  std::optional<Date> asked;
  std::optional<Date> answered;
  Answer answer = Answer::unknown;
};

/// The letters a page's text shows one after the other, each with the labels pages of letters bear
/// (来信时间, 来信内容, 答复时间, 答复内容 …). Labels without a value, as in the head of a table or
/// in a form to fill in, show none.
[[nodiscard]] std::vector<LetterText> letters_in(std::string_view text);

/// The state a row of a list gives. In prose 未处理 may be what the writer complains of: there a
/// state must stand apart.
[[nodiscard]] Answer state_in(std::string_view row);

/// Words for the time of a letter and of its answer, without 时间 or 日期.
[[nodiscard]] bool names_asked_time(std::string_view label);
[[nodiscard]] bool names_answered_time(std::string_view label);

}  // namespace gweval::rules
