#include "support/loopback_wire.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>

#include <brotli/encode.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <zlib.h>

namespace gweval::test {

namespace {

using std::chrono::milliseconds;

constexpr timeval kPatience{5, 0};
constexpr std::size_t kMib = std::size_t{1} << 20U;
constexpr std::size_t kEndlessCap = 1024 * kMib;

std::string head_of(const Reply& reply) {
  const PathRule& rule = *reply.wire;
  std::string head = fmt::format("HTTP/1.1 {} Loopback\r\n", reply.status);
  for (const auto& [name, value] : reply.headers) head += fmt::format("{}: {}\r\n", name, value);
  if (rule.gzip_bomb_mib > 0) {
    head += "Content-Encoding: gzip\r\n";
  } else if (rule.brotli_bomb_mib > 0) {
    head += "Content-Encoding: br\r\n";
  } else if (rule.fault != Fault::endless) {
    const auto length = static_cast<std::int64_t>(reply.body.size());
    head += fmt::format("Content-Length: {}\r\n", rule.content_length.value_or(length));
  }
  if (rule.huge_header_kib > 0) {
    head +=
        "X-Padding: " + std::string(static_cast<std::size_t>(rule.huge_header_kib) * 1024, 'x') +
        "\r\n";
  }
  return head + "Connection: close\r\n\r\n";
}

/// `total` bytes of zeros as one gzip stream, handed out in pieces.
void gzip_zeros(std::size_t total, const std::function<bool(std::string_view)>& send) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, 9, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
  std::array<unsigned char, 65536> zeros{};
  std::array<unsigned char, 65536> packed{};
  bool wanted = true;
  for (std::size_t done = 0; wanted && done < total; done += zeros.size()) {
    const bool last = done + zeros.size() >= total;
    stream.next_in = zeros.data();
    stream.avail_in = static_cast<uInt>(std::min(zeros.size(), total - done));
    do {
      stream.next_out = packed.data();
      stream.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
      const std::size_t size = packed.size() - stream.avail_out;
      wanted = send({reinterpret_cast<const char*>(packed.data()), size});
    } while (wanted && stream.avail_out == 0);
  }
  deflateEnd(&stream);
}

/// `total` bytes of zeros as one brotli stream.
void brotli_zeros(std::size_t total, const std::function<bool(std::string_view)>& send) {
  const std::unique_ptr<BrotliEncoderState, decltype(&BrotliEncoderDestroyInstance)> encoder(
      BrotliEncoderCreateInstance(nullptr, nullptr, nullptr), &BrotliEncoderDestroyInstance);
  if (encoder == nullptr) return;
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_QUALITY, 5);
  std::array<std::uint8_t, 65536> zeros{};
  std::array<std::uint8_t, 65536> packed{};
  bool wanted = true;
  for (std::size_t done = 0; wanted && done < total; done += zeros.size()) {
    const bool last = done + zeros.size() >= total;
    std::size_t left = std::min(zeros.size(), total - done);
    const std::uint8_t* in = zeros.data();
    do {
      std::size_t room = packed.size();
      std::uint8_t* out = packed.data();
      BrotliEncoderCompressStream(encoder.get(),
                                  last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_PROCESS, &left,
                                  &in, &room, &out, nullptr);
      wanted = send({reinterpret_cast<const char*>(packed.data()), packed.size() - room});
    } while (wanted && (left > 0 || BrotliEncoderHasMoreOutput(encoder.get()) != 0));
  }
}

void write_endless_head(Connection& connection, bool is_interim, StopSignal& stop) {
  if (!is_interim && !connection.write_all("HTTP/1.1 200 OK\r\n")) return;
  std::string line = "X-Padding: " + std::string(1000, 'x') + "\r\n";
  if (is_interim) line = "HTTP/1.1 103 Early Hints\r\n" + line + "\r\n";
  for (std::size_t sent = 0; sent < kEndlessCap && !stop.raised(); sent += line.size()) {
    if (!connection.write_all(line)) return;
  }
}

constexpr std::string_view kBrokenChunks =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nfirst\r\nnone\r\n";

void write_endless(Connection& connection, StopSignal& stop) {
  std::string line;
  while (line.size() < 65536) line += "<p>no end in sight</p>\n";
  for (std::size_t sent = 0; sent < kEndlessCap && !stop.raised(); sent += line.size()) {
    if (!connection.write_all(line)) return;
  }
}

void write_dripping(Connection& connection, const PathRule& rule, std::string_view body,
                    StopSignal& stop) {
  const auto step = static_cast<std::size_t>(rule.drip_bytes);
  for (std::size_t sent = 0; sent < body.size(); sent += step) {
    if (!connection.write_all(body.substr(sent, step)) || !stop.wait(rule.drip_every)) return;
  }
}

}  // namespace

