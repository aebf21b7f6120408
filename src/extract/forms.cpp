#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/charset.hpp"
#include "base/utf8.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

constexpr std::string_view kAroundLabel[] = {" ",  "\t", "\n", "\r", "\u00a0", "\u3000", ":",
                                             "：", "*",  "＊", "(",  ")",      "（",     "）"};

/// Without the blanks, colons and stars that stand around the words of a label.
std::string_view label_words(std::string_view text) {
  bool goes_on = true;
  while (goes_on) {
    goes_on = false;
    for (const std::string_view mark : kAroundLabel) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        goes_on = true;
      } else if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        goes_on = true;
      }
    }
  }
  return text;
}

class FormReader {
 public:
  FormReader(const PageView& view, PageFacts& facts)
      : view_(view), document_(view.document()), facts_(facts) {}

  void run() {
    collect_labels();
    HtmlNodeId form_end = 0;
    for (HtmlNodeId id = 0; id < document_.size(); ++id) {
      const HtmlTag tag = document_[id].tag;
      if (id >= form_end) current_ = nullptr;
      if (tag == HtmlTag::text) {
        remember_text(id);
      } else if (tag == HtmlTag::form) {
        begin_form(id);
        form_end = document_[id].end;
      } else if (tag == HtmlTag::input || tag == HtmlTag::select || tag == HtmlTag::textarea ||
                 tag == HtmlTag::button) {
        add_field(id, tag);
      }
    }
    if (!loose_.fields.empty() && facts_.forms.size() < kMaxForms) {
      loose_.charset = facts_.charset.used;
      facts_.forms.push_back(std::move(loose_));
    }
  }

 private:
  // label for="…" and labels around their field.
  void collect_labels() {
    for (HtmlNodeId id = 0; id < document_.size(); ++id) {
      if (document_[id].tag != HtmlTag::label) continue;
      const std::string text = document_.folded_text(id, kMaxShortText);
      if (const auto target = document_.attribute(id, "for")) {
        label_of_.emplace(*target, text);
      }
      const HtmlNodeId end = std::min(document_[id].end, id + kReach);
      for (HtmlNodeId i = id + 1; i < end; ++i) {
        const HtmlTag tag = document_[i].tag;
        if (tag != HtmlTag::input && tag != HtmlTag::select && tag != HtmlTag::textarea) continue;
        label_around_.emplace(i, text);
      }
    }
  }

  /// The words a reader sees before a field; a star or a colon of its own is none.
  void remember_text(HtmlNodeId id) {
    const std::string_view words = label_words(document_[id].text);
    if (words.empty()) return;
    if (std::exchange(follows_choice_, false)) return;  // the choice's own words
    words_before_ = words;
    words_at_ = id;
  }

  void begin_form(HtmlNodeId id) {
    current_ = nullptr;
    words_before_ = {};
    if (facts_.forms.size() >= kMaxForms) {
      facts_.cut = true;
      return;
    }
    Form form;
    form.action = view_.resolve(document_.attribute(id, "action").value_or(std::string_view{}));
    const auto method = document_.attribute(id, "method");
    form.method = method && equals_ignoring_case(trim(*method), "post") ? "post" : "get";
    form.charset = charset_of(id);
    facts_.forms.push_back(std::move(form));
    current_ = &facts_.forms.back();
  }

  /// The first name of accept-charset that is one, else the page's.
  std::string charset_of(HtmlNodeId id) const {
    std::string_view names = document_.attribute(id, "accept-charset").value_or("");
    while (!names.empty()) {
      const std::size_t end = std::min(names.find_first_of(" ,;\t\n"), names.size());
      if (auto charset = canonical_charset(names.substr(0, end))) return *std::move(charset);
      names.remove_prefix(std::min(end + 1, names.size()));
    }
    return facts_.charset.used;
  }

  void add_field(HtmlNodeId id, HtmlTag tag) {
    FormField field;
    const auto value_of = [&](std::string_view name) {
      return document_.attribute(id, name).value_or(std::string_view{});
    };
    field.name = short_text(value_of("name").empty() ? value_of("id") : value_of("name"), 200);
    field.type = std::string(document_[id].text);
    if (tag == HtmlTag::input) {
      field.type = short_text(to_lower_ascii(trim(value_of("type"))), 40);
      if (field.type.empty()) field.type = "text";
    }
    field.label = label_text(id);
    if (field.label.empty() && current_ != nullptr && is_filled_in(field.type))
      field.label = text_before(id);
    words_before_ = {};
    follows_choice_ = field.type == "radio" || field.type == "checkbox";
    const bool is_button = tag == HtmlTag::button || field.type == "button" ||
                           field.type == "submit" || field.type == "image" || field.type == "reset";
    if (is_button && field.label.empty()) {
      field.label = tag == HtmlTag::button ? document_.folded_text(id, kMaxShortText)
                                           : short_text(value_of("value"));
    }
    if (field.type == "hidden" && field.label.empty())
      field.label = short_text(value_of("value"), 200);
    // A button outside any form is a script's business, not a form.
    if (current_ == nullptr && (is_button || field.type == "hidden")) return;
    Form& form = current_ != nullptr ? *current_ : loose_;
    if (form.fields.size() >= kMaxFields) {
      facts_.cut = true;
      return;
    }
    if (form.method.empty()) form.method = "get";
    form.fields.push_back(std::move(field));
  }

  std::string label_text(HtmlNodeId id) const {
    if (const auto own_id = document_.attribute(id, "id")) {
      const auto found = label_of_.find(*own_id);
      if (found != label_of_.end() && !found->second.empty()) return found->second;
    }
    const auto around = label_around_.find(id);
    if (around != label_around_.end() && !around->second.empty()) return around->second;
    for (const std::string_view name : {"aria-label", "placeholder", "title"}) {
      const auto value = document_.attribute(id, name);
      if (value && !trim(*value).empty()) return short_text(*value);
    }
    return {};
  }

  /// What follows its field in reading order is not looked for: choices, buttons.
  static bool is_filled_in(std::string_view type) {
    constexpr std::string_view kOthers[] = {"hidden", "radio", "checkbox", "button",
                                            "submit", "image", "reset"};
    return std::find(std::begin(kOthers), std::end(kOthers), type) == std::end(kOthers);
  }

  /// Many forms have no labels but plain words or a table's cell before each field.
  std::string text_before(HtmlNodeId id) const {
    if (words_before_.empty() || id - words_at_ > kWordsReach) return {};
    const std::string words = short_text(words_before_);
    return count_code_points(words) <= kLongestLabel ? words : std::string();
  }

  static constexpr HtmlNodeId kReach = 100;         // nodes of a label that may hold its field
  static constexpr HtmlNodeId kWordsReach = 12;     // nodes between words and their field
  static constexpr std::size_t kLongestLabel = 30;  // code points; more is a sentence

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
  Form* current_ = nullptr;
  std::string_view words_before_;  // since the form or the field before began
  HtmlNodeId words_at_ = 0;
  bool follows_choice_ = false;
  Form loose_;  // fields outside any form, as script-driven search boxes have them
  std::unordered_map<std::string_view, std::string> label_of_;
  std::unordered_map<HtmlNodeId, std::string> label_around_;
};

}  // namespace

void read_forms(const PageView& view, PageFacts& facts) {
  FormReader(view, facts).run();
}

}  // namespace gweval::extract
