// gweval-serve: serves folders of pages as web hosts on 127.0.0.1, for trying gweval without
// touching a real site. Ready when the ports are printed; ends on SIGINT, SIGTERM or --max-seconds.

#include <csignal>
#include <cstdio>
#include <ctime>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "support/loopback_server.hpp"

namespace {

namespace fs = std::filesystem;
using gweval::Error;
using gweval::ErrorCode;
using gweval::Result;
using gweval::test::HostConfig;
using gweval::test::LoopbackOptions;
using gweval::test::LoopbackServer;
using gweval::test::RequestRecord;
using Json = nlohmann::ordered_json;

constexpr const char* kDescription =
    "Serves folders of web pages as hosts on 127.0.0.1, so that gweval can crawl them as if they\n"
    "were on the network. Every sub-folder of ROOT whose name has a dot is a host.";

constexpr const char* kManual = R"(
Examples:
  gweval-serve samples/portals
      serves the sample portals until Ctrl-C, and prints the options gweval needs
  gweval-serve samples/portals --args-file args --ca-file ca.pem --max-seconds 600 &
      writes the same options one a line when ready; in bash:
      mapfile -t args < args && gweval crawl --allow-private "${args[@]}" samples/site-list.csv
  gweval-serve --host www.city.example=saved/pages --ready-file ready.json --log requests.jsonl
  curl --connect-to www.linshui.example:80:127.0.0.1:PORT http://www.linshui.example/

A host's server.yaml (optional, in the host's folder, never served):
  https: true              TLS as well (default false: port 443 refuses connections)
  http: redirect           serve (default), redirect to https, or off
  certificate: expired     valid (default), expired, other_name, self_signed
  compress: true           gzip or brotli when the client offers it (default false)
  index: index.htm         file served for a folder (default index.html)
  charset: utf-8           added to the Content-Type of text; "none" (default) adds nothing
  not_found: /404.html     page sent with status 404
  headers: {Server: nginx} added to every answer
  paths:                   exact paths, or prefixes ending in *; a path without a file gets a
    /gone.html: {status: 410}                                        small built-in page
    /moved.html: {redirect: /new.html, status: 301}
    /loop.html: {redirect: /loop.html}        a redirect loop
    /chain.html: {redirect_chain: 12}         12 redirects, then the page
    /slow.html: {delay_ms: 800}               the answer comes late
    /drip.html: {drip: {bytes: 10, every_ms: 50}}
    /cut.html: {truncate: 100}                full length announced, 100 bytes sent
    /wrong.html: {content_length: 10}         another length announced than sent
    /reset.html: {fault: reset}               reset, close, garbage (not HTTP), endless (body),
                     endless_head, silent (never answers), no_head (HTTP/0.9), broken_chunks
    /busy.html: {status: 503, times: 2}       the first two requests only
    /bomb.html: {gzip_bomb_mib: 200}          200 MiB of zeros, compressed
    /br.html: {brotli_bomb_mib: 200}          the same as brotli
    /head.html: {huge_header_kib: 512}
    /type.html: {content_type: none}          no Content-Type; or another one
    /gbk.html: {charset: gb18030, body: text, headers: {X-Test: "1"}}
    /calendar: {body: '<a href="?{query}1">next</a>'}      {query} is the request's
    /so.do: {takes_posts: true, body: 'found for {query}'}   POST too; its body is the {query}

Exit codes: 0 stopped as asked, 2 wrong usage, 3 bad folder or server.yaml, 70 ports not available.
)";

struct Options {
  std::vector<std::string> roots;
  std::vector<std::string> hosts;
  int http_port = 0;
  int https_port = 0;
  int threads = 64;
  int max_seconds = 0;
  bool json = false;
  std::string ca_file;
  std::string ready_file;
  std::string args_file;
  std::string log_file;
};

/// Readers that wait for the file never see half of it.
Result<void> write_whole(const std::string& path, const std::string& content) {
  const std::string partial = path + ".partial";
  {
    std::ofstream out(partial, std::ios::binary);
    out << content;
    out.flush();
    if (!out) return Error{ErrorCode::io, "cannot write the file", partial};
  }
  std::error_code error;
  fs::rename(partial, path, error);
  if (error) return Error{ErrorCode::io, error.message(), path};
  return {};
}

std::string log_line(const RequestRecord& record) {
  const auto since = record.time.time_since_epoch();
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  const Json line = {
      {"time",
       fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                   fmt::gmtime(std::chrono::system_clock::to_time_t(record.time)), millis % 1000)},
      {"method", record.method},
      {"url", record.scheme + "://" + record.host + record.path},
      {"user_agent", record.user_agent},
      {"status", record.status}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// The hosts here, and last an entry that keeps links to others on this machine.
std::vector<std::string> connects_of(const LoopbackServer& server) {
  auto entries = server.connect_to();
  entries.push_back(server.connect_others());
  return entries;
}

Json describe(const LoopbackServer& server, const std::string& ca_file) {
  Json hosts = Json::array();
  for (const HostConfig& host : server.hosts()) {
    const bool by_tls = host.https && host.http != gweval::test::PlainHttp::serve;
    hosts.push_back({{"host", host.name},
                     {"url", fmt::format("{}://{}/", by_tls ? "https" : "http", host.name)},
                     {"folder", host.folder.string()}});
  }
  return {{"address", "127.0.0.1"},
          {"http_port", server.http_port()},
          {"https_port", server.https_port()},
          {"ca_file", ca_file},
          {"hosts", std::move(hosts)},
          {"connect_to", connects_of(server)}};
}

std::string argument_lines(const LoopbackServer& server) {
  std::string lines;
  for (const std::string& entry : connects_of(server)) lines += "--connect-to\n" + entry + "\n";
  return lines;
}

Result<std::vector<HostConfig>> all_hosts(const Options& options) {
  std::vector<HostConfig> hosts;
  for (const std::string& root : options.roots) {
    GWEVAL_TRY(auto found, gweval::test::load_hosts(root));
    hosts.insert(hosts.end(), found.begin(), found.end());
  }
  for (const std::string& pair : options.hosts) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{ErrorCode::invalid_argument, "--host wants NAME=FOLDER", pair};
    }
    GWEVAL_TRY(HostConfig host,
               gweval::test::load_host(pair.substr(0, equals), pair.substr(equals + 1)));
    hosts.push_back(std::move(host));
  }
  return hosts;
}

