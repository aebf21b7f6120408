#include <algorithm>
#include <unordered_map>

#include "base/utf8.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

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
      if (tag == HtmlTag::form) {
        begin_form(id);
        form_end = document_[id].end;
      } else if (tag == HtmlTag::input || tag == HtmlTag::select || tag == HtmlTag::textarea ||
                 tag == HtmlTag::button) {
        add_field(id, tag);
      }
    }
    if (!loose_.fields.empty() && facts_.forms.size() < kMaxForms) {
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

  void begin_form(HtmlNodeId id) {
    current_ = nullptr;
    if (facts_.forms.size() >= kMaxForms) {
      facts_.cut = true;
      return;
    }
    Form form;
    form.action = view_.resolve(document_.attribute(id, "action").value_or(std::string_view{}));
    const auto method = document_.attribute(id, "method");
    form.method = method && equals_ignoring_case(trim(*method), "post") ? "post" : "get";
    facts_.forms.push_back(std::move(form));
    current_ = &facts_.forms.back();
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

  static constexpr HtmlNodeId kReach = 100;  // nodes of a label that may hold its field

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
  Form* current_ = nullptr;
  Form loose_;  // fields outside any form, as script-driven search boxes have them
  std::unordered_map<std::string_view, std::string> label_of_;
  std::unordered_map<HtmlNodeId, std::string> label_around_;
};

}  // namespace

void read_forms(const PageView& view, PageFacts& facts) {
  FormReader(view, facts).run();
}

}  // namespace gweval::extract
