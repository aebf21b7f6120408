#include "report/report_text.hpp"

namespace gweval {

std::string say(const Phrase& phrase, Language language,
                std::initializer_list<std::string_view> args) {
  std::string out;
  std::string_view rest = phrase.in(language);
  for (const std::string_view arg : args) {
    const std::size_t slot = rest.find("{}");
    if (slot == std::string_view::npos) break;
    out += rest.substr(0, slot);
    out += arg;
    rest.remove_prefix(slot + 2);
  }
  return out.append(rest);
}

Phrase state_phrase(NodeState state) {
  switch (state) {
    case NodeState::scored:
      return {"已评分", "scored"};
    case NodeState::pending:
      return {"待人工评分", "awaits a person"};
    case NodeState::error:
      return {"未能判定", "could not be told"};
    case NodeState::not_applicable:
      break;
  }
  return {"不适用", "not applicable"};
}

Phrase state_phrase(CriterionState state) {
  switch (state) {
    case CriterionState::observed:
      return {"已测", "measured"};
    case CriterionState::cannot_tell:
      return {"未能判定", "could not be told"};
    case CriterionState::not_applicable:
      return {"不适用", "not applicable"};
    case CriterionState::rule_error:
      return {"规则出错", "the rule failed"};
    case CriterionState::pending:
      return {"待人工评分", "awaits a person"};
    case CriterionState::rated:
      break;
  }
  return {"人工评分", "scored by hand"};
}

std::string unit_text(std::string_view unit, Language language) {
  struct Unit {
    std::string_view name;
    Phrase phrase;
  };
  static constexpr Unit kUnits[] = {{"days", {"天", "days"}},
                                    {"days left", {"天后到期", "days left"}},
                                    {"count", {"处", "in number"}},
                                    {"columns", {"个栏目", "columns"}},
                                    {"topics", {"个专题", "topics"}},
                                    {"forms", {"种形式", "forms"}},
                                    {"facets", {"个维度", "facets"}},
                                    {"pairs", {"对", "pairs"}},
                                    {"numbers", {"个号码", "numbers"}},
                                    {"pages", {"页", "pages"}},
                                    {"activities", {"次活动", "activities"}},
                                    {"data sets", {"个数据集", "data sets"}},
                                    {"documents", {"个文件", "documents"}},
                                    {"items", {"条", "items"}},
                                    {"items missing", {"条不足", "items missing"}},
                                    {"classes", {"类要素", "classes of elements"}},
                                    {"guides", {"个指南", "guides"}},
                                    {"links", {"个链接", "links"}},
                                    {"libraries", {"个脚本库", "libraries"}},
                                    {"matters", {"个事项", "matters"}},
                                    {"places", {"处", "places"}}};
  for (const Unit& known : kUnits) {
    if (known.name == unit) return say(known.phrase, language);
  }
  return std::string(unit);
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += separator;
    out += item;
  }
  return out;
}

}  // namespace gweval
