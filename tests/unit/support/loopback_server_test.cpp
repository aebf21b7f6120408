#include "support/loopback_server.hpp"

#include <chrono>

#include <curl/curl.h>

#include "support/catch.hpp"
#include "support/temp_dir.hpp"

using gweval::test::LoopbackServer;
using gweval::test::TempDir;

namespace {

struct Got {
  CURLcode code = CURLE_OK;
  long status = 0;
  std::string body;
  std::string head;
  std::string content_type;
  double seconds = 0;
};

std::size_t append(char* data, std::size_t size, std::size_t count, void* target) {
  static_cast<std::string*>(target)->append(data, size * count);
  return size * count;
}

struct Client {
  const LoopbackServer& server;
  const TempDir& folder;  // holds ca.pem
  bool follow = false;
  bool decode = false;

  [[nodiscard]] Got get(const std::string& url) const {
    Got got;
    curl_slist* routes = nullptr;
    for (const std::string& entry : server.connect_to()) {
      routes = curl_slist_append(routes, entry.c_str());
    }
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, routes);
    curl_easy_setopt(easy, CURLOPT_CAINFO, (folder / "ca.pem").c_str());
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "loopback-test/1");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, follow ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 10L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    if (decode) curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &got.body);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, append);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &got.head);
    got.code = curl_easy_perform(easy);
    const char* type = nullptr;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &got.status);
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME, &got.seconds);
    got.content_type = type != nullptr ? type : "";
    curl_easy_cleanup(easy);
    curl_slist_free_all(routes);
    return got;
  }
};

/// Two hosts: one with TLS that redirects http, and one without TLS that misbehaves.
struct Fixture {
  TempDir folder;
  std::unique_ptr<LoopbackServer> server;

