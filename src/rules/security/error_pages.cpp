#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

/// What servers and frameworks print when they fail, and no page of an office says.
std::string_view leak_in(const PageFacts& page) {
  return first_contained(
      page.text,
      {"java.lang.", "java.sql.", "at org.apache.", "at org.springframework.",
       "Whitelabel Error Page", "javax.servlet.ServletException", "System.NullReferenceException",
       "System.Data.SqlClient", "Microsoft OLE DB Provider", "[SQLSTATE",
       "You have an error in your SQL syntax", "ORA-00", "Warning: mysql_", "Fatal error: Uncaught",
       "Traceback (most recent call last)", "ThinkPHP", "Server Error in '/' Application",
       "Stack Trace:"});
}

/// Apache, nginx, Tomcat and IIS, by the words they write themselves.
bool is_directory_listing(const PageFacts& page) {
  if (page.status < 200 || page.status >= 300) return false;
  const std::string_view title = page.document_title;
  if (title.starts_with("Index of /") || title.starts_with("Directory Listing For")) return true;
  return contains(page.text, "[To Parent Directory]");
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t leaks = 0;
  std::unordered_set<std::string_view> seen;
  std::vector<Finding> findings;
  for (const PageFacts& page : evidence.site().pages) {
    if (!seen.insert(page.final_url).second) continue;
    const bool is_error = page.status >= 400 || page.kind == PageKind::error;
    if (is_directory_listing(page)) {
      ++leaks;
      findings.push_back(finding("listing", page.final_url, {}, "title", page.document_title));
      continue;
    }
    if (!is_error && page.kind != PageKind::other) continue;  // an article may speak of ThinkPHP
    if (const std::string_view leak = leak_in(page); !leak.empty()) {
      ++leaks;
      findings.push_back(finding("inside", page.final_url, {}, "", leak));
    }
  }
  Observation result = observed(leaks == 0   ? "none"
                                : leaks == 1 ? "one"
                                             : "several",
                                static_cast<double>(leaks));
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result), "several");
}

}  // namespace

Rule security_error_pages() {
  RuleSchema schema;
  schema.id = "security.error-pages";
  schema.title = {"目录列表和出错信息不外露", "No directory listings, no insides in error pages"};
  schema.source = "GB/T 22239-2019 (information leaks); OWASP WSTG-CONF-04, WSTG-ERRH-01";
  schema.unit = "pages";
  schema.needs = {FactKind::pages};
  schema.outcomes = {
      {"none", {"没有", "none"}}, {"one", {"一处", "one"}}, {"several", {"多处", "several"}}};
  schema.messages = {
      {"listing", {"服务器列出了目录里的文件", "the server lists the files of a folder"}},
      {"inside",
       {"页面露出程序内部的出错信息", "the page shows messages from inside the program"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules
