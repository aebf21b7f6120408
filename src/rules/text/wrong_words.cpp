#include <algorithm>
#include <unordered_set>

#include "rules/entries.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kContext = 24;  // bytes shown around the word

/// The word with a little text around it, cut between characters.
std::string context_of(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  std::size_t begin = at > kContext ? at - kContext : 0;
  std::size_t end = std::min(text.size(), at + word.size() + kContext);
  const auto is_inside = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  while (is_inside(begin)) ++begin;
  while (is_inside(end)) ++end;
  return std::string(text.substr(begin, end - begin));
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto words = all_entries(params.lexicon("words"));
  const WordFinder finder(words);
  std::vector<Finding> findings;
  std::unordered_set<std::string> seen;  // a list and its item's page hold one title
  const auto read = [&](const PageFacts& page, std::string_view text) {
    finder.each(text, [&](std::size_t index, std::string_view word) {
      const std::string quote = context_of(text, word);
      if (!seen.insert(quote).second) return;
      findings.push_back(finding("wrong", page.final_url,
                                 {{"wrong", std::string(word)}, {"right", words[index]->name}}, "",
                                 quote));
    });
  };
  for (const PageFacts* page : evidence.pages()) {
    if (page->text.empty()) {
      read(*page, page->title);
    } else {
      read(*page, page->text);
    }
    for (const ListItem& item : page->list_items) read(*page, item.title);
  }
  const std::size_t count = findings.size();
  Observation result = observed(count == 0   ? "none"
                                : count <= 2 ? "few"
                                             : "many",
                                static_cast<double>(count));
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result), "many");
}

}  // namespace

Rule text_wrong_words() {
  RuleSchema schema;
  schema.id = "text.wrong-words";
  schema.title = {"错别字", "Wrong characters"};
  schema.source = "survey indicator 日常运维 (严重错误); house rule: words that are never right";
  schema.unit = "places";
  schema.needs = {FactKind::pages};
  schema.params = {lexicon_param(
      "words", {"错误写法，名称是正确写法", "wrong spellings; the name is the right one"})};
  schema.outcomes = {{"none", {"未发现", "none found"}},
                     {"few", {"一到两处", "one or two"}},
                     {"many", {"三处以上", "three or more"}}};
  schema.messages = {{"wrong", {"“{wrong}”应为“{right}”", "{wrong} should read {right}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