Result<void> announce(const LoopbackServer& server, const Options& options) {
  if (!options.ca_file.empty()) GWEVAL_CHECK(write_whole(options.ca_file, server.ca_pem()));
  const Json ready = describe(server, options.ca_file);
  const std::string pretty = ready.dump(2) + "\n";
  if (!options.args_file.empty()) {
    GWEVAL_CHECK(write_whole(options.args_file, argument_lines(server)));
  }
  if (!options.ready_file.empty()) GWEVAL_CHECK(write_whole(options.ready_file, pretty));
  if (options.json) {
    std::cout << pretty << std::flush;
    return {};
  }
  std::cout << fmt::format("http on 127.0.0.1:{}, https on 127.0.0.1:{}\n", server.http_port(),
                           server.https_port());
  for (const auto& host : ready["hosts"]) {
    std::cout << fmt::format("{}  {}\n", host["url"].get<std::string>(),
                             host["folder"].get<std::string>());
  }
  for (const std::string& entry : connects_of(server)) {
    std::cout << "--connect-to " << entry << "\n";
  }
  std::cout << std::flush;
  return {};
}

/// SIGINT and SIGTERM are blocked before any thread starts, so that only this wait sees them.
void wait_for_the_end(const sigset_t& signals, int max_seconds) {
  if (max_seconds <= 0) {
    int received = 0;
    sigwait(&signals, &received);
    return;
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(max_seconds);
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return;
    const timespec patience{left.count() / 1000, (left.count() % 1000) * 1'000'000};
    if (sigtimedwait(&signals, nullptr, &patience) > 0) return;
  }
}

int exit_code(const Error& error) {
  std::cerr << "gweval-serve: error: " << error.text() << "\n";
  switch (error.code) {
    case ErrorCode::invalid_argument:
      return 2;
    case ErrorCode::invalid_input:
    case ErrorCode::not_found:
      return 3;
    default:
      return 70;
  }
}

int serve(const Options& options) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  auto hosts = all_hosts(options);
  if (!hosts) return exit_code(hosts.error());
  LoopbackOptions loopback;
  loopback.hosts = std::move(*hosts);
  loopback.http_port = options.http_port;
  loopback.https_port = options.https_port;
  loopback.threads = options.threads;
  loopback.keep_requests = false;
  std::ofstream log;
  std::mutex log_mutex;
  if (!options.log_file.empty()) {
    log.open(options.log_file, std::ios::binary);
    if (!log) return exit_code({ErrorCode::io, "cannot write the log", options.log_file});
    loopback.on_request = [&log, &log_mutex](const RequestRecord& record) {
      const std::lock_guard<std::mutex> lock(log_mutex);
      log << log_line(record) << std::flush;
    };
  }
  auto server = LoopbackServer::start(std::move(loopback));
  if (!server) return exit_code(server.error());
  if (auto announced = announce(**server, options); !announced) {
    return exit_code(announced.error());
  }
  wait_for_the_end(signals, options.max_seconds);
  (*server)->stop();
  return 0;
}

void declare(CLI::App& app, Options& options) {
  app.footer(kManual);
  app.add_option("ROOT", options.roots, "Folders of host folders, e.g. samples/portals");
  app.add_option("--host", options.hosts, "NAME=FOLDER: one more host; repeatable")
      ->allow_extra_args(false);
  app.add_option("--http-port", options.http_port, "Port for http (default: any free one)")
      ->check(CLI::Range(0, 65535));
  app.add_option("--https-port", options.https_port, "Port for https (default: any free one)")
      ->check(CLI::Range(0, 65535));
  app.add_option("--threads", options.threads, "Connections served at once (default 64)")
      ->check(CLI::Range(1, 4096));
  app.add_option("--max-seconds", options.max_seconds, "Stop after this time (default: never)")
      ->check(CLI::Range(0, 86400));
  app.add_flag("--json", options.json, "Print ports, hosts and --connect-to values as JSON");
  app.add_option("--ca-file", options.ca_file,
                 "Write the authority of the host certificates here (PEM)");
  app.add_option("--ready-file", options.ready_file, "Write the JSON here once ready");
  app.add_option("--args-file", options.args_file,
                 "Write the --connect-to options here once ready, one argument a line");
  app.add_option("--log", options.log_file, "Write every request here, one JSON object a line");
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(kDescription, "gweval-serve");
  declare(app, options);
  try {
    app.parse(argc, argv);
    if (options.roots.empty() && options.hosts.empty()) {
      throw CLI::RequiredError("ROOT or --host");
    }
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? 0 : 2;
  }
  return serve(options);
}
