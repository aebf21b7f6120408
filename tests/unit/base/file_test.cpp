#include "base/file.hpp"

#include <sys/stat.h>

#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;
using test::slurp;
using test::TempDir;

TEST_CASE("a file is read whole, up to a limit") {
  const TempDir folder;
  const fs::path file = folder.write("a.txt", "12345");
  CHECK(*read_file(file, 5) == "12345");
  const auto large = read_file(file, 4);
  REQUIRE_FALSE(large);
  CHECK(large.error().code == ErrorCode::limit_exceeded);
  CHECK(large.error().where == file.string());
}

TEST_CASE("what cannot be read says why") {
  const TempDir folder;
  const auto missing = read_file(folder / "none", 10);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::not_found);
  const auto directory = read_file(folder.path(), 10);
  REQUIRE_FALSE(directory);
  CHECK(directory.error().code == ErrorCode::invalid_input);
  CHECK(directory.error().message == "cannot read: it is a folder; name a file");
}

TEST_CASE("writing replaces the whole file and leaves nothing beside it") {
  const TempDir folder;
  const fs::path file = folder.write("out.csv", "old");
  REQUIRE(write_file_atomically(file, "new"));
  CHECK(slurp(file) == "new");
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
  CHECK((fs::status(file).permissions() & fs::perms::all) == fs::perms(0644));
}

TEST_CASE("a failed write leaves the old file and nothing beside it") {
  const TempDir folder;
  const fs::path target = folder / "taken";
  fs::create_directory(target);  // a file cannot replace a folder
  CHECK_FALSE(write_file_atomically(target, "new"));
  CHECK(fs::is_directory(target));
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
  const auto lost = write_file_atomically(folder / "no" / "file", "new");
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == ErrorCode::io);  // the machine's matter, no bad input (docs/cli.md)
  const auto none = make_folder("/proc/nope");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::io);
}

TEST_CASE("a file that grows in pieces is seen when it is whole, or never") {
  const TempDir folder;
  const fs::path target = folder.write("file", "old");
  {
    auto file = FileReplacement::start(target);
    REQUIRE(file);
    CHECK(file->append("new "));
    CHECK(slurp(target) == "old");
    CHECK(file->append("and whole"));
    REQUIRE(file->commit());
  }
  CHECK(slurp(target) == "new and whole");
  {
    auto file = FileReplacement::start(target);
    REQUIRE(file);
    CHECK(file->append("half"));
  }
  CHECK(slurp(target) == "new and whole");
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("folders are made with their parents, also when they are there") {
  const TempDir folder;
  CHECK(make_folder(folder / "a/b/c"));
  CHECK(make_folder(folder / "a/b/c"));
  CHECK(fs::is_directory(folder / "a/b/c"));
  static_cast<void>(folder.write("file", ""));
  CHECK_FALSE(make_folder(folder / "file/below"));
}

TEST_CASE("errno becomes an error for whoever can mend it") {
  CHECK(errno_error(ENOSPC, "x", "write").code == ErrorCode::no_space);
  CHECK(errno_error(EDQUOT, "x", "write").code == ErrorCode::no_space);
  CHECK(errno_error(ENOENT, "x", "read").code == ErrorCode::not_found);
  const Error denied = errno_error(EACCES, "some/file", "read");
  CHECK(denied.code == ErrorCode::io);
  CHECK(denied.text() == "some/file: cannot read: Permission denied");
}

}  // namespace
}  // namespace gweval
