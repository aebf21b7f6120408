#include <array>
#include <map>
#include <optional>
#include <stdexcept>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

using Version = std::array<int, 3>;

/// "1.12.4" at `at`; at least two numbers.
std::optional<Version> version_at(std::string_view text, std::size_t at) {
  Version version{};
  std::size_t parts = 0;
  while (parts < version.size()) {
    std::size_t digits = 0;
    int number = 0;
    while (digits < 4 && at < text.size() && text[at] >= '0' && text[at] <= '9') {
      number = number * 10 + (text[at++] - '0');
      ++digits;
    }
    if (digits == 0) break;
    version[parts++] = number;
    if (at >= text.size() || text[at] != '.') break;
    ++at;
  }
  return parts >= 2 ? std::optional(version) : std::nullopt;
}

std::string to_string(const Version& version) {
  return std::to_string(version[0]) + "." + std::to_string(version[1]) + "." +
         std::to_string(version[2]);
}

struct Library {
  std::string name;
  Version safe_from{};
};

/// "jquery<3.5.0"; another spelling is the rubric's fault.
Library parse_library(const std::string& text) {
  const std::size_t mark = text.find('<');
  const auto version = mark == std::string::npos ? std::nullopt : version_at(text, mark + 1);
  if (!version || mark == 0)
    throw std::invalid_argument("library '" + text + "' is not written like jquery<3.5.0");
  return {to_lower_ascii(text.substr(0, mark)), *version};
}

/// The version in ".../jquery-1.12.4.min.js", "/jquery/1.12.4/jquery.min.js" or "jquery.js?v=1.8".
/// Plug-ins ("jquery.cookie-1.4.js") have versions of their own.
std::optional<Version> version_in(std::string_view url, std::string_view library) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 3);
  if (path == std::string_view::npos) return std::nullopt;
  const std::string text = to_lower_ascii(url.substr(path));
  for (std::size_t at = text.find(library); at != std::string::npos;
       at = text.find(library, at + 1)) {
    const bool is_start = at == 0 || text[at - 1] == '/' || text[at - 1] == '-';
    const std::size_t end = at + library.size();
    if (!is_start || end >= text.size()) continue;
    const bool is_joined = text[end] == '-' || text[end] == '/' || text[end] == '.' ||
                           text[end] == '@' || text[end] == '_';
    if (const auto version = version_at(text, is_joined ? end + 1 : end)) return version;
    for (const std::string_view tail : {".js?v=", ".min.js?v=", ".js?ver=", ".min.js?ver="}) {
      if (!std::string_view(text).substr(end).starts_with(tail)) continue;
      if (const auto version = version_at(text, end + tail.size())) return version;
    }
  }
  return std::nullopt;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  std::vector<Library> libraries;
  for (const std::string& each : params.list("libraries")) libraries.push_back(parse_library(each));
  struct Use {
    std::string_view name;
    Version version;
    Version safe_from;
    std::string_view url;
    const PageFacts* page;
  };
  std::map<std::string, Use> old;
  std::map<std::string_view, const PageFacts*> scripts;
  for (const PageFacts* page : evidence.pages()) {
    for (const std::string& url : page->scripts) scripts.try_emplace(url, page);
  }
  bool has_version = false;
  for (const auto& [url, page] : scripts) {
    for (const Library& library : libraries) {
      const auto version = version_in(url, library.name);
      if (!version) continue;
      has_version = true;
      if (*version < library.safe_from) {
        old.try_emplace(library.name + to_string(*version),
                        Use{library.name, *version, library.safe_from, url, page});
      }
    }
  }
  if (!scripts.empty() && !has_version)
    return cannot_tell({"脚本地址没有显示已知脚本库的版本",
                        "no script's address shows the version of a known library"});
  Observation result = observed(old.empty()       ? "none"
                                : old.size() == 1 ? "one"
                                                  : "several",
                                static_cast<double>(old.size()));
  for (const auto& [key, use] : old) {
    result.findings.push_back(finding("outdated", use.page->final_url,
                                      {{"library", std::string(use.name)},
                                       {"version", to_string(use.version)},
                                       {"safe", to_string(use.safe_from)}},
                                      "script", use.url));
  }
  return within_sample(evidence, std::move(result), "several");
}

}  // namespace

Rule security_libraries() {
  RuleSchema schema;
  schema.id = "security.libraries";
  schema.title = {"脚本库版本", "Versions of script libraries"};
  schema.source =
      "survey indicator 安全防护 (known weaknesses); published advisories CVE-2020-11022 (jQuery), "
      "CVE-2019-8331 (Bootstrap)";
  schema.unit = "libraries";
  schema.needs = {FactKind::pages};
  schema.params = {words_param("libraries", {"jquery<3.5.0", "bootstrap<3.4.1"},
                               {"脚本库和最低安全版本", "libraries and the least safe version"})};
  schema.outcomes = {{"none", {"没有过时的", "none outdated"}},
                     {"one", {"一个过时", "one outdated"}},
                     {"several", {"几个过时", "several outdated"}}};
  schema.messages = {
      {"outdated",
       {"页面使用 {library} {version}，已知有弱点，应不低于 {safe}",
        "the page uses {library} {version}, which has known weaknesses; {safe} or later is "
        "expected"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
