#pragma once
// What one host of the loopback server does: its folder and its server.yaml. The schema is
// documented in `gweval-serve --help` and checked strictly: an unknown key is an error, because a
// misspelt fault would silently test nothing.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gweval/result.hpp"

namespace gweval::test {

enum class Fault {
  none,
  reset,            // TCP reset instead of an answer
  close,            // connection closed without an answer
  garbage,          // bytes that are not HTTP
  endless,          // a body that does not end (capped at 1 GiB)
  endless_head,     // header lines that do not end
  endless_interim,  // interim responses that do not end
  silent,           // accepts, reads, and never answers
  no_head,          // a body without status line and headers (HTTP/0.9)
  broken_chunks,    // a chunked body whose second chunk has no length
};

enum class PlainHttp { serve, redirect, off };

enum class CertificateKind { valid, expired, other_name, self_signed };

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The answer to one path, or to every path below a prefix, where it is not simply the file.
struct PathRule {
  std::string path;     // decoded, starts with '/'; without the '*' of a prefix
  bool prefix = false;  // written with a final '*'
  std::optional<int> status;
  std::optional<std::string> redirect;  // value of Location, sent as written
  int redirect_chain = 0;               // hops to the same path before the answer
  std::chrono::milliseconds delay{0};
  std::int64_t drip_bytes = 0;  // 0: not dripped
  std::chrono::milliseconds drip_every{0};
  std::optional<std::int64_t> truncate;        // bytes of the body that are sent
  std::optional<std::int64_t> content_length;  // announced instead of the true length
  Fault fault = Fault::none;
  std::int64_t gzip_bomb_mib = 0;
  std::int64_t brotli_bomb_mib = 0;
  std::int64_t huge_header_kib = 0;
  int times = 0;  // 0: always; else what goes wrong here does so for the first requests only
  std::optional<std::string> content_type;  // empty: no Content-Type at all
  std::optional<std::string> charset;       // instead of the host's
  std::optional<std::string> body;          // instead of a file
  bool takes_posts = false;                 // POST is answered too, its body being the query
  Headers headers;
};

struct HostConfig {
  std::string name;              // lower case
  std::filesystem::path folder;  // document root
  bool https = false;
  PlainHttp http = PlainHttp::serve;
  CertificateKind certificate = CertificateKind::valid;
  bool compress = false;  // content coding on request of the client
  std::string index = "index.html";
  std::string charset;    // for text files; empty: none is sent
  std::string not_found;  // path of the page sent with 404; empty: a built-in line
  Headers headers;        // on every answer
  std::vector<PathRule> paths;

  /// The first exact rule for a path, else the longest prefix rule; null when there is none.
  [[nodiscard]] const PathRule* rule_for(const std::string& path) const;
};

/// Reads `folder`/server.yaml; without the file the defaults hold. Errors name file, line, column.
[[nodiscard]] Result<HostConfig> load_host(const std::string& name,
                                           const std::filesystem::path& folder);

/// One host for every sub-folder of `root` whose name has a dot and does not start with one;
/// sorted.
[[nodiscard]] Result<std::vector<HostConfig>> load_hosts(const std::filesystem::path& root);

}  // namespace gweval::test
