#include "rules/topics.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

/// Names of the disclosure area and of its part for 条例 art. 20.
const std::vector<std::string>& area_words() {
  static const std::vector<std::string> words = {"政府信息公开", "法定主动公开", "主动公开",
                                                 "政务公开",     "信息公开",     "公开目录"};
  return words;
}

const std::vector<std::string>& service_words() {
  static const std::vector<std::string> words = {"政务服务", "办事服务", "网上办事", "在线服务",
                                                 "在线办事", "便民服务", "公共服务", "办事大厅",
                                                 "服务大厅", "一网通办", "政务大厅", "网上大厅"};
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

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view host = url.substr(scheme + 3);
  return host.substr(0, host.find_first_of("/?#:"));
}

/// The state's platform, which every site links to, offers none of the site's own services.
bool is_national(std::string_view host) {
  return host == "www.gov.cn" || host.ends_with(".www.gov.cn");
}

/// Its front leads to all the country; what lies deeper may be the site's own services there.
bool is_front_of_national(std::string_view url) {
  const std::string_view host = host_of(url);
  const std::string_view rest = url.substr(url.find(host) + host.size());
  return is_national(host) && (rest.empty() || rest == "/");
}

/// The home page and what it links to: on other pages that is the site's frame.
std::unordered_set<std::string_view> frame_of(const EvidenceView& evidence) {
  std::unordered_set<std::string_view> frame;
  if (evidence.home() == nullptr) return frame;
  frame.insert({evidence.home()->url, evidence.home()->final_url});
  for (const Link& link : evidence.home()->links) frame.insert(link.url);
  return frame;
}

/// A link in the content of a page on services that leads to another host; what the home page links
/// to as well (filing marks, neighbours) is the site's frame.
bool leads_elsewhere(const PageFacts& page, const std::unordered_set<std::string_view>& frame) {
  return std::any_of(page.links.begin(), page.links.end(), [&](const Link& link) {
    return link.kind == LinkKind::anchor && !link.is_internal && !link.in_navigation &&
           link.url.starts_with("http") && !frame.contains(link.url) &&
           !is_front_of_national(link.url);
  });
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

bool may_be_filled_elsewhere(const EvidenceView& evidence, const PageFacts& page) {
  if (page.scripts.empty() && page.iframes.empty() && !says_loading(page.text)) return false;
  const std::unordered_set<std::string_view> frame = frame_of(evidence);
  return std::none_of(page.links.begin(), page.links.end(), [&](const Link& link) {
    return link.kind == LinkKind::anchor && !link.in_navigation && link.url.starts_with("http") &&
           link.url != page.final_url && !frame.contains(link.url);
  });
}

bool has_services_elsewhere(const EvidenceView& evidence) {
  for (const Column& column : evidence.columns().all()) {
    if (column.is_internal || !column.in_navigation) continue;
    const std::string_view host = host_of(column.url);
    // 政务服务 in the host's name: platforms of provinces and cities are called so.
    if (contains(host, "zwfw") && !is_front_of_national(column.url)) return true;
  }
  const std::unordered_set<std::string_view> frame = frame_of(evidence);
  for (const Column* top : evidence.columns().named(service_words())) {
    if (!top->in_navigation || is_front_of_national(top->url)) continue;
    if (top->pages.empty()) return true;
    for (const PageFacts* page : top->pages) {
      if (page == evidence.home()) continue;
      // What a document says is not read: it may be a guide.
      if (leads_elsewhere(*page, frame) || !page->attachments.empty()) return true;
      if (may_be_filled_elsewhere(evidence, *page)) return true;
    }
  }
  return false;
}

bool is_service_area_observed(const EvidenceView& evidence) {
  return is_area_observed(evidence, service_words()) && !has_services_elsewhere(evidence);
}

LocalText no_service_reason(const EvidenceView& evidence, const LocalText& what) {
  if (!evidence.is_complete() || !has_services_elsewhere(evidence))
    return not_observed_reason(what);
  return {"本站没有" + what.zh + "，服务入口通向没有读取的其他地方",
          "no " + what.en + " on this site, and its services lead to places that were not read"};
}

std::string_view service_area_url(const EvidenceView& evidence) {
  return area_url(evidence, service_words());
}

}  // namespace gweval::rules