  Fixture() {
    folder.write("hosts/www.good.example/index.html", "<p>good</p>");
    folder.write("hosts/www.good.example/list/index.html", "<p>list</p>");
    folder.write("hosts/www.good.example/404.html", "<p>nothing here</p>");
    folder.write("hosts/www.good.example/a b.pdf", "%PDF-");
    folder.write("hosts/www.good.example/server.yaml",
                 "https: true\nhttp: redirect\ncharset: utf-8\nnot_found: /404.html\n"
                 "headers: {X-Frame-Options: DENY}\n");
    folder.write("hosts/www.bad.example/index.htm", "<p>bad</p>");
    folder.write("hosts/www.bad.example/page.htm", std::string(1000, 'x'));
    folder.write("hosts/www.bad.example/server.yaml", R"(
index: index.htm
paths:
  /page.htm: {truncate: 100}
  /loop: {redirect: /loop2}
  /loop2: {redirect: /loop, status: 301}
  /chain: {redirect_chain: 3, body: end}
  /late: {delay_ms: 300}
  /drip: {body: 0123456789, drip: {bytes: 1, every_ms: 20}}
  /long: {body: abc, content_length: 10}
  /reset: {fault: reset}
  /close: {fault: close}
  /garbage: {fault: garbage}
  /endless: {fault: endless}
  /bomb: {gzip_bomb_mib: 3}
  /head: {huge_header_kib: 200}
  /untyped: {content_type: none}
  /gbk: {charset: gb18030}
  /gone/*: {status: 410}
)");
    folder.write("hosts/www.other.example/server.yaml",
                 "https: true\nhttp: off\ncertificate: other_name\n");
    folder.write("hosts/www.old.example/server.yaml", "https: true\ncertificate: expired\n");
    auto started = LoopbackServer::start(folder / "hosts");
    if (!started) throw std::runtime_error(started.error().text());
    server = std::move(*started);
    folder.write("ca.pem", server->ca_pem());
  }
  [[nodiscard]] Client client() const { return Client{*server, folder}; }
};

}  // namespace

TEST_CASE("hosts are told apart by name, and unknown paths are 404") {
  const Fixture fixture;
  const Client client = fixture.client();

  const Got good = client.get("https://www.good.example/");
  CHECK(good.code == CURLE_OK);
  CHECK(good.status == 200);
  CHECK(good.body == "<p>good</p>");
  CHECK(good.content_type == "text/html; charset=utf-8");
  CHECK(good.head.find("X-Frame-Options: DENY") != std::string::npos);

  const Got bad = client.get("http://www.bad.example/");
  CHECK(bad.body == "<p>bad</p>");
  CHECK(bad.content_type == "text/html");

  const Got missing = client.get("https://www.good.example/none.html");
  CHECK(missing.status == 404);
  CHECK(missing.body == "<p>nothing here</p>");
  CHECK(client.get("http://www.bad.example/none.htm").status == 404);
  CHECK(client.get("https://www.good.example/a%20b.pdf").content_type == "application/pdf");
}

TEST_CASE("nothing outside the host's folder and no configuration is served") {
  const Fixture fixture;
  fixture.folder.write("hosts/secret.txt", "secret");
  fixture.folder.write("hosts/www.good.example/.hidden", "secret");
  std::filesystem::create_symlink(fixture.folder / "hosts/secret.txt",
                                  fixture.folder / "hosts/www.good.example/link.txt");
  const Client client = fixture.client();
  for (const char* path : {"server.yaml", "%2e%2e/secret.txt", "list/..%2f..%2fsecret.txt",
                           ".hidden", "link.txt", "list//../server.yaml"}) {
    CAPTURE(path);
    CHECK(client.get(std::string("https://www.good.example/") + path).status == 404);
  }
}

TEST_CASE("TLS verifies against the given authority, and faults of certificates show") {
  const Fixture fixture;
  const Client client = fixture.client();
  const Got plain = client.get("http://www.good.example/list/?a=1");
  CHECK(plain.status == 301);
  CHECK(plain.head.find("Location: https://www.good.example/list/?a=1") != std::string::npos);
  CHECK(client.get("https://www.good.example/list").status == 301);

  CHECK(client.get("https://www.other.example/").code == CURLE_PEER_FAILED_VERIFICATION);
  CHECK(client.get("https://www.old.example/").code == CURLE_PEER_FAILED_VERIFICATION);
  CHECK(client.get("http://www.other.example/").code == CURLE_COULDNT_CONNECT);
  CHECK(client.get("https://www.bad.example/").code == CURLE_COULDNT_CONNECT);
}

TEST_CASE("redirects loop and chain as told") {
  const Fixture fixture;
  Client client = fixture.client();
  client.follow = true;
  CHECK(client.get("http://www.bad.example/loop").code == CURLE_TOO_MANY_REDIRECTS);
  const Got end = client.get("http://www.bad.example/chain");
  CHECK(end.code == CURLE_OK);
  CHECK(end.body == "end");
  const auto asked = fixture.server->requests();
  REQUIRE(asked.size() >= 4);
  CHECK(asked.back().path == "/chain?hop=3");
  CHECK(asked.back().host == "www.bad.example");
  CHECK(asked.back().user_agent == "loopback-test/1");
  CHECK(asked.back().status == 200);
  CHECK(asked[asked.size() - 4].status == 302);
}

TEST_CASE("slow answers are as slow as told") {
  const Fixture fixture;
  const Got late = fixture.client().get("http://www.bad.example/late");
  CHECK(late.status == 200);
  CHECK(late.seconds >= 0.3);
  const Got drip = fixture.client().get("http://www.bad.example/drip");
  CHECK(drip.body == "0123456789");
  CHECK(drip.seconds >= 0.18);
}

TEST_CASE("broken answers are broken as told") {
  const Fixture fixture;
  Client client = fixture.client();
  const auto get = [&](const std::string& path) {
    return client.get("http://www.bad.example" + path);
  };
  const Got cut = get("/page.htm");
  CHECK(cut.code == CURLE_PARTIAL_FILE);
  CHECK(cut.body.size() == 100);
  CHECK(get("/long").code == CURLE_PARTIAL_FILE);
  CHECK(get("/reset").code == CURLE_RECV_ERROR);
  CHECK(get("/close").code == CURLE_GOT_NOTHING);
  CHECK(get("/garbage").code != CURLE_OK);
  CHECK(get("/head").code == CURLE_OUT_OF_MEMORY);  // curl's own limit is 100 KiB a line
  CHECK(get("/untyped").content_type.empty());
  CHECK(get("/gbk").content_type == "text/html; charset=gb18030");
  CHECK(get("/gone/1.htm").status == 410);
  client.decode = true;
  const Got bomb = get("/bomb");
  CHECK(bomb.code == CURLE_OK);
  CHECK(bomb.body.size() == 3U * 1024 * 1024);
}

TEST_CASE("an endless body does not keep the server from stopping") {
  const Fixture fixture;
  std::size_t received = 0;
  CURL* easy = curl_easy_init();
  curl_slist* routes = nullptr;
  for (const std::string& entry : fixture.server->connect_to()) {
    routes = curl_slist_append(routes, entry.c_str());
  }
  curl_easy_setopt(easy, CURLOPT_URL, "http://www.bad.example/endless");
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_CONNECT_TO, routes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &received);
  curl_easy_setopt(
      easy, CURLOPT_WRITEFUNCTION,
      +[](char*, std::size_t size, std::size_t count, void* target) -> std::size_t {
        auto& total = *static_cast<std::size_t*>(target);
        total += size * count;
        return total < 1'000'000 ? size * count : 0;  // enough seen: give up
      });
  CHECK(curl_easy_perform(easy) == CURLE_WRITE_ERROR);
  CHECK(received >= 1'000'000);
  const auto before = std::chrono::steady_clock::now();
  fixture.server->stop();
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
  curl_easy_cleanup(easy);
  curl_slist_free_all(routes);
}

TEST_CASE("a misspelt server.yaml is refused with its place") {
  const TempDir folder;
  const auto file =
      folder.write("www.a.example/server.yaml", "https: true\npaths:\n  /x: {delay: 3}\n");
  auto started = LoopbackServer::start(folder.path());
  REQUIRE_FALSE(started);
  CHECK(started.error().where == file.string() + ":3:8");
  CHECK(started.error().message.find("unknown key \"delay\"; known are") == 0);

  folder.write("www.a.example/server.yaml", "http: redirect\n");
  CHECK_FALSE(LoopbackServer::start(folder.path()));
  folder.write("www.a.example/server.yaml", "https: [\n");
  CHECK_FALSE(LoopbackServer::start(folder.path()));
  CHECK_FALSE(LoopbackServer::start(folder / "none"));
}
