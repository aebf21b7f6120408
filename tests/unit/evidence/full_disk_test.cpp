// A disk that fills up while evidence is written: a clear error, and nothing that was stored is
// lost.

#include <csignal>
#include <filesystem>
#include <functional>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "evidence/site_store.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;
using evidence::SiteStore;
using test::sample_capture;
using test::sample_facts;

constexpr int kNoSmallDisk = 77;

// Runs `work` in a child process; its result is the child's exit code.
int in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) _exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool mount_small_disk(const fs::path& place) {
  const int spaces = CLONE_NEWNS | (::geteuid() == 0 ? 0 : CLONE_NEWUSER);
  return ::unshare(spaces) == 0 &&
         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("small", place.c_str(), "tmpfs", 0, "size=1m") == 0;
}

// Adds pages until one fails; their number, with the error it failed with.
std::pair<int, Error> fill(SiteStore& store, int first) {
  for (int number = first; number < 100'000; ++number) {
    const Capture capture = sample_capture(number);
    if (auto added = store.add(capture, sample_facts(capture, number == 0)); !added) {
      return {number, added.error()};
    }
  }
  return {100'000, {}};
}

// 0 if all is as it should be, else the line that failed.
int fill_and_recover(const fs::path& root, const std::function<void()>& make_room,
                     bool knows_no_space) {
  int stored = 0;
  {
    auto store = SiteStore::open(root, "site", test::sample_plan(), sample_facts);
    if (!store) return __LINE__ % 256;
    const auto [number, error] = fill(**store, 0);
    stored = number;
    if (number < 3 || number == 100'000) return __LINE__ % 256;
    if (error.code != ErrorCode::no_space && (knows_no_space || error.code != ErrorCode::io)) {
      return __LINE__ % 256;
    }
    const Capture next = sample_capture(number + 1);
    if ((*store)->add(next, std::nullopt)) return __LINE__ % 256;  // given up for good
    if ((*store)->finish({})) return __LINE__ % 256;
  }
  make_room();
  auto store = SiteStore::open(root, "site", test::sample_plan(), sample_facts);
  if (!store) return __LINE__ % 256;
  for (int number = 0; number < stored; ++number) {
    const auto found = (*store)->find(sample_capture(number).fetch.url, FetchPurpose::page);
    if (!found || !found->has_value()) return __LINE__ % 256;
  }
  for (int number = stored; number < stored + 20; ++number) {
    const Capture capture = sample_capture(number);
    if (!(*store)->add(capture, sample_facts(capture, false))) return __LINE__ % 256;
  }
  if (!(*store)->finish({})) return __LINE__ % 256;
  store = Error{};
  const auto facts = load_site_facts(root, "site");
  return facts && facts->fetches.size() >= static_cast<std::size_t>(stored + 20) ? 0
                                                                                 : __LINE__ % 256;
}

TEST_CASE("A full disk ends in no_space; with room again, everything stored is there") {
  const test::TempDir dir;
  const int outcome = in_child([&dir] {
    if (!mount_small_disk(dir.path())) return kNoSmallDisk;
    const auto make_room = [&dir] {
      ::mount("small", dir.path().c_str(), "tmpfs", MS_REMOUNT, "size=32m");
    };
    return fill_and_recover(dir.path(), make_room, true);
  });
  if (outcome == kNoSmallDisk) {
    WARN("not run: a small disk cannot be mounted here");
  } else {
    CHECK(outcome == 0);
  }
}

TEST_CASE("A limit on file size ends in an error; without it, everything stored is there") {
  const test::TempDir dir;
  const int outcome = in_child([&dir] {
    std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit {};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 400'000;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto make_room = [&limit, before] {
      limit.rlim_cur = before;
      ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    return fill_and_recover(dir.path(), make_room, false);
  });
  CHECK(outcome == 0);
}

}  // namespace
}  // namespace gweval
