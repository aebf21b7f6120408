#include "crawl_fixture.hpp"

#include <algorithm>

#include "gweval/extract.hpp"

#include "support/catch.hpp"
#include "web/url.hpp"

namespace gweval::test {
namespace {

class MemoryStore final : public CaptureStore {
 public:
  explicit MemoryStore(std::shared_ptr<StoredSite> site) : site_(std::move(site)) {}

  [[nodiscard]] Result<std::optional<StoredFetch>> find(std::string_view url,
                                                        FetchPurpose purpose) const override {
    // The newest, as the evidence folder has it.
    for (auto next = site_->fetches.rbegin(); next != site_->fetches.rend(); ++next) {
      if (next->fetch.url != url || next->fetch.purpose != purpose) continue;
      StoredFetch found = *next;
      const auto place = static_cast<std::size_t>(site_->fetches.rend() - next) - 1;
      found.is_of_ended_run = place < site_->fetches_when_ended;
      return {found};
    }
    return {std::optional<StoredFetch>()};
  }
  [[nodiscard]] Result<std::string> read_body(std::string_view url,
                                              FetchPurpose purpose) const override {
    const Capture* capture = site_->capture(std::string(url), purpose);
    if (capture == nullptr || capture->exchanges.empty()) {
      return Error{ErrorCode::not_found, "no body", std::string(url)};
    }
    return capture->exchanges.back().body;
  }
  [[nodiscard]] Result<void> add(const Capture& capture,
                                 const std::optional<PageFacts>& page) override {
    if (site_->fetches.size() >= site_->adds_until_full) {
      return Error{ErrorCode::no_space, "the disk is full"};
    }
    site_->fetches.push_back({capture.fetch, page});
    site_->captures.push_back(capture);
    return {};
  }
  [[nodiscard]] Result<void> set_site_facts(const RobotsFacts& robots, const SitemapFacts& sitemap,
                                            std::optional<bool> has_ipv6) override {
    site_->robots = robots;
    site_->sitemap = sitemap;
    site_->has_ipv6 = has_ipv6;
    return {};
  }
  [[nodiscard]] Result<void> finish(const CrawlFacts& crawl) override {
    site_->crawl = crawl;
    if (crawl.limit_reached != "interrupted") site_->fetches_when_ended = site_->fetches.size();
    return {};
  }

