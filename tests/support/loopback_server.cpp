#include "support/loopback_server.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <map>
#include <mutex>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/loopback_certificates.hpp"
#include "support/loopback_wire.hpp"

namespace gweval::test {

namespace {

constexpr const char* kAddress = "127.0.0.1";

/// Lets cpp-httplib read requests and write answers on our own connection; an answer that has to be
/// written by hand takes the place of the library's.
class HttpStream : public httplib::Stream {
 public:
  explicit HttpStream(Connection& connection) : connection_(connection) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return !taken_over_; }
  ssize_t read(char* data, std::size_t size) override { return connection_.read(data, size); }
  ssize_t write(const char* data, std::size_t size) override {
    if (!instead_) return connection_.write(data, size);
    if (!taken_over_) {
      taken_over_ = true;
      instead_();
    }
    return -1;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = kAddress;
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip = kAddress;
    port = 0;
  }
  socket_t socket() const override { return connection_.socket(); }

  void write_instead(std::function<void()> writer) { instead_ = std::move(writer); }
  [[nodiscard]] Connection& connection() { return connection_; }
  [[nodiscard]] bool taken_over() const { return taken_over_; }

 private:
  Connection& connection_;
  std::function<void()> instead_;
  bool taken_over_ = false;
};

// cpp-httplib hands its handlers no stream; the handler runs on the thread that owns it.
thread_local HttpStream* current_stream = nullptr;

/// One listening port. cpp-httplib listens, queues and speaks HTTP; connections are ours.
class Port : public httplib::Server {
 public:
  Port(SSL_CTX* context, StopSignal& stop) : context_(context), stop_(stop) {}

  std::function<void(httplib::Request&)> on_head;

  bool open(int port) {
    const bool bound =
        port == 0 ? (port_ = bind_to_any_port(kAddress)) > 0 : bind_to_port(kAddress, port_ = port);
    // The library asks for a backlog of 5; a crawler of many hosts opens more at once.
    if (!bound || ::listen(svr_sock_, 1024) != 0) return false;
    thread_ = std::thread([this] {
      listen_after_bind();
      ended_ = true;
    });
    while (!is_running() && !ended_) std::this_thread::yield();
    return !ended_;
  }

  void close() {
    stop();
    if (thread_.joinable()) thread_.join();
  }

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] bool tls() const { return context_ != nullptr; }

 private:
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, context_);
    if (!connection.accept()) return false;
    constexpr std::chrono::milliseconds kIdle{3000};
    bool closed = false;
    while (!closed && connection.wait_readable(kIdle, stop_)) {
      HttpStream stream(connection);
      current_stream = &stream;
      const bool served = process_request(stream, false, closed, on_head);
      current_stream = nullptr;
      if (!served || stream.taken_over()) return false;
    }
    return true;
  }

  SSL_CTX* context_;
  StopSignal& stop_;
  int port_ = 0;
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

/// Bound but not listening, so that connecting is refused and nobody else can take the port.
class ClosedPort {
 public:
  ~ClosedPort() {
    if (socket_ >= 0) ::close(socket_);
  }
  bool open() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (socket_ < 0 || ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      return false;
    }
    port_ = ntohs(address.sin_port);
    return true;
  }
  [[nodiscard]] int port() const { return port_; }

 private:
  int socket_ = -1;
  int port_ = 0;
};

std::string host_of(const httplib::Request& request) {
  std::string host = request.get_header_value("Host");
  if (const auto colon = host.find(':'); colon != std::string::npos) host.resize(colon);
  std::transform(host.begin(), host.end(), host.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return host;
}

bool has_status(const Reply& reply) {
  return !reply.wire || (reply.wire->fault != Fault::reset && reply.wire->fault != Fault::close &&
                         reply.wire->fault != Fault::garbage &&
                         reply.wire->fault != Fault::silent && reply.wire->fault != Fault::no_head);
}

}  // namespace

struct LoopbackServer::State {
  LoopbackOptions options;
  std::map<std::string, const HostConfig*> by_name;
  StopSignal stop;
  std::unique_ptr<TlsHosts> tls;
  std::unique_ptr<Port> http;
  std::unique_ptr<Port> https;
  ClosedPort closed;
  mutable std::mutex mutex;
  std::vector<RequestRecord> requests;
  std::map<std::string, int> counts;  // requests so far, by host and path

  /// Requests for a path before this one.
  int count(const std::string& host, const std::string& path) {
    const std::lock_guard<std::mutex> lock(mutex);
    return counts[host + path]++;
  }
  [[nodiscard]] const HostConfig* find(const std::string& name) const {
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
  }
  Result<void> open(std::unique_ptr<Port>& port, SSL_CTX* context, int number);
  void respond(const httplib::Request& request, httplib::Response& response, bool over_tls);
  void record(const httplib::Request& request, bool over_tls, int status);
};

void LoopbackServer::State::record(const httplib::Request& request, bool over_tls, int status) {
  RequestRecord made{std::chrono::system_clock::now(),
                     over_tls ? "https" : "http",
                     request.method,
                     host_of(request),
                     request.target,
                     request.get_header_value("User-Agent"),
                     status,
                     request.body};
  if (options.on_request) options.on_request(made);
  if (!options.keep_requests) return;
  const std::lock_guard<std::mutex> lock(mutex);
  requests.push_back(std::move(made));
}

// RFC 9110 §13.2: an answer that has the validator a request names need not be sent again.
void answer_condition(const httplib::Request& request, Reply& reply) {
  if (reply.status != 200 || reply.wire.has_value()) return;
  for (const auto& [condition, validator] :
       {std::pair{"If-None-Match", "ETag"}, std::pair{"If-Modified-Since", "Last-Modified"}}) {
    if (!request.has_header(condition)) continue;
    for (const auto& [name, value] : reply.headers) {
      if (name != validator || value != request.get_header_value(condition)) continue;
      reply.status = 304;
      reply.body.clear();
      return;
    }
  }
}

