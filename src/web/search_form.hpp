#pragma once
// The search a site offers by a form of its own, and the address that asks it (HTML Living
// Standard, form submission: GET or POST with application/x-www-form-urlencoded).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/page_facts.hpp"

namespace gweval {

/// The field that takes the words: one visible text field called like one, or of a form that is
/// addressed like a search. Null for logins, letters and filters, which are no search.
[[nodiscard]] const FormField* search_field(const Form& form);

/// The first search form of a page; null if it has none.
[[nodiscard]] const Form* find_search_form(const std::vector<Form>& forms);

/// Whether a posted form does nothing but search. Stricter than search_field(), since a post may
/// change something: one text and what is chosen or hidden, no word of letters, logins, votes or
/// subscriptions, and no page state of a framework that runs the whole page by one form.
[[nodiscard]] bool may_be_posted(const Form& form);

/// Canonical address that asks for the words, in the form's charset, with its hidden fields; of a
/// posted form as posted_url() writes it. Nothing for a form that may not be posted or leads to no
/// http address.
[[nodiscard]] std::optional<std::string> search_url(const Form& form, std::string_view words);

/// The bytes an address asks for, given the form's field; nothing if it does not.
[[nodiscard]] std::optional<std::string> searched_words(std::string_view url,
                                                        std::string_view field_name);

/// Whether an address asks for the words by the form's field, in its charset or in UTF-8: pages of
/// one site may show the same form in either.
[[nodiscard]] bool asks_for(std::string_view url, const Form& form, std::string_view words);

}  // namespace gweval