void StopSignal::raise() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    raised_ = true;
  }
  changed_.notify_all();
}

bool StopSignal::wait(milliseconds duration) {
  std::unique_lock<std::mutex> lock(mutex_);
  return !changed_.wait_for(lock, duration, [this] { return raised_.load(); });
}

Connection::Connection(int socket, SSL_CTX* context) : socket_(socket), context_(context) {
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}

Connection::~Connection() {
  if (ssl_ != nullptr) {
    if (!broken_) SSL_shutdown(ssl_);
    SSL_free(ssl_);
  }
  ::close(socket_);
}

bool Connection::accept() {
  if (context_ == nullptr) return true;
  ssl_ = SSL_new(context_);
  if (ssl_ == nullptr || SSL_set_fd(ssl_, socket_) != 1 || SSL_accept(ssl_) != 1) {
    broken_ = true;
    return false;
  }
  return true;
}

bool Connection::wait_readable(milliseconds timeout, const StopSignal& stop) const {
  if (ssl_ != nullptr && SSL_pending(ssl_) > 0) return true;
  constexpr milliseconds kSlice{50};
  const auto end = std::chrono::steady_clock::now() + timeout;
  while (!stop.raised() && std::chrono::steady_clock::now() < end) {
    pollfd watched{socket_, POLLIN, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(kSlice.count()));
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0) return true;
  }
  return false;
}

ssize_t Connection::read(char* data, std::size_t size) {
  if (broken_) return -1;
  if (ssl_ == nullptr) return ::recv(socket_, data, size, 0);
  const int got = SSL_read(ssl_, data, static_cast<int>(std::min<std::size_t>(size, 1U << 30U)));
  if (got <= 0 && SSL_get_error(ssl_, got) != SSL_ERROR_ZERO_RETURN) broken_ = true;
  return got;
}

ssize_t Connection::write(const char* data, std::size_t size) {
  if (broken_) return -1;
  if (ssl_ == nullptr) return ::send(socket_, data, size, MSG_NOSIGNAL);
  if (size == 0) return 0;
  const int put = SSL_write(ssl_, data, static_cast<int>(std::min<std::size_t>(size, 1U << 30U)));
  if (put <= 0) broken_ = true;
  return put > 0 ? put : -1;
}

bool Connection::write_all(std::string_view data) {
  while (!data.empty()) {
    const ssize_t put = write(data.data(), data.size());
    if (put <= 0) return false;
    data.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

void Connection::abort() {
  constexpr linger kNow{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &kNow, sizeof kNow);
  broken_ = true;
}

void write_on_wire(Connection& connection, const Reply& reply, bool head_only, StopSignal& stop) {
  const PathRule& rule = *reply.wire;
  if (rule.fault == Fault::reset) return connection.abort();
  if (rule.fault == Fault::close) return;
  if (rule.fault == Fault::garbage) {
    connection.write_all("\x16\x03 this is not HTTP\r\n\r\n");
    return;
  }
  if (rule.fault == Fault::endless_head || rule.fault == Fault::endless_interim) {
    return write_endless_head(connection, rule.fault == Fault::endless_interim, stop);
  }
  if (rule.fault == Fault::silent) {
    stop.wait(std::chrono::minutes(10));
    return;
  }
  if (rule.fault == Fault::no_head) {
    connection.write_all("<html><body>no status line, no headers</body></html>\n");
    return;
  }
  if (rule.fault == Fault::broken_chunks) {
    connection.write_all(kBrokenChunks);
    return;
  }
  if (!connection.write_all(head_of(reply)) || head_only) return;
  if (rule.fault == Fault::endless) return write_endless(connection, stop);
  if (rule.gzip_bomb_mib > 0) {
    return gzip_zeros(
        static_cast<std::size_t>(rule.gzip_bomb_mib) * kMib,
        [&](std::string_view piece) { return !stop.raised() && connection.write_all(piece); });
  }
  if (rule.brotli_bomb_mib > 0) {
    return brotli_zeros(
        static_cast<std::size_t>(rule.brotli_bomb_mib) * kMib,
        [&](std::string_view piece) { return !stop.raised() && connection.write_all(piece); });
  }
  std::string_view body = reply.body;
  if (rule.truncate) body = body.substr(0, static_cast<std::size_t>(*rule.truncate));
  if (rule.drip_bytes > 0) return write_dripping(connection, rule, body, stop);
  connection.write_all(body);
}

}  // namespace gweval::test
