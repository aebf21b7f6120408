#include "base/utf8.hpp"
#include "gweval/fetch.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/site_facts.hpp"

namespace gweval {
namespace {

std::optional<std::string_view> find_named(
    const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> find_header(const HeaderList& headers, std::string_view name) {
  return find_named(headers, name);
}

bool is_unread(const Fetch& fetch) {
  switch (fetch.outcome) {
    case FetchOutcome::response:
      if (fetch.status == 404 || fetch.status == 410) return false;
      return fetch.status >= 400 || fetch.truncated;
    case FetchOutcome::redirect_loop:
      // A site that sets a cookie and asks again would let a browser in.
      return find_header(fetch.headers, "Set-Cookie").has_value();
    case FetchOutcome::too_many_redirects:
    case FetchOutcome::bad_redirect:
      return false;
    default:
      return true;
  }
}

PageReading reading_of(const SiteFacts& site) {
  // The probe has told that nothing is there for anybody; the page itself may be read over http.
  std::string no_https;
  if (site.https_probe && site.https_probe->outcome != FetchOutcome::response) {
    const std::string& probed = site.https_probe->url;
    no_https = probed.substr(0, probed.find('/', std::string_view("https://").size())) + "/";
  }
  PageReading out;
  for (const Fetch& fetch : site.fetches) {
    if (fetch.purpose != FetchPurpose::page) continue;
    ++out.pages;
    if (!is_unread(fetch) || (!no_https.empty() && fetch.url.starts_with(no_https))) continue;
    if (out.unread++ == 0) out.example = fetch.url;
  }
  return out;
}

std::optional<std::string_view> find_label(const PageFacts& page, std::string_view name) {
  return find_named(page.labels, name);
}

}  // namespace gweval