 private:
  std::shared_ptr<StoredSite> site_;
};

// Links of href="…" only; enough to have somewhere to go.
std::optional<PageFacts> extract_links(const Capture& capture, bool /*is_start*/) {
  const Fetch& fetch = capture.fetch;
  if (capture.exchanges.empty() || fetch.media_type != "text/html") return std::nullopt;
  PageFacts page;
  page.url = fetch.url;
  page.final_url = fetch.final_url;
  const auto base = parse_url(fetch.final_url);
  const std::string& body = capture.exchanges.back().body;
  constexpr std::string_view kMark = "href=\"";
  for (std::size_t at = body.find(kMark); at != std::string::npos; at = body.find(kMark, at)) {
    at += kMark.size();
    const std::string reference = body.substr(at, body.find('"', at) - at);
    const auto url = resolve_url(*base, reference);
    if (!url) continue;
    Link link;
    link.url = to_text(*url);
    link.is_attachment = url->path.ends_with(".pdf") || url->path.ends_with(".zip");
    page.links.push_back(link);
  }
  return page;
}

}  // namespace

const Fetch* StoredSite::find(const std::string& url, FetchPurpose purpose) const {
  for (const StoredFetch& stored : fetches) {
    if (stored.fetch.url == url && stored.fetch.purpose == purpose) return &stored.fetch;
  }
  return nullptr;
}

const Capture* StoredSite::capture(const std::string& url, FetchPurpose purpose) const {
  for (const Capture& capture : captures) {
    if (capture.fetch.url == url && capture.fetch.purpose == purpose) return &capture;
  }
  return nullptr;
}

std::vector<std::string> StoredSite::order() const {
  std::vector<std::string> out;
  for (const StoredFetch& stored : fetches) {
    out.push_back(std::string(to_text(stored.fetch.purpose)) + " " + stored.fetch.url);
  }
  return out;
}

std::vector<std::string> StoredSite::urls(FetchPurpose purpose) const {
  std::vector<std::string> out;
  for (const StoredFetch& stored : fetches) {
    if (stored.fetch.purpose == purpose) out.push_back(stored.fetch.url);
  }
  return out;
}

CrawlFixture::CrawlFixture() {
  options.delay = std::chrono::milliseconds(0);
  options.allow_private = true;
  options.user_agent = "gweval/test";
  options.connections_per_host = 4;
  look_up = [](const std::string&, AddressKind) { return NameAnswer::unavailable; };
}

HostConfig& CrawlFixture::host(const std::string& name) {
  HostConfig& host = hosts_[name];
  host.name = name;
  host.folder = folder_.path();
  return host;
}

PathRule& CrawlFixture::path(const std::string& host_name, const std::string& path) {
  auto& paths = host(host_name).paths;
  const auto found = std::find_if(paths.begin(), paths.end(),
                                  [&path](const PathRule& rule) { return rule.path == path; });
  if (found != paths.end()) return *found;
  paths.emplace_back();
  paths.back().path = path;
  return paths.back();
}

PathRule& CrawlFixture::page(const std::string& host_name, const std::string& page_path,
                             const std::vector<std::string>& links) {
  PathRule& rule = path(host_name, page_path);
  std::string body = "<html><body>";
  for (const std::string& link : links) body += "<a href=\"" + link + "\">x</a>";
  rule.body = body + "</body></html>";
  rule.content_type = "text/html";
  return rule;
}

void CrawlFixture::robots(const std::string& host_name, const std::string& text) {
  PathRule& rule = path(host_name, "/robots.txt");
  rule.body = text;
  rule.content_type = "text/plain";
}

LoopbackServer& CrawlFixture::server() {
  if (server_ == nullptr) {
    LoopbackOptions loopback;
    for (const auto& [name, host] : hosts_) loopback.hosts.push_back(host);
    auto started = LoopbackServer::start(std::move(loopback));
    if (!started) FAIL(started.error().text());
    server_ = *std::move(started);
  }
  return *server_;
}

StoredSite& CrawlFixture::stored(const std::string& site_id) {
  const std::lock_guard lock(mutex_);
  auto& stored = stores_[site_id];
  if (stored == nullptr) stored = std::make_shared<StoredSite>();
  return *stored;
}

std::vector<CrawlOutcome> CrawlFixture::crawl(const std::vector<std::string>& names) {
  std::vector<Site> sites;
  for (const std::string& name : names) sites.push_back(site_at(name, "http://" + name + "/"));
  return crawl_sites(sites);
}

std::vector<CrawlOutcome> CrawlFixture::crawl_sites(const std::vector<Site>& sites) {
  CrawlParts parts;
  parts.open_store = [this](
                         const Site& site,
                         const CrawlPlanRecord& /*plan*/) -> Result<std::unique_ptr<CaptureStore>> {
    (void)stored(site.id);
    const std::lock_guard lock(mutex_);
    return std::unique_ptr<CaptureStore>(new MemoryStore(stores_.at(site.id)));
  };
  parts.extract = reads_facts ? extract_capture : extract_links;
  parts.look_up = look_up;
  options.connect_to = connects_to_server ? server().connect_to() : std::vector<std::string>();
  parts.allows_address = allows_address;
  options.connect_to.insert(options.connect_to.begin(), more_connect_to.begin(),
                            more_connect_to.end());
  auto outcomes = crawl_sites_with(parts, sites, options, progress, should_stop);
  if (!outcomes) FAIL(outcomes.error().text());
  return *std::move(outcomes);
}

std::vector<RequestRecord> CrawlFixture::requests_to(const std::string& host_name) {
  auto requests = server().requests();
  std::erase_if(requests,
                [&host_name](const RequestRecord& record) { return record.host != host_name; });
  return requests;
}

Site site_at(const std::string& id, const std::string& url) {
  Site site;
  site.id = id;
  site.name = id;
  site.url = url;
  return site;
}

}  // namespace gweval::test
