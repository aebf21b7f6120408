#pragma once
// A posted form as one address, so that stores keyed by address tell apart what was posted to the
// same one: the body follows the mark "__wb_method=POST" in the query, as the replay tools around
// WARC archives write it (pywb and warcio.js).

#include <optional>
#include <string>
#include <string_view>

namespace gweval {

struct PostedForm {
  std::string action;  // the address that is asked
  std::string body;    // application/x-www-form-urlencoded
};

/// Name of the mark. No form with a field of this name is one that can be posted so.
inline constexpr std::string_view kPostMark = "__wb_method";

/// Not canonical yet; `action` may have a query of its own.
[[nodiscard]] std::string posted_url(std::string_view action, std::string_view body);

/// Undoes it; nothing for an address without the mark.
[[nodiscard]] std::optional<PostedForm> posted_form_of(std::string_view url);

}  // namespace gweval
