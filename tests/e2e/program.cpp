#include "e2e/program.hpp"

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.hpp"

namespace gweval::test {
namespace {

/// Child side of a process with threads: nothing but system calls until the program runs.
[[noreturn]] void exec_program(const char* folder, const char* out, const char* err, char** argv,
                               char** environment) {
  const int nothing = open("/dev/null", O_RDONLY);
  const int out_file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (dup2(nothing, STDIN_FILENO) < 0 || dup2(out_file, STDOUT_FILENO) < 0 ||
      dup2(err_file, STDERR_FILENO) < 0 || chdir(folder) != 0) {
    _exit(126);
  }
  execve(GWEVAL_PROGRAM, argv, environment);
  _exit(127);
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

std::filesystem::path source_path(const std::string& below) {
  return std::filesystem::path(GWEVAL_SOURCE_DIR) / below;
}

namespace {

struct Child {
  TempDir scratch;
  std::string out;
  std::string err;
  pid_t pid = -1;
  mutable long peak_kib = 0;

  Child(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
        const std::string& out_file, const std::string& err_file = {})
      : out(out_file.empty() ? (scratch / "out").string() : out_file),
        err(err_file.empty() ? (scratch / "err").string() : err_file) {
    std::vector<std::string> words{GWEVAL_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables{"LANG=C.UTF-8", "PATH=/usr/bin:/bin", "TERM=xterm",
                                       "GWEVAL_INDICATORS=" + source_path("indicators").string()};
    const std::vector<char*> argv = pointers_to(words);
    const std::vector<char*> environment = pointers_to(variables);
    pid = fork();
    if (pid < 0) throw std::runtime_error("cannot fork");
    if (pid == 0) {
      exec_program(folder.c_str(), out.c_str(), err.c_str(), const_cast<char**>(argv.data()),
                   const_cast<char**>(environment.data()));
    }
  }

  [[nodiscard]] int wait() const {
    int status = 0;
    rusage usage{};
    while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    peak_kib = usage.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
};

}  // namespace

ProgramRun run_gweval(const std::filesystem::path& folder,
                      const std::vector<std::string>& arguments, const std::string& out_file) {
  const Child child(folder, arguments, out_file);
  const int exit_code = child.wait();
  return {exit_code, out_file.empty() ? slurp(child.out) : std::string(), slurp(child.err),
          child.peak_kib};
}

ProgramRun run_gweval_on_terminal(const std::filesystem::path& folder,
                                  const std::vector<std::string>& arguments) {
  int terminal = -1;
  int device = -1;
  char name[128];
  winsize size{};
  size.ws_row = 30;
  size.ws_col = 100;
  if (openpty(&terminal, &device, name, nullptr, &size) != 0) {
    throw std::runtime_error("no pseudo-terminal");
  }
  const Child child(folder, arguments, {}, name);
  std::string shown;
  std::thread reader([&] {
    char buffer[4096];
    // Ends with an error once nobody has the other side open.
    for (ssize_t size_read = 0; (size_read = read(terminal, buffer, sizeof buffer)) > 0;) {
      shown.append(buffer, static_cast<std::size_t>(size_read));
    }
  });
  const int exit_code = child.wait();
  close(device);
  reader.join();
  close(terminal);
  return {exit_code, slurp(child.out), shown, child.peak_kib};
}

ProgramRun run_gweval_killed(const std::filesystem::path& folder,
                             const std::vector<std::string>& arguments,
                             std::chrono::microseconds moment) {
  const Child child(folder, arguments, {});
  std::this_thread::sleep_for(moment);  // the moment is what is tested, no synchronisation
  kill(child.pid, SIGKILL);             // not waited for yet, so the id is still its own
  const int exit_code = child.wait();
  const auto text = [](const std::string& path) {
    return std::filesystem::exists(path) ? slurp(path) : std::string();
  };
  return {exit_code, text(child.out), text(child.err)};
}

SamplePortals::SamplePortals() : SamplePortals(source_path("samples/portals")) {}

SamplePortals::SamplePortals(const std::filesystem::path& root) {
  auto started = LoopbackServer::start(root);
  if (!started) throw std::runtime_error(started.error().text());
  server_ = *std::move(started);
  folder_.write("ca.pem", server_->ca_pem());
}

std::vector<std::string> SamplePortals::crawl_options() const {
  std::vector<std::string> options{"--allow-private", "--delay", "0s", "--ca-file",
                                   (folder_ / "ca.pem").string()};
  auto entries = server_->connect_to();
  entries.push_back(server_->connect_others());
  for (const std::string& entry : entries) {
    options.emplace_back("--connect-to");
    options.push_back(entry);
  }
  return options;
}

ProgramRun SamplePortals::score(const std::vector<std::string>& more,
                                const std::string& out) const {
  std::vector<std::string> arguments{"score",      "--profile",
                                     "municipal",  source_path("samples/site-list.csv").string(),
                                     "--evidence", (folder_ / "evidence").string(),
                                     "--out",      (folder_ / out).string(),
                                     "--as-of",    "2025-11-20"};
  const auto crawl = crawl_options();
  arguments.insert(arguments.end(), crawl.begin(), crawl.end());
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_gweval(folder_.path(), arguments);
}

nlohmann::json SamplePortals::results(const std::string& out) const {
  return nlohmann::json::parse(slurp(folder_ / out / "results.json"));
}

const nlohmann::json& find_by(const nlohmann::json& array, const std::string& key,
                              const std::string& value) {
  for (const auto& element : array) {
    if (element.at(key) == value) return element;
  }
  FAIL("no element with " << key << " = " << value);
  throw std::logic_error("not reached");
}

}  // namespace gweval::test