void LoopbackServer::State::respond(const httplib::Request& request, httplib::Response& response,
                                    bool over_tls) {
  HttpStream& stream = *current_stream;
  const HostConfig* host = find(host_of(request));
  if (host == nullptr || (over_tls && !host->https) ||
      (!over_tls && host->http == PlainHttp::off)) {
    record(request, over_tls, 421);
    response.status = 421;  // Misdirected Request, RFC 9110 §15.5.20
    response.set_content("no such host here\n", "text/plain");
    return;
  }
  const auto mark = request.target.find('?');
  std::string query = mark == std::string::npos ? "" : request.target.substr(mark + 1);
  if (!request.body.empty()) query = request.body;
  Reply reply = answer(
      *host, Ask{request.method, request.path, query, over_tls, count(host->name, request.path)});
  answer_condition(request, reply);
  record(request, over_tls, has_status(reply) ? reply.status : 0);
  if (reply.delay.count() > 0) stop.wait(reply.delay);
  if (reply.wire) {
    const bool head_only = request.method == "HEAD";
    stream.write_instead([&stream, reply, head_only, this] {
      write_on_wire(stream.connection(), reply, head_only, stop);
    });
  }
  response.status = reply.status;
  response.body = reply.body;
  for (const auto& [name, value] : reply.headers) response.headers.emplace(name, value);
  // An unread request body would be taken for the next request.
  if (reply.status == 405) response.set_header("Connection", "close");
}

Result<void> LoopbackServer::State::open(std::unique_ptr<Port>& port, SSL_CTX* context,
                                         int number) {
  const bool over_tls = context != nullptr;
  port = std::make_unique<Port>(context, stop);
  port->set_tcp_nodelay(true);
  port->set_keep_alive_timeout(3);
  port->new_task_queue = [count = static_cast<std::size_t>(options.threads)] {
    return new httplib::ThreadPool(count);  // the library's queue owns and deletes it
  };
  // Without the client's offer the library leaves bodies as they are.
  port->on_head = [this](httplib::Request& request) {
    const HostConfig* host = find(host_of(request));
    if (host == nullptr || !host->compress) request.headers.erase("Accept-Encoding");
  };
  port->set_pre_routing_handler(
      [this, over_tls](const httplib::Request& request, httplib::Response& response) {
        // The library reads a body only for a handler of its own.
        if (request.method == "POST") return httplib::Server::HandlerResponse::Unhandled;
        respond(request, response, over_tls);
        return httplib::Server::HandlerResponse::Handled;
      });
  port->Post(".*", [this, over_tls](const httplib::Request& request, httplib::Response& response) {
    respond(request, response, over_tls);
  });
  if (!port->open(number)) {
    return Error{ErrorCode::network,
                 fmt::format("cannot listen on {}:{}; is the port in use?", kAddress, number)};
  }
  return {};
}

Result<std::unique_ptr<LoopbackServer>> LoopbackServer::start(LoopbackOptions options) {
  auto state = std::make_unique<State>();
  state->options = std::move(options);
  for (const HostConfig& host : state->options.hosts) {
    if (!state->by_name.emplace(host.name, &host).second) {
      return Error{ErrorCode::invalid_argument, "host given twice", host.name};
    }
  }
  if (state->options.threads < 1 || state->options.threads > 4096) {
    return Error{ErrorCode::invalid_argument, "threads must be from 1 to 4096"};
  }
  GWEVAL_TRY(state->tls, TlsHosts::create(state->options.hosts));
  std::unique_ptr<LoopbackServer> server(new LoopbackServer(std::move(state)));
  State& made = *server->state_;
  GWEVAL_CHECK(made.open(made.http, nullptr, made.options.http_port));
  GWEVAL_CHECK(made.open(made.https, made.tls->entry(), made.options.https_port));
  if (!made.closed.open()) return Error{ErrorCode::network, "cannot reserve a port"};
  return server;
}

Result<std::unique_ptr<LoopbackServer>> LoopbackServer::start(const std::filesystem::path& root) {
  LoopbackOptions options;
  GWEVAL_TRY(options.hosts, load_hosts(root));
  return start(std::move(options));
}

LoopbackServer::LoopbackServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

LoopbackServer::~LoopbackServer() {
  stop();
}

void LoopbackServer::stop() {
  state_->stop.raise();
  if (state_->http) state_->http->close();
  if (state_->https) state_->https->close();
}

int LoopbackServer::http_port() const {
  return state_->http->port();
}
int LoopbackServer::https_port() const {
  return state_->https->port();
}
const std::string& LoopbackServer::ca_pem() const {
  return state_->tls->ca_pem();
}
const std::vector<HostConfig>& LoopbackServer::hosts() const {
  return state_->options.hosts;
}

std::vector<std::string> LoopbackServer::connect_to() const {
  std::vector<std::string> entries;
  for (const HostConfig& host : hosts()) {
    const int plain = host.http == PlainHttp::off ? state_->closed.port() : http_port();
    const int secure = host.https ? https_port() : state_->closed.port();
    entries.push_back(fmt::format("{}:80:{}:{}", host.name, kAddress, plain));
    entries.push_back(fmt::format("{}:443:{}:{}", host.name, kAddress, secure));
  }
  return entries;
}

std::string LoopbackServer::connect_others() const {
  return fmt::format("::{}:{}", kAddress, state_->closed.port());
}

std::vector<RequestRecord> LoopbackServer::requests() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->requests;
}

}  // namespace gweval::test
