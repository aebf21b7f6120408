#include <algorithm>
#include <unordered_set>

#include "base/utf8.hpp"
#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/search_answers.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kLongestLabel = 12;  // code points: longer links are results, not controls

/// "政策文件(12)" and "政策文件 12条" are the label 政策文件.
std::string label_of(std::string_view text) {
  std::string name = normal_name(text);
  const std::size_t count = name.find_first_of("0123456789(");
  if (count != std::string::npos && count > 0) name.resize(count);
  return name;
}

/// What an answer page shows beside its results: the text without the results' titles, and short
/// links and fields. What the home page shows as well is the site's frame, no part of the answer.
class AnswerFace {
 public:
  AnswerFace(const EvidenceView& evidence, const PageFacts& page) : text_(page.text) {
    const PageFacts* home = evidence.home();
    if (home != nullptr) frame_text_ = home->text;
    if (home != nullptr) {
      for (const Link& link : home->links) frame_.insert(label_of(link.text));
    }
    for (const ListItem& item : page.list_items) {
      const std::size_t at = item.title.empty() ? std::string::npos : text_.find(item.title);
      if (at != std::string::npos) text_.replace(at, item.title.size(), " ");
    }
    for (const Link& link : page.links) {
      const bool is_control = link.kind == LinkKind::anchor && !is_item(page, link.url) &&
                              count_code_points(link.text) <= kLongestLabel;
      if (is_control) add(label_of(link.text));
    }
    for (const Form& form : page.forms) {
      for (const FormField& field : form.fields) {
        if (field.type != "hidden") add(label_of(field.label));
      }
    }
  }

  /// A word of four characters or more may stand in the text; a shorter one must be a label.
  [[nodiscard]] bool shows(const LexiconEntry& kind) const {
    return std::any_of(kind.words.begin(), kind.words.end(), [&](const std::string& word) {
      if (std::find(labels_.begin(), labels_.end(), word) != labels_.end()) return true;
      const bool is_phrase = count_code_points(word) >= 4;
      return is_phrase && contains(text_, word) && !contains(frame_text_, word);
    });
  }

 private:
  static bool is_item(const PageFacts& page, std::string_view url) {
    return std::any_of(page.list_items.begin(), page.list_items.end(),
                       [&](const ListItem& item) { return item.url == url; });
  }
  void add(std::string label) {
    if (!label.empty() && !frame_.contains(label)) labels_.push_back(std::move(label));
  }

  std::string text_;
  std::string_view frame_text_;
  std::unordered_set<std::string> frame_;
  std::vector<std::string> labels_;
};

Observation check(const EvidenceView& evidence, const Params& params) {
  const SiteSearch search =
      site_search(evidence, all_entries(params.lexicon("queries")), params.text("nonsense"));
  if (search.unknown) return cannot_tell(*search.unknown);
  const auto kinds = all_entries(params.lexicon("classes"));
  std::vector<bool> shown(kinds.size(), false);
  std::string_view where = evidence.site().start_url;
  bool may_draw = false;
  for (const SearchAnswer& answer : search.answers) {
    if (!answer.is_clear) continue;
    const PageFacts& page = *evidence.find_answer(*answer.probe);
    where = answer.probe->url;
    may_draw = may_draw || !page.scripts.empty();
    const AnswerFace face(evidence, page);
    for (std::size_t i = 0; i < kinds.size(); ++i) shown[i] = shown[i] || face.shows(*kinds[i]);
  }
  const std::size_t count = count_shown(shown);
  if (count == 0 && may_draw)
    return cannot_tell({"结果页没有显示这些形态，但可能由脚本生成",
                        "the results show none of these, but a script may draw them"});
  const double value = share(count, kinds.size());
  Observation result = observed(half_outcome(value), value);
  if (may_draw && count < kinds.size()) result.interval = Interval{value, 1};
  if (!search.has_form) {
    result.findings.push_back(finding("no-search", where));
  } else if (count < kinds.size()) {
    result.findings.push_back(finding("missing", where, {{"kinds", missing_names(shown, kinds)}}));
  }
  return result;
}

ParamSpec nonsense_param() {
  ParamSpec spec;
  spec.id = "nonsense";
  spec.type = ParamType::text;
  spec.fallback = "曈朦龘靐";
  spec.about = {"没有网页会有的词，用来看结果是否随词而变",
                "a word no page has, to see whether results depend on the words"};
  return spec;
}

}  // namespace

Rule search_forms() {
  RuleSchema schema;
  schema.id = "search.forms";
  schema.title = {"搜索结果的形态", "What the search shows beside results"};
  schema.source =
      "survey indicators 智能输入 (hints, expansion, correction) and 智能输出 (grouping, cards); "
      "house rule for the words";
  schema.unit = "share";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.params = {
      lexicon_param("queries", {"要搜的词：每条的第一个词用来搜",
                                "words to search for: the first of each entry is asked"}),
      lexicon_param("classes",
                    {"各种形态在结果页上的用词", "what may be shown, and the words that show it"}),
      nonsense_param()};
  schema.outcomes = {{"all", {"都有", "everything"}},
                     {"most", {"半数以上", "half or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"都没有，或没有搜索", "nothing, or there is no search"}}};
  schema.messages = {{"missing", {"搜索结果页没有：{kinds}", "the results offer no {kinds}"}},
                     {"no-search", {"没有站内搜索", "the site has no search"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
