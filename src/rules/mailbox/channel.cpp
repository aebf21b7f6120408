#include <algorithm>

#include "rules/letters.hpp"
#include "rules/observe.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kWriteWords = {"我要写信", "我要咨询", "我要投诉",
                                              "我要留言", "写信",     "在线提交",
                                              "我要提问", "我要建议", "发起咨询"};

bool takes_text(const PageFacts& page) {
  return std::any_of(page.forms.begin(), page.forms.end(), [](const Form& form) {
    return std::any_of(form.fields.begin(), form.fields.end(),
                       [](const FormField& field) { return field.type == "textarea"; });
  });
}

/// Pages of the channel, and those its write link leads to.
std::vector<const PageFacts*> channel_pages(const EvidenceView& evidence) {
  std::vector<const PageFacts*> pages = mailbox_pages(evidence);
  for (const Column* column : evidence.columns().named(kWriteWords)) {
    pages.insert(pages.end(), column->pages.begin(), column->pages.end());
  }
  return pages;
}

bool offers_mail_only(const std::vector<const PageFacts*>& pages) {
  return std::any_of(pages.begin(), pages.end(), [](const PageFacts* page) {
    return std::any_of(page->links.begin(), page->links.end(),
                       [](const Link& link) { return link.url.starts_with("mailto:"); });
  });
}

Observation check(const EvidenceView& evidence, const Params&) {
  const auto columns = mailbox_columns(evidence);
  const auto pages = channel_pages(evidence);
  if (std::any_of(pages.begin(), pages.end(),
                  [](const PageFacts* page) { return takes_text(*page); }))
    return observed("form");
  const std::vector<Letter>& letters = evidence.letters();
  if (columns.empty() && pages.empty() && letters.empty()) {
    if (is_mailbox_area_unread(evidence) || !evidence.is_navigation_observed())
      return cannot_tell(not_observed_reason({"信箱", "mailbox"}));
    Observation result = observed("absent");
    result.findings.push_back(finding("absent", evidence.site().start_url));
    return result;
  }
  const std::string_view url = !columns.empty()   ? std::string_view(columns.front()->url)
                               : !letters.empty() ? letters.front().url
                                                  : std::string_view(pages.front()->final_url);
  const std::string_view name = columns.empty() ? std::string_view() : columns.front()->name();
  if (!letters.empty()) {
    // Writing may need a login or another host; letters show that the channel is in use.
    Observation result = observed("letters");
    result.findings.push_back(finding("no-form", url, {}, name));
    return result;
  }
  if (pages.empty())
    return cannot_tell({"有信箱的链接，但未读取该页", "the mailbox was linked but not read"});
  if (!is_mailbox_area_unread(evidence) && offers_mail_only(pages)) {
    Observation result = observed("mail-only");
    result.findings.push_back(finding("mail-only", url, {}, name));
    return result;
  }
  return cannot_tell({"不运行脚本或不登录时，信箱既无表单也无来信",
                      "the mailbox shows neither a form nor letters without scripts or a login"});
}

}  // namespace

Rule mailbox_channel() {
  RuleSchema schema;
  schema.id = "mailbox.channel";
  schema.version = 3;
  schema.title = {"咨询投诉渠道", "Channel for questions and complaints"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 5 (1); petition and "
      "discipline-report channels do not count";
  schema.needs = {FactKind::pages};
  schema.outcomes = {
      {"form", {"可在线提交", "takes messages online"}},
      {"letters", {"有来信选登，未见提交表单", "publishes letters; no form was seen"}},
      {"mail-only", {"只有电子邮箱", "e-mail only"}},
      {"absent", {"没有", "none"}}};
  schema.messages = {
      {"no-form",
       {"有公开的来信，没有见到提交表单（可能需登录）",
        "letters are published, but no form was seen (a login may be needed)"}},
      {"mail-only",
       {"只提供电子邮箱，应能在线提交", "only an e-mail address is offered; a form is expected"}},
      {"absent",
       {"没有咨询投诉栏目（信访、举报不算）",
        "no column for questions or complaints (petitions and reports do not count)"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
