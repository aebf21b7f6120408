#include "web/html_tokens.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

}  // namespace

HtmlToken HtmlTokenizer::finish(HtmlToken token, std::size_t end) {
  token.source = html_.substr(at_, end - at_);
  at_ = end;
  return token;
}

HtmlToken HtmlTokenizer::next() {
  if (at_ >= html_.size()) return {};
  std::size_t from = at_;
  for (;;) {
    const std::size_t open = html_.find('<', from);
    if (open == kNone || open + 1 >= html_.size()) {
      HtmlToken text;
      text.kind = HtmlTokenKind::text;
      return finish(text, html_.size());
    }
    const char c = html_[open + 1];
    const bool is_end = c == '/';
    const bool is_markup = is_letter(c) || c == '!' || c == '?' || is_end;
    if (!is_markup) {
      from = open + 1;
      continue;
    }
    if (open > at_) {
      HtmlToken text;
      text.kind = HtmlTokenKind::text;
      return finish(text, open);
    }
    if (is_letter(c)) return take_tag(false);
    if (c == '!') return take_markup_declaration();
    if (is_end && open + 2 < html_.size() && is_letter(html_[open + 2])) return take_tag(true);
    if (is_end && open + 2 >= html_.size()) {  // "</" at the very end is text
      HtmlToken text;
      text.kind = HtmlTokenKind::text;
      return finish(text, html_.size());
    }
    return take_until(">", HtmlTokenKind::comment);
  }
}

HtmlToken HtmlTokenizer::take_until(std::string_view terminator, HtmlTokenKind kind) {
  HtmlToken token;
  token.kind = kind;
  const std::size_t found = html_.find(terminator, at_);
  return finish(token, found == kNone ? html_.size() : found + terminator.size());
}

HtmlToken HtmlTokenizer::take_markup_declaration() {
  const std::string_view rest = html_.substr(at_);
  if (rest.starts_with("<![CDATA[")) return take_until(">", HtmlTokenKind::cdata);
  if (!rest.starts_with("<!--")) return take_until(">", HtmlTokenKind::comment);
  HtmlToken token;
  token.kind = HtmlTokenKind::comment;
  if (rest.starts_with("<!-->")) return finish(token, at_ + 5);
  if (rest.starts_with("<!--->")) return finish(token, at_ + 6);
  std::size_t from = at_ + 4;
  for (;;) {
    const std::size_t dashes = html_.find("--", from);
    if (dashes == kNone) return finish(token, html_.size());
    std::size_t after = dashes + 2;
    if (after < html_.size() && html_[after] == '!') ++after;
    if (after < html_.size() && html_[after] == '>') return finish(token, after + 1);
    from = dashes + 1;
  }
}

HtmlToken HtmlTokenizer::take_tag(bool is_end) {
  HtmlToken token;
  token.kind = is_end ? HtmlTokenKind::end_tag : HtmlTokenKind::start_tag;
  const std::size_t begin = at_;
  const std::size_t name_begin = at_ + (is_end ? 2 : 1);
  std::size_t end = name_begin;
  while (end < html_.size() && !is_space(html_[end]) && html_[end] != '/' && html_[end] != '>') {
    ++end;
  }
  token.name = html_.substr(name_begin, end - name_begin);
  token.tag = find_html_tag(token.name);
  at_ = end;
  const bool is_complete = skip_attributes(token);
  const std::size_t tag_end = at_;
  at_ = begin;
  if (!is_complete) {  // the standard drops a tag that the file's end cuts
    token.kind = HtmlTokenKind::comment;
    return finish(token, html_.size());
  }
  return finish(token, tag_end);
}

// Leaves at_ after ">". States "before attribute name" to "self-closing start tag".
bool HtmlTokenizer::skip_attributes(HtmlToken& token) {
  const std::size_t begin = at_;
  while (at_ < html_.size()) {
    const char c = html_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '>') {
      token.attributes = html_.substr(begin, at_ - begin);
      ++at_;
      return true;
    } else if (c == '/') {
      ++at_;
      if (at_ < html_.size() && html_[at_] == '>') {
        token.is_self_closing = true;
        token.attributes = html_.substr(begin, at_ - 1 - begin);
        ++at_;
        return true;
      }
    } else {
      ++token.attribute_count;
      ++at_;  // a leading "=" belongs to the name
      while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '/' &&
             html_[at_] != '>' && html_[at_] != '=') {
        ++at_;
      }
      std::size_t equals = at_;
      while (equals < html_.size() && is_space(html_[equals])) ++equals;
      if (equals < html_.size() && html_[equals] == '=') {
        at_ = equals + 1;
        skip_attribute_value();
      }
    }
  }
  return false;
}

void HtmlTokenizer::skip_attribute_value() {
  while (at_ < html_.size() && is_space(html_[at_])) ++at_;
  if (at_ >= html_.size()) return;
  const char quote = html_[at_];
  if (quote == '"' || quote == '\'') {
    const std::size_t close = html_.find(quote, at_ + 1);
    at_ = close == kNone ? html_.size() : close + 1;
    return;
  }
  while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
}

std::string_view HtmlTokenizer::take_raw_text(std::string_view name) {
  const std::size_t begin = at_;
  std::size_t from = begin;
  for (;;) {
    const std::size_t open = html_.find("</", from);
    if (open == kNone) {
      at_ = html_.size();
      break;
    }
    const std::size_t after = open + 2 + name.size();
    if (after < html_.size() && equals_ignoring_case(html_.substr(open + 2, name.size()), name) &&
        (is_space(html_[after]) || html_[after] == '/' || html_[after] == '>')) {
      at_ = open;
      break;
    }
    from = open + 2;
  }
  return html_.substr(begin, at_ - begin);
}

bool take_attribute(std::string_view& attributes, std::string_view& name, std::string_view& value) {
  std::size_t at = 0;
  const auto size = attributes.size();
  const auto text = attributes;
  while (at < size && (is_space(text[at]) || text[at] == '/')) ++at;
  if (at >= size) return false;
  const std::size_t name_begin = at++;
  while (at < size && !is_space(text[at]) && text[at] != '/' && text[at] != '=') ++at;
  name = text.substr(name_begin, at - name_begin);
  value = {};
  std::size_t equals = at;
  while (equals < size && is_space(text[equals])) ++equals;
  if (equals < size && text[equals] == '=') {
    at = equals + 1;
    while (at < size && is_space(text[at])) ++at;
    if (at < size && (text[at] == '"' || text[at] == '\'')) {
      const std::size_t close = std::min(text.find(text[at], at + 1), size);
      value = text.substr(at + 1, close - at - 1);
      at = std::min(close + 1, size);
    } else {
      const std::size_t value_begin = at;
      while (at < size && !is_space(text[at])) ++at;
      value = text.substr(value_begin, at - value_begin);
    }
  }
  attributes.remove_prefix(at);
  return true;
}

}  // namespace gweval
