#include "e2e/program.hpp"

#include <cerrno>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.hpp"

namespace gweval::test {
namespace {

/// Child side: output to files, then the program; never returns.
[[noreturn]] void exec_program(const std::filesystem::path& folder, const std::string& out,
                               const std::string& err, const std::vector<std::string>& arguments) {
  const auto redirect = [](const std::string& file, int descriptor) {
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
  };
  const int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || chdir(folder.c_str()) != 0) _exit(126);
  redirect(out, STDOUT_FILENO);
  redirect(err, STDERR_FILENO);
  setenv("LANG", "C.UTF-8", 1);
  setenv("GWEVAL_INDICATORS", (source_path("indicators")).c_str(), 1);
  std::vector<char*> argv{const_cast<char*>(GWEVAL_PROGRAM)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(GWEVAL_PROGRAM, argv.data());
  _exit(127);
}

}  // namespace

std::filesystem::path source_path(const std::string& below) {
  return std::filesystem::path(GWEVAL_SOURCE_DIR) / below;
}

ProgramRun run_gweval(const std::filesystem::path& folder,
                      const std::vector<std::string>& arguments, const std::string& out_file) {
  const TempDir scratch;
  const std::string out = out_file.empty() ? (scratch / "out").string() : out_file;
  const std::string err = (scratch / "err").string();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) exec_program(folder, out, err, arguments);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const int exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {exit_code, out_file.empty() ? slurp(out) : std::string(), slurp(err)};
}

SamplePortals::SamplePortals() {
  auto started = LoopbackServer::start(source_path("samples/portals"));
  if (!started) throw std::runtime_error(started.error().text());
  server_ = *std::move(started);
  folder_.write("ca.pem", server_->ca_pem());
}

std::vector<std::string> SamplePortals::crawl_options() const {
  std::vector<std::string> options{"--allow-private", "--delay", "0s", "--ca-file",
                                   (folder_ / "ca.pem").string()};
  for (const std::string& entry : server_->connect_to()) {
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
