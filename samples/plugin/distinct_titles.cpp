// A plugin with one rule: how many of a site's pages have a title that no other page has. Compiled alone:
//   c++ -std=c++20 -shared -fPIC -I include samples/plugin/distinct_titles.cpp -o distinct_titles.so
// It needs nlohmann-json3-dev, and nothing of gweval but one header. docs/plugins.md explains every member.

#include <cstdlib>
#include <cstring>
#include <exception>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "gweval/plugin.h"

namespace {

using nlohmann::json;

constexpr const char* kDescription = R"json({"rules": [{
  "id": "sample.distinct-titles",
  "version": 1,
  "title": {"zh": "页面标题不重复", "en": "Pages have titles of their own"},
  "source": "WCAG 2.1, success criterion 2.4.2",
  "unit": "share",
  "needs": ["pages"],
  "params": [
    {"id": "least", "type": "number", "default": 0.9, "low": 0, "high": 1,
     "about": {"zh": "标题不重复的页面至少占多大比例", "en": "least share of pages with a title of their own"}}
  ],
  "outcomes": [
    {"id": "enough", "title": {"zh": "达到要求", "en": "enough"}},
    {"id": "too-few", "title": {"zh": "未达到要求", "en": "too few"}}
  ],
  "messages": [
    {"id": "shared", "text": {"zh": "{count} 个页面标题相同：{title}", "en": "{count} pages share a title: {title}"}}
  ]
}]})json";

json observe_titles(const json& params, const json& facts) {
  std::map<std::string, json> pages_by_title;  // sorted: the same facts give the same findings
  std::size_t pages = 0;
  for (const json& page : facts.at("pages")) {
    if (page.at("status") != 200 || page.at("page_kind") == "error") continue;
    ++pages;
    pages_by_title[page.at("document_title")].push_back(page.at("url"));
  }
  if (pages == 0) {
    return {{"state", "cannot_tell"},
            {"reason", {{"zh", "没有可用的页面"}, {"en", "there is no page to look at"}}}};
  }
  std::size_t distinct = 0;
  json findings = json::array();
  for (const auto& [title, urls] : pages_by_title) {
    if (urls.size() == 1) {
      ++distinct;
      continue;
    }
    findings.push_back({{"message", "shared"},
                        {"args", {{"count", std::to_string(urls.size())}, {"title", title}}},
                        {"url", urls.front()},
                        {"pointer", "title"},
                        {"quote", title}});
  }
  const double share = static_cast<double>(distinct) / static_cast<double>(pages);
  return {{"state", "observed"},
          {"outcome", share >= params.at("least").get<double>() ? "enough" : "too-few"},
          {"value", share},
          {"findings", findings}};
}

// Nothing may be thrown through a C interface; NULL says that there is no observation.
char* observe(const char*, const char* params, const char* facts, size_t facts_bytes) try {
  const json observation =
      observe_titles(json::parse(params), json::parse(facts, facts + facts_bytes));
  return strdup(observation.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
} catch (const std::exception&) {
  return nullptr;
}

void release(char* observation) {
  std::free(observation);  // strdup() took it from there
}

const GwevalPlugin kPlugin{GWEVAL_PLUGIN_INTERFACE, [] { return kDescription; }, observe, release};

}  // namespace

extern "C" const GwevalPlugin* gweval_plugin() {
  return &kPlugin;
}
