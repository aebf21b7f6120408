#include "support/loopback_reply.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>

namespace gweval::test {

namespace fs = std::filesystem;

namespace {

constexpr auto kContentTypes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".html", "text/html"},
    {".htm", "text/html"},
    {".shtml", "text/html"},
    {".jsp", "text/html"},
    {".asp", "text/html"},
    {".aspx", "text/html"},
    {".php", "text/html"},
    {".xhtml", "application/xhtml+xml"},
    {".css", "text/css"},
    {".js", "application/javascript"},
    {".json", "application/json"},
    {".xml", "application/xml"},
    {".rss", "application/rss+xml"},
    {".txt", "text/plain"},
    {".csv", "text/csv"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".pdf", "application/pdf"},
    {".ofd", "application/ofd"},
    {".doc", "application/msword"},
    {".xls", "application/vnd.ms-excel"},
    {".wps", "application/vnd.ms-works"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".zip", "application/zip"},
    {".gz", "application/gzip"},
    {".rar", "application/vnd.rar"},
    {".mp4", "video/mp4"},
    {".webm", "video/webm"},
    {".mp3", "audio/mpeg"},
    {".wav", "audio/wav"},
    {".woff2", "font/woff2"},
});

constexpr std::string_view kDefaultBody =
    "<!DOCTYPE "
    "html>\n<html><head><title>loopback</title></head><body><p>loopback</p></body></html>\n";

// In a rule's body, for pages that lead on without end.
constexpr std::string_view kQueryMark = "{query}";

std::optional<std::string> read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The file a path names inside the host's folder, symbolic links resolved; nothing when it leads
/// outside, is hidden, is the configuration, or does not exist.
std::optional<fs::path> inside(const HostConfig& host, std::string_view path) {
  if (path.find('\0') != std::string_view::npos || path.find('\\') != std::string_view::npos) {
    return std::nullopt;
  }
  const fs::path relative = fs::path(path.substr(1)).lexically_normal();
  for (const fs::path& part : relative) {
    const std::string name = part.string();
    if (name.starts_with('.') && name != ".") return std::nullopt;
  }
  if (relative == "server.yaml") return std::nullopt;
  std::error_code error;
  const fs::path file = fs::canonical(host.folder / relative, error);
  if (error) return std::nullopt;
  const auto ends = std::mismatch(host.folder.begin(), host.folder.end(), file.begin(), file.end());
  if (ends.first != host.folder.end()) return std::nullopt;
  return file;
}

std::string typed(const HostConfig& host, const PathRule* rule, std::string_view path) {
  if (rule != nullptr && rule->content_type) return *rule->content_type;
  std::string type(content_type_of(path));
  const std::string& charset = rule != nullptr && rule->charset ? *rule->charset : host.charset;
  const bool is_text = type.starts_with("text/") || type.find("xml") != std::string::npos ||
                       type == "application/javascript";
  if (is_text && !charset.empty()) type += "; charset=" + charset;
  return type;
}

void set_body(Reply& reply, std::string body, const std::string& type) {
  reply.body = std::move(body);
  if (!type.empty()) reply.headers.emplace_back("Content-Type", type);
}

void redirect_to(Reply& reply, int status, const std::string& location) {
  reply.status = status;
  reply.headers.emplace_back("Location", location);
  set_body(reply, "<html><body>moved</body></html>\n", "text/html");
}

void not_found(const HostConfig& host, Reply& reply) {
  reply.status = 404;
  const auto page = host.not_found.empty() ? std::nullopt : inside(host, host.not_found);
  const auto body = page ? read(*page) : std::nullopt;
  if (body) {
    set_body(reply, *body, typed(host, nullptr, host.not_found));
  } else {
    set_body(reply,
             "<html><head><title>404 Not Found</title></head><body>Not Found</body></html>\n",
             "text/html");
  }
}

/// The file, the index of a folder, a redirect to the folder, or 404.
void serve_file(const HostConfig& host, const Ask& ask, const PathRule* rule, Reply& reply) {
  auto file = inside(host, ask.path);
  if (file && fs::is_directory(*file)) {
    if (ask.path.back() != '/') {
      const std::string query = ask.query.empty() ? "" : "?" + ask.query;
      return redirect_to(reply, 301, percent_encoded(ask.path + "/") + query);
    }
    file = inside(host, ask.path + host.index);
  } else if (file && ask.path.back() == '/') {
    file.reset();
  }
  auto body = file ? read(*file) : std::nullopt;
  if (!body || !fs::is_regular_file(*file)) return not_found(host, reply);
  set_body(reply, std::move(*body), typed(host, rule, file->filename().string()));
}

