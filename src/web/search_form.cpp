#include "web/search_form.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/charset.hpp"
#include "base/utf8.hpp"
#include "web/percent_encoding.hpp"
#include "web/posted_url.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

bool is_text(const FormField& field) {
  return field.type == "text" || field.type == "search" || field.type.empty();
}

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return contains_any(text, std::span<const std::string_view>(words.begin(), words.size()));
}

bool is_named_for_words(const FormField& field) {
  constexpr std::array<std::string_view, 14> kNames = {
      "q",     "query", "keyword",    "keywords", "key",       "wd", "word",
      "words", "kw",    "searchword", "search",   "searchkey", "qt", "s"};
  const std::string name = to_lower_ascii(field.name);
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         contains_any(field.label, {"搜索", "关键词", "关键字", "检索", "请输入您要"});
}

bool is_addressed_as_search(const Form& form) {
  return contains_any(to_lower_ascii(form.action), {"search", "/so/", "/s?", "/s.", "query"});
}

// A choice or a button: nothing that is typed.
bool is_chosen(const FormField& field) {
  constexpr std::array<std::string_view, 7> kTypes = {"select", "radio", "checkbox", "submit",
                                                      "button", "image", "reset"};
  return std::find(kTypes.begin(), kTypes.end(), field.type) != kTypes.end();
}

// Of forms with one text field that are no search of the site: letters asked after by number,
// subscriptions, comments.
constexpr std::array<std::string_view, 11> kOtherPurposes = {
    "验证码", "密码", "编号", "手机", "电话", "邮箱", "信件", "姓名", "身份证", "留言", "评论"};
constexpr std::array<std::string_view, 9> kOtherActions = {
    "mail", "letter", "login", "comment", "vote", "subscri", "feedback", "message", "register"};

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
}

void append_pair(std::string& query, std::string_view charset, std::string_view name,
                 std::string_view value) {
  if (!query.empty()) query += '&';
  append_encoded(query, encode(name, charset));
  query += '=';
  append_encoded(query, encode(value, charset));
}

}  // namespace

const FormField* search_field(const Form& form) {
  const FormField* named = nullptr;
  const FormField* only = nullptr;
  std::size_t texts = 0;
  for (const FormField& field : form.fields) {
    if (field.type == "password" || field.type == "textarea" || field.type == "file")
      return nullptr;
    if (!is_text(field)) continue;
    ++texts;
    only = &field;
    const bool is_named = is_named_for_words(field) || field.type == "search";
    if (is_named && named == nullptr) named = &field;
  }
  if (named == nullptr && texts == 1 && is_addressed_as_search(form)) named = only;
  // A form that asks for several texts is a filter or a letter.
  return texts <= 2 && named != nullptr && !named->name.empty() ? named : nullptr;
}

const Form* find_search_form(const std::vector<Form>& forms) {
  const auto found = std::find_if(forms.begin(), forms.end(),
                                  [](const Form& form) { return search_field(form) != nullptr; });
  return found == forms.end() ? nullptr : &*found;
}

bool may_be_posted(const Form& form) {
  // Hidden values are cut at 200 bytes by extraction: a longer one would not be the form's own.
  constexpr std::size_t kLongestValue = 190;
  std::size_t texts = 0;
  bool says_search = is_addressed_as_search(form);
  for (const FormField& field : form.fields) {
    if (is_chosen(field)) continue;
    const std::string name = to_lower_ascii(field.name);
    if (field.type == "hidden") {
      const bool is_page_state = name.starts_with("__") || field.label.size() >= kLongestValue;
      if (is_page_state) return false;
      continue;
    }
    if (!is_text(field)) return false;  // email, tel, number, date …
    ++texts;
    if (contains_any(field.label, kOtherPurposes)) return false;
    says_search = says_search || field.type == "search" ||
                  contains_any(field.label, {"搜索", "检索", "关键词", "关键字"});
  }
  return texts == 1 && says_search && !contains_any(to_lower_ascii(form.action), kOtherActions);
}

std::optional<std::string> search_url(const Form& form, std::string_view words) {
  const FormField* field = search_field(form);
  auto url = parse_url(form.action);
  if (field == nullptr || !url || !is_http(*url)) return std::nullopt;
  const bool is_posted = form.method == "post";
  if (is_posted && !may_be_posted(form)) return std::nullopt;
  std::string query;
  for (const FormField& each : form.fields) {
    if (&each == field) {
      append_pair(query, form.charset, each.name, words);
    } else if (each.type == "hidden" && !each.name.empty()) {
      if (each.name == kPostMark) return std::nullopt;
      append_pair(query, form.charset, each.name, each.label);
    }
  }
  if (is_posted) return canonical_url(posted_url(to_text(*url), query));
  url->query = query;
  return canonical_url(to_text(*url));
}

std::optional<std::string> searched_words(std::string_view url, std::string_view field_name) {
  std::string encoded;
  append_encoded(encoded, field_name);
  const std::string wanted = normalise_percent(encoded, "") + "=";
  std::size_t at = url.find('?');
  while (at != std::string_view::npos) {
    const std::string_view rest = url.substr(at + 1);
    if (rest.starts_with(wanted)) {
      const std::string_view value = rest.substr(wanted.size());
      return percent_decode(value.substr(0, std::min(value.find('&'), value.size())));
    }
    at = url.find('&', at + 1);
  }
  return std::nullopt;
}

bool asks_for(std::string_view url, const Form& form, std::string_view words) {
  const FormField* field = search_field(form);
  if (field == nullptr) return false;
  const auto asked = searched_words(url, encode(field->name, form.charset));
  return asked && (*asked == words || *asked == encode(words, form.charset));
}

}  // namespace gweval
