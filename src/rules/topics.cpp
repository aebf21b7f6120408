#include "rules/topics.hpp"

#include <algorithm>
#include <stdexcept>

#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

/// Names of the disclosure area and of its part for 条例 art. 20.
const std::vector<std::string>& area_words() {
  static const std::vector<std::string> words = {"政府信息公开", "法定主动公开", "主动公开",
                                                 "政务公开",     "信息公开",     "公开目录"};
  return words;
}

const std::vector<std::string>& service_words() {
  static const std::vector<std::string> words = {"政务服务", "办事服务", "网上办事",
                                                 "在线服务", "在线办事", "便民服务",
                                                 "公共服务", "办事大厅", "服务大厅"};
  return words;
}

/// The home page's links and every page that names the area have been read.
bool is_area_observed(const EvidenceView& evidence, const std::vector<std::string>& words) {
  if (evidence.is_complete()) return true;
  if (!evidence.is_navigation_observed()) return false;
  bool has_area = false;
  for (const Column* column : evidence.columns().named(words)) {
    if (!column->is_internal || !column->in_navigation) continue;
    if (column->pages.empty()) return false;
    has_area = true;
  }
  return has_area;
}

std::string_view area_url(const EvidenceView& evidence, const std::vector<std::string>& words) {
  for (const Column* column : evidence.columns().named(words)) {
    if (column->is_internal) return column->url;
  }
  return evidence.home() != nullptr ? std::string_view(evidence.home()->final_url)
                                    : std::string_view(evidence.site().start_url);
}

}  // namespace

std::vector<ParamSpec> topic_params() {
  return {lexicon_param("lexicon",
                        {"主题及其栏目名称的词表", "topics and the names their columns bear"}),
          required_words_param("topics",
                               {"要查的主题，用词表中的标识", "ids of the topics to look for"})};
}

std::vector<const LexiconEntry*> wanted_entries(const Params& params) {
  const Lexicon& lexicon = params.lexicon("lexicon");
  std::vector<const LexiconEntry*> result;
  for (const std::string& id : params.list("topics")) {
    const auto entry = std::find_if(lexicon.entries.begin(), lexicon.entries.end(),
                                    [&](const LexiconEntry& each) { return each.id == id; });
    if (entry == lexicon.entries.end()) {
      throw std::invalid_argument("lexicon '" + lexicon.id + "' has no topic '" + id + "'");
    }
    result.push_back(&*entry);
  }
  return result;
}

std::vector<const LexiconEntry*> all_entries(const Lexicon& lexicon) {
  std::vector<const LexiconEntry*> result;
  for (const LexiconEntry& entry : lexicon.entries) result.push_back(&entry);
  return result;
}

std::vector<TopicColumns> columns_of_topics(const EvidenceView& evidence, const Params& params) {
  std::vector<TopicColumns> result;
  for (const LexiconEntry* entry : wanted_entries(params)) {
    result.push_back({entry, evidence.columns().named(entry->words)});
  }
  return result;
}

bool is_disclosure_area_observed(const EvidenceView& evidence) {
  return is_area_observed(evidence, area_words());
}

std::string_view disclosure_area_url(const EvidenceView& evidence) {
  return area_url(evidence, area_words());
}

bool is_service_area_observed(const EvidenceView& evidence) {
  return is_area_observed(evidence, service_words());
}

std::string_view service_area_url(const EvidenceView& evidence) {
  return area_url(evidence, service_words());
}

}  // namespace gweval::rules