/// Which hop of a redirect chain the query names; 0 without.
int hop_of(std::string_view query) {
  int hop = 0;
  if (query.starts_with("hop=")) {
    std::from_chars(query.data() + 4, query.data() + query.size(), hop);
  }
  return hop;
}

bool needs_wire(const PathRule& rule) {
  return rule.fault != Fault::none || rule.drip_bytes > 0 || rule.truncate || rule.content_length ||
         rule.gzip_bomb_mib > 0 || rule.brotli_bomb_mib > 0 || rule.huge_header_kib > 0 ||
         (rule.content_type && rule.content_type->empty());
}

/// A rule whose `times` are over: nothing goes wrong any more.
PathRule without_faults(const PathRule& rule) {
  PathRule out;
  out.path = rule.path;
  out.prefix = rule.prefix;
  out.content_type = rule.content_type;
  out.charset = rule.charset;
  out.body = rule.body;
  return out;
}

void follow_rule(const HostConfig& host, const Ask& ask, const PathRule& rule, Reply& reply) {
  reply.delay = rule.delay;
  if (needs_wire(rule)) reply.wire = rule;
  const int hop = hop_of(ask.query);
  if (hop < rule.redirect_chain) {
    return redirect_to(reply, rule.status.value_or(302),
                       fmt::format("{}?hop={}", percent_encoded(ask.path), hop + 1));
  }
  if (rule.redirect) return redirect_to(reply, rule.status.value_or(302), *rule.redirect);
  if (rule.body) {
    std::string body = *rule.body;
    for (std::size_t mark = body.find(kQueryMark); mark != std::string::npos;
         mark = body.find(kQueryMark, mark + ask.query.size())) {
      body.replace(mark, kQueryMark.size(), ask.query);
    }
    set_body(reply, std::move(body), typed(host, &rule, "x.html"));
  } else if (inside(host, ask.path)) {
    serve_file(host, ask, &rule, reply);
  } else if (reply.wire || rule.status || rule.redirect_chain > 0 || !rule.prefix) {
    set_body(reply, std::string(kDefaultBody), typed(host, &rule, "x.html"));
  } else {
    not_found(host, reply);
  }
  if (rule.status) reply.status = *rule.status;
}

}  // namespace

std::string percent_encoded(std::string_view path) {
  static constexpr std::string_view kPlain = "/-._~!$&'()*+,;=:@";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alnum || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

std::string_view content_type_of(std::string_view path) {
  for (const auto& [extension, type] : kContentTypes) {
    if (path.ends_with(extension)) return type;
  }
  return "application/octet-stream";
}

Reply answer(const HostConfig& host, const Ask& ask) {
  Reply reply;
  const std::string target = percent_encoded(ask.path) + (ask.query.empty() ? "" : "?" + ask.query);
  const PathRule* rule = host.rule_for(ask.path);
  if (ask.path.empty() || ask.path.front() != '/') {
    not_found(host, reply);
  } else if (!ask.tls && host.http == PlainHttp::redirect) {
    redirect_to(reply, 301, "https://" + host.name + target);
  } else if (ask.method != "GET" && ask.method != "HEAD" &&
             !(ask.method == "POST" && rule != nullptr && rule->takes_posts)) {
    reply.status = 405;
    reply.headers.emplace_back("Allow", "GET, HEAD");
    set_body(reply, "only GET and HEAD are answered here\n", "text/plain");
  } else if (rule != nullptr) {
    const bool is_over = rule->times > 0 && ask.earlier >= rule->times;
    follow_rule(host, ask, is_over ? without_faults(*rule) : *rule, reply);
    if (is_over) rule = nullptr;
  } else {
    serve_file(host, ask, nullptr, reply);
  }
  reply.headers.insert(reply.headers.end(), host.headers.begin(), host.headers.end());
  if (rule != nullptr) {
    reply.headers.insert(reply.headers.end(), rule->headers.begin(), rule->headers.end());
  }
  return reply;
}

}  // namespace gweval::test
