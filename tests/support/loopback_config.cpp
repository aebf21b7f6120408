#include "support/loopback_config.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace gweval::test {

namespace fs = std::filesystem;

namespace {

// Thrown and caught inside this file only, as yaml-cpp's own exceptions are.
struct Fail {
  YAML::Mark mark;
  std::string message;
};

[[noreturn]] void fail(const YAML::Node& node, std::string message) {
  throw Fail{node.Mark(), std::move(message)};
}

std::string text(const YAML::Node& node, const std::string& key) {
  if (!node.IsScalar()) fail(node, fmt::format("{} must be a text", key));
  return node.Scalar();
}

std::int64_t number(const YAML::Node& node, const std::string& key, std::int64_t low,
                    std::int64_t high) {
  std::int64_t value = 0;
  if (!node.IsScalar() || !YAML::convert<std::int64_t>::decode(node, value) || value < low ||
      value > high) {
    fail(node, fmt::format("{} must be a whole number from {} to {}", key, low, high));
  }
  return value;
}

bool truth(const YAML::Node& node, const std::string& key) {
  bool value = false;
  if (!node.IsScalar() || !YAML::convert<bool>::decode(node, value)) {
    fail(node, fmt::format("{} must be true or false", key));
  }
  return value;
}

template <class T>
T choice(const YAML::Node& node, const std::string& key,
         const std::vector<std::pair<std::string, T>>& choices) {
  const std::string value = text(node, key);
  std::string known;
  for (const auto& [name, result] : choices) {
    if (name == value) return result;
    known += (known.empty() ? "" : ", ") + name;
  }
  fail(node, fmt::format("{} must be one of {}", key, known));
}

std::string charset_text(const YAML::Node& node) {
  const std::string value = text(node, "charset");
  return value == "none" ? "" : value;
}

Headers read_headers(const YAML::Node& node) {
  if (!node.IsMap()) fail(node, "headers must be a map of names to values");
  Headers headers;
  for (const auto& entry : node) {
    headers.emplace_back(text(entry.first, "a header name"), text(entry.second, "a header value"));
  }
  return headers;
}

template <class T>
using Readers = std::map<std::string, void (*)(const YAML::Node&, T&)>;

/// Applies the reader of every key of a map; a key without reader is an error naming the known
/// ones.
template <class T>
void read_map(const YAML::Node& map, const Readers<T>& readers, T& target) {
  if (!map.IsMap()) fail(map, "a map is expected here");
  for (const auto& entry : map) {
    const std::string key = text(entry.first, "a key");
    const auto reader = readers.find(key);
    if (reader == readers.end()) {
      std::string known;
      for (const auto& [name, unused] : readers) known += (known.empty() ? "" : ", ") + name;
      fail(entry.first, fmt::format("unknown key \"{}\"; known are {}", key, known));
    }
    reader->second(entry.second, target);
  }
}

struct Drip {
  std::int64_t bytes = 1;
  std::int64_t every_ms = 10;
};

void read_drip(const YAML::Node& node, PathRule& rule) {
  static const Readers<Drip> kReaders = {
      {"bytes", [](const YAML::Node& n, Drip& d) { d.bytes = number(n, "bytes", 1, 1'000'000); }},
      {"every_ms",
       [](const YAML::Node& n, Drip& d) { d.every_ms = number(n, "every_ms", 1, 60'000); }},
  };
  Drip drip;
  read_map(node, kReaders, drip);
  rule.drip_bytes = drip.bytes;
  rule.drip_every = std::chrono::milliseconds(drip.every_ms);
}

const Readers<PathRule>& path_readers() {
  using Node = YAML::Node;
  static constexpr std::int64_t kGib = std::int64_t{1} << 30;
  static const Readers<PathRule> kReaders = {
      {"status", [](const Node& n,
                    PathRule& r) { r.status = static_cast<int>(number(n, "status", 200, 599)); }},
      {"redirect", [](const Node& n, PathRule& r) { r.redirect = text(n, "redirect"); }},
      {"redirect_chain",
       [](const Node& n, PathRule& r) {
         r.redirect_chain = static_cast<int>(number(n, "redirect_chain", 1, 1000));
       }},
      {"delay_ms",
       [](const Node& n, PathRule& r) {
         r.delay = std::chrono::milliseconds(number(n, "delay_ms", 0, 600'000));
       }},
      {"drip", read_drip},
      {"truncate", [](const Node& n, PathRule& r) { r.truncate = number(n, "truncate", 0, kGib); }},
      {"content_length",
       [](const Node& n, PathRule& r) {
         r.content_length =
             number(n, "content_length", 0, std::numeric_limits<std::int64_t>::max());
       }},
      {"fault",
       [](const Node& n, PathRule& r) {
         r.fault = choice<Fault>(n, "fault",
                                 {{"reset", Fault::reset},
                                  {"close", Fault::close},
                                  {"garbage", Fault::garbage},
                                  {"endless", Fault::endless},
                                  {"endless_head", Fault::endless_head},
                                  {"endless_interim", Fault::endless_interim},
                                  {"silent", Fault::silent},
                                  {"no_head", Fault::no_head},
                                  {"broken_chunks", Fault::broken_chunks}});
       }},
      {"gzip_bomb_mib",
       [](const Node& n, PathRule& r) { r.gzip_bomb_mib = number(n, "gzip_bomb_mib", 1, 10'240); }},
      {"brotli_bomb_mib",
       [](const Node& n, PathRule& r) {
         r.brotli_bomb_mib = number(n, "brotli_bomb_mib", 1, 1024);
       }},
      {"times",
       [](const Node& n, PathRule& r) { r.times = static_cast<int>(number(n, "times", 1, 1000)); }},
      {"huge_header_kib",
       [](const Node& n, PathRule& r) {
         r.huge_header_kib = number(n, "huge_header_kib", 1, 65'536);
       }},
      {"content_type",
       [](const Node& n, PathRule& r) {
         const std::string value = text(n, "content_type");
         r.content_type = value == "none" ? "" : value;
       }},
      {"charset", [](const Node& n, PathRule& r) { r.charset = charset_text(n); }},
      {"body", [](const Node& n, PathRule& r) { r.body = text(n, "body"); }},
      {"takes_posts",
       [](const Node& n, PathRule& r) { r.takes_posts = text(n, "takes_posts") == "true"; }},
      {"headers", [](const Node& n, PathRule& r) { r.headers = read_headers(n); }},
  };
  return kReaders;
}

void read_paths(const YAML::Node& node, HostConfig& host) {
  if (!node.IsMap()) fail(node, "paths must be a map of paths to what happens there");
  for (const auto& entry : node) {
    PathRule rule;
    rule.path = text(entry.first, "a path");
    if (rule.path.empty() || rule.path.front() != '/') fail(entry.first, "a path starts with /");
    rule.prefix = rule.path.back() == '*';
    if (rule.prefix) rule.path.pop_back();
    read_map(entry.second, path_readers(), rule);
    host.paths.push_back(std::move(rule));
  }
}

const Readers<HostConfig>& host_readers() {
  using Node = YAML::Node;
  static const Readers<HostConfig> kReaders = {
      {"https", [](const Node& n, HostConfig& h) { h.https = truth(n, "https"); }},
      {"http",
       [](const Node& n, HostConfig& h) {
         h.http = choice<PlainHttp>(n, "http",
                                    {{"serve", PlainHttp::serve},
                                     {"redirect", PlainHttp::redirect},
                                     {"off", PlainHttp::off}});
       }},
      {"certificate",
       [](const Node& n, HostConfig& h) {
         h.certificate = choice<CertificateKind>(n, "certificate",
                                                 {{"valid", CertificateKind::valid},
                                                  {"expired", CertificateKind::expired},
                                                  {"other_name", CertificateKind::other_name},
                                                  {"self_signed", CertificateKind::self_signed}});
       }},
      {"compress", [](const Node& n, HostConfig& h) { h.compress = truth(n, "compress"); }},
      {"index", [](const Node& n, HostConfig& h) { h.index = text(n, "index"); }},
      {"charset", [](const Node& n, HostConfig& h) { h.charset = charset_text(n); }},
      {"not_found", [](const Node& n, HostConfig& h) { h.not_found = text(n, "not_found"); }},
      {"headers", [](const Node& n, HostConfig& h) { h.headers = read_headers(n); }},
      {"paths", read_paths},
  };
  return kReaders;
}

Error at(const fs::path& file, const YAML::Mark& mark, const std::string& message) {
  const std::string where =
      mark.is_null() ? file.string()
                     : fmt::format("{}:{}:{}", file.string(), mark.line + 1, mark.column + 1);
  return Error{ErrorCode::invalid_input, message, where};
}

}  // namespace

const PathRule* HostConfig::rule_for(const std::string& path) const {
  const PathRule* best = nullptr;
  for (const PathRule& rule : paths) {
    if (!rule.prefix && rule.path == path) return &rule;
    if (rule.prefix && path.starts_with(rule.path) &&
        (best == nullptr || rule.path.size() > best->path.size())) {
      best = &rule;
    }
  }
  return best;
}

Result<HostConfig> load_host(const std::string& name, const fs::path& folder) {
  HostConfig host;
  host.name = name;
  std::transform(host.name.begin(), host.name.end(), host.name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::error_code error;
  host.folder = fs::canonical(folder, error);
  if (error || !fs::is_directory(host.folder)) {
    return Error{ErrorCode::not_found, "no such folder; give one that holds the pages of a host",
                 folder.string()};
  }
  const fs::path file = folder / "server.yaml";
  if (!fs::exists(file)) return host;
  try {
    const YAML::Node root = YAML::LoadFile(file.string());
    if (!root.IsNull()) read_map(root, host_readers(), host);
  } catch (const Fail& problem) {
    return at(file, problem.mark, problem.message);
  } catch (const YAML::Exception& problem) {
    return at(file, problem.mark, problem.msg);
  }
  if (host.http == PlainHttp::redirect && !host.https) {
    return Error{ErrorCode::invalid_input, "http: redirect needs https: true", file.string()};
  }
  return host;
}

Result<std::vector<HostConfig>> load_hosts(const fs::path& root) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(root, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && name.front() != '.' && name.find('.') != std::string::npos) {
      folders.push_back(entry.path());
    }
  }
  if (error) return Error{ErrorCode::not_found, "cannot list the folder", root.string()};
  if (folders.empty()) {
    return Error{ErrorCode::not_found, "no folder named like a host in here, e.g. www.city.example",
                 root.string()};
  }
  std::sort(folders.begin(), folders.end());
  std::vector<HostConfig> hosts;
  for (const fs::path& folder : folders) {
    GWEVAL_TRY(HostConfig host, load_host(folder.filename().string(), folder));
    hosts.push_back(std::move(host));
  }
  return hosts;
}

}  // namespace gweval::test
