#include "crawl/socket_watch.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace gweval {
namespace {

constexpr std::size_t kEventsAtOnce = 256;

std::uint32_t events_of(int what) {
  std::uint32_t events = 0;
  if (what == CURL_POLL_IN || what == CURL_POLL_INOUT) events |= EPOLLIN;
  if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT) events |= EPOLLOUT;
  return events;
}

int action_of(std::uint32_t events) {
  int action = 0;
  if ((events & EPOLLIN) != 0) action |= CURL_CSELECT_IN;
  if ((events & EPOLLOUT) != 0) action |= CURL_CSELECT_OUT;
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) action |= CURL_CSELECT_ERR;
  return action;
}

/// Whether the socket is watched now. One that was closed has left by itself, and its number may
/// have come back as another's.
bool watch(int epoll, int socket, std::uint32_t events, bool is_known) {
  epoll_event event{};
  event.events = events;
  event.data.fd = socket;
  if (epoll_ctl(epoll, is_known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) == 0) return true;
  if (errno != (is_known ? ENOENT : EEXIST)) return false;
  return epoll_ctl(epoll, is_known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) == 0;
}

}  // namespace

SocketWatch::SocketWatch(CURLM* multi, int epoll, int waker)
    : multi_(multi), epoll_(epoll), waker_(waker) {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &SocketWatch::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &SocketWatch::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

SocketWatch::~SocketWatch() {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
  close(waker_);
  close(epoll_);
}

Result<std::unique_ptr<SocketWatch>> SocketWatch::create(CURLM* multi) {
  const auto fault = [](const char* what) {
    return Error{ErrorCode::network, std::string("the system gives no descriptor for ") + what +
                                         ": " + std::generic_category().message(errno)};
  };
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) return fault("waiting for connections");
  const int waker = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (waker < 0 || !watch(epoll, waker, EPOLLIN, false)) {
    const Error error = fault("waking the crawl");
    if (waker >= 0) close(waker);
    close(epoll);
    return error;
  }
  return std::unique_ptr<SocketWatch>(new SocketWatch(multi, epoll, waker));
}

int SocketWatch::on_socket(CURL*, curl_socket_t socket, int what, void* self, void* is_known) {
  auto& own = *static_cast<SocketWatch*>(self);
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(own.epoll_, EPOLL_CTL_DEL, socket, nullptr);
    return 0;
  }
  if (!watch(own.epoll_, socket, events_of(what), is_known != nullptr)) return 0;
  if (is_known == nullptr) curl_multi_assign(own.multi_, socket, self);
  return 0;
}

int SocketWatch::on_timer(CURLM*, long milliseconds, void* self) {
  auto& own = *static_cast<SocketWatch*>(self);
  own.timer_.reset();
  if (milliseconds >= 0) own.timer_ = Clock::now() + std::chrono::milliseconds(milliseconds);
  return 0;
}

void SocketWatch::work_if_due() {
  if (!timer_ || *timer_ > Clock::now()) return;
  timer_.reset();
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
}

int SocketWatch::wait_of(std::chrono::milliseconds longest) const {
  if (!timer_) return static_cast<int>(longest.count());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*timer_ - Clock::now());
  return static_cast<int>(
      std::clamp<std::chrono::milliseconds>(left, std::chrono::milliseconds(0), longest).count());
}

void SocketWatch::wait_and_work(std::chrono::milliseconds wait) {
  std::array<epoll_event, kEventsAtOnce> events;
  const int count =
      epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_of(wait));
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.fd == waker_) {
      std::uint64_t wakes = 0;
      (void)!read(waker_, &wakes, sizeof wakes);
      continue;
    }
    int running = 0;
    curl_multi_socket_action(multi_, event.data.fd, action_of(event.events), &running);
  }
  work_if_due();
}

void SocketWatch::wake_up() {
  const std::uint64_t once = 1;
  (void)!write(waker_, &once, sizeof once);
}

}  // namespace gweval
