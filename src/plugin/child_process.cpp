#include "plugin/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"

namespace gweval::plugin {
namespace {

constexpr const char* kSelf = "/proc/self/exe";

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset(int number = -1) {
    if (number_ >= 0) close(number_);
    number_ = number;
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Error failed(const char* doing) {
  return errno_error(errno, kSelf, doing);
}

/// A file without a name, so that neither side waits for the other to read.
Result<void> fill(Descriptor& file, std::string_view content) {
  file.reset(memfd_create("gweval-plugin-input", MFD_CLOEXEC));
  if (file.number() < 0) return failed("make its input");
  while (!content.empty()) {
    const ssize_t written = write(file.number(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed("write its input");
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (lseek(file.number(), 0, SEEK_SET) != 0) return failed("write its input");
  return {};
}

class Actions {
 public:
  Actions() { posix_spawn_file_actions_init(&actions_); }
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  void put(int from, int to) { posix_spawn_file_actions_adddup2(&actions_, from, to); }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

Result<pid_t> start(const std::vector<std::string>& arguments, int input, int output) {
  std::vector<std::string> words{"gweval"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string locale = "LC_ALL=C.UTF-8";
  std::array<char*, 2> environment{locale.data(), nullptr};
  Actions actions;
  actions.put(input, STDIN_FILENO);
  actions.put(output, STDOUT_FILENO);
  pid_t child = -1;
  const int error =
      posix_spawn(&child, kSelf, actions.get(), nullptr, argv.data(), environment.data());
  if (error != 0) return errno_error(error, kSelf, "start it");
  return child;
}

/// What it writes until it closes its output; an Error if that is too much or takes too long.
Result<std::string> read_all(int output, const ChildLimits& limits) {
  const auto deadline = std::chrono::steady_clock::now() + limits.patience;
  std::string out;
  std::array<char, 65536> buffer{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      return Error{ErrorCode::invalid_input,
                   fmt::format("gave no answer within {} s", limits.patience.count())};
    }
    pollfd waited{output, POLLIN, 0};
    const int ready = poll(&waited, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno != EINTR) return failed("read its output");
    if (ready <= 0) continue;
    const ssize_t got = read(output, buffer.data(), buffer.size());
    if (got < 0 && errno != EINTR) return failed("read its output");
    if (got == 0) return out;
    if (got > 0) out.append(buffer.data(), static_cast<std::size_t>(got));
    if (out.size() > limits.output_bytes) {
      return Error{ErrorCode::invalid_input,
                   fmt::format("answered with more than {} bytes", limits.output_bytes)};
    }
  }
}

Result<void> check_end(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status)) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("ended with exit code {}", WEXITSTATUS(status))};
  }
  const int signal = WTERMSIG(status);
  const char* why = signal == SIGXCPU ? " (out of processor time)" : "";
  return Error{ErrorCode::invalid_input, fmt::format("crashed by signal {}{}", signal, why)};
}

}  // namespace

Result<std::string> run_self(const std::vector<std::string>& arguments, std::string_view input,
                             const ChildLimits& limits) {
  Descriptor input_file;
  GWEVAL_CHECK(fill(input_file, input));
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed("make a pipe");
  Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  GWEVAL_TRY(const pid_t child, start(arguments, input_file.number(), write_end.number()));
  write_end.reset();
  auto output = read_all(read_end.number(), limits);
  if (!output) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!output) return output;
  GWEVAL_CHECK(check_end(status));
  return output;
}

}  // namespace gweval::plugin
