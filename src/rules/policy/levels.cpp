#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.hpp"
#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kLevels = 4;
constexpr std::size_t kLongestName = 90;  // bytes
constexpr std::array<std::string_view, kLevels> kLevelNames = {"上级", "本级政府", "部门",
                                                               "下级政府"};

/// What stands behind "发文机关：" up to the next blank.
std::string_view labelled_publisher(std::string_view text) {
  for (const std::string_view label :
       {"发文机关", "制定机关", "发布机构", "发文单位", "发布单位", "制发机关"}) {
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos) continue;
    std::string_view rest = text.substr(at + label.size());
    for (const std::string_view mark : {"】", "]", "：", ":", " "}) {
      while (rest.starts_with(mark)) rest.remove_prefix(mark.size());
    }
    const std::string_view name = rest.substr(0, rest.find(' '));
    if (!name.empty() && name.size() <= kLongestName) return name;
  }
  return {};
}

/// "某市人民政府办公室关于印发…的通知" names it, too.
std::string_view titled_publisher(std::string_view title) {
  const std::size_t at = title.find("关于");
  return at == std::string_view::npos || at > kLongestName ? std::string_view()
                                                           : title.substr(0, at);
}

/// The government a name speaks of, up to its 人民政府; empty for other bodies.
std::string government_of(std::string_view name) {
  constexpr std::string_view kWord = "人民政府";
  const std::size_t at = name.find(kWord);
  return at == std::string_view::npos ? std::string() : normal_name(name.substr(0, at));
}

bool is_central(std::string_view name) {
  return !first_contained(name, {"国务院", "中共中央", "中央办公厅", "全国人大"}).empty();
}

bool is_body(std::string_view name) {
  for (const std::string_view ending :
       {"局", "委员会", "委", "厅", "部", "办公室", "中心", "支队"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

std::string_view publisher_of(const PageFacts& page) {
  const std::string_view labelled = labelled_publisher(page.text);
  if (!labelled.empty()) return labelled;
  const std::string_view titled = titled_publisher(page.title);
  if (!titled.empty() && (is_body(titled) || contains(titled, "政府") || is_central(titled)))
    return titled;
  return page.content_source.value;
}

/// The government most documents come from is the site's own.
std::string own_government(const std::vector<std::string_view>& publishers) {
  std::map<std::string, std::size_t> counts;
  for (const std::string_view name : publishers) {
    const std::string government = government_of(name);
    if (!government.empty()) ++counts[government];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

std::optional<std::size_t> level_of(std::string_view name, const std::string& own) {
  const std::string government = government_of(name);
  if (is_central(name)) return 0;
  if (government.empty()) return is_body(name) ? std::optional<std::size_t>(2) : std::nullopt;
  if (government == own) return 1;
  const bool is_above = government.ends_with("省") || government.ends_with("自治区") ||
                        (own.starts_with(government) && !government.empty());
  return is_above ? 0 : 3;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto urls = document_urls(evidence, DocumentSource::columns_first);
  std::vector<std::string_view> publishers;
  std::string_view where = evidence.site().start_url;
  for (const PageFacts* page : evidence.pages()) {
    if (!urls.contains(page->url) && !urls.contains(page->final_url)) continue;
    const std::string_view name = publisher_of(*page);
    if (!name.empty()) publishers.push_back(name);
  }
  for (const auto& columns : {document_columns(evidence), library_columns(evidence)}) {
    if (!columns.empty()) where = columns.front()->url;
  }
  if (publishers.size() < static_cast<std::size_t>(params.integer("enough")))
    return cannot_tell(
        {"写明发文机关的政策文件读到得太少，不足以判断覆盖的层级",
         "too few documents that name their publisher were read to tell the levels"});
  const std::string own = own_government(publishers);
  std::array<bool, kLevels> seen{};
  for (const std::string_view name : publishers) {
    if (const auto level = level_of(name, own)) seen[*level] = true;
  }
  const auto count = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
  Observation result = observed(count >= 3   ? "wide"
                                : count == 2 ? "two"
                                : count == 1 ? "one"
                                             : "none",
                                static_cast<double>(count));
  if (!evidence.is_complete())
    result.interval = Interval{static_cast<double>(count), static_cast<double>(kLevels)};
  for (std::size_t i = 0; i < kLevels; ++i) {
    if (seen[i]) continue;
    result.findings.push_back(finding("missing", where, {{"level", std::string(kLevelNames[i])}}));
  }
  return result;
}

}  // namespace

Rule policy_levels() {
  RuleSchema schema;
  schema.id = "policy.levels";
  schema.title = {"文件库覆盖的层级", "Levels the policy library covers"};
  schema.source =
      "survey indicator 政策文件库 (documents of higher, own, lower levels and departments)";
  schema.unit = "levels";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("enough", 5, 1, 1000,
                    {"至少要有几份写明发文机关的文件，才判断层级",
                     "documents that name their publisher, below which nothing is said"})};
  schema.outcomes = {{"wide", {"三级以上", "three levels or more"}},
                     {"two", {"两级", "two levels"}},
                     {"one", {"一级", "one level"}},
                     {"none", {"看不出层级", "no level can be made out"}}};
  schema.messages = {
      {"missing",
       {"读到的政策文件里没有{level}的文件", "no document of this level was read: {level}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
