#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/diagnostic.hpp"
#include "base/output_folder.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

std::ptrdiff_t entries(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

}  // namespace

TEST_CASE("A new folder appears whole, at commit") {
  const tests::TemporaryFolder folder;
  const fs::path target = folder.path() / "out" / "us-china";
  OutputFolder output(target);
  output.write("summary.json", "{}");
  output.write("feb-4/flows.csv", std::string("a\0b", 3));
  CHECK_FALSE(fs::exists(target));
  CHECK(output.path().filename().string().rfind(".us-china.partial-", 0) == 0);
  output.commit();
  CHECK(tests::read_text(target / "summary.json") == "{}");
  CHECK(tests::read_text(target / "feb-4/flows.csv") == std::string("a\0b", 3));
  CHECK(entries(folder.path() / "out") == 1);
}

TEST_CASE("An existing folder is replaced only by a complete one") {
  const tests::TemporaryFolder folder;
  folder.write("out/old.csv", "old");
  {
    OutputFolder abandoned(folder.path() / "out");
    abandoned.write("new.csv", "new");
  }
  CHECK(tests::read_text(folder.path() / "out/old.csv") == "old");
  CHECK(entries(folder.path()) == 1);
  OutputFolder output(folder.path() / "out/");
  output.write("new.csv", "new");
  output.commit();
  CHECK_FALSE(fs::exists(folder.path() / "out/old.csv"));
  CHECK(tests::read_text(folder.path() / "out/new.csv") == "new");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("A folder that lacks the marker is not replaced") {
  const tests::TemporaryFolder folder;
  folder.write("home/letter.txt", "dear");
  CHECK_THROWS_WITH(OutputFolder(folder.path() / "home", "summary.json"),
                    Contains("not replaced") && Contains("summary.json"));
  folder.write("home/summary.json", "{}");
  CHECK_NOTHROW(OutputFolder(folder.path() / "home", "summary.json"));
}

TEST_CASE("A link to a folder stays, what it points to is replaced") {
  const tests::TemporaryFolder folder;
  fs::create_directory(folder.path() / "real");
  fs::create_directory_symlink(folder.path() / "real", folder.path() / "link");
  OutputFolder output(folder.path() / "link");
  output.write("a", "1");
  output.commit();
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(tests::read_text(folder.path() / "real/a") == "1");
}

TEST_CASE("What cannot be written is named with the system's reason") {
  const tests::TemporaryFolder folder;
  folder.write("file", "x");
  CHECK_THROWS_WITH(OutputFolder(folder.path() / "file"), Contains("Not a directory"));
  CHECK_THROWS_WITH(OutputFolder(folder.path() / "file" / "under"),
                    Contains("file/under") || Contains("Not a directory"));
  CHECK_THROWS_AS(OutputFolder("/proc/none/out"), OutputError);
}

TEST_CASE("what killed runs have left is removed by the next one beside it", "[regression]") {
  // Cause: every kill while results were written left a hidden folder for ever; later, one whose
  // scenario was not run again, since only folders of the same name were looked for.
  const tests::TemporaryFolder folder;
  folder.write(".out.partial-0123abcd/flows.csv", "half");
  folder.write(".out.partial-0123abcd.old/flows.csv", "the only copy");
  folder.write(".other.partial-0123abcd/flows.csv", "of another scenario");
  folder.write(".other.partial-0123abcd.old/flows.csv", "the only copy");
  folder.write(".done.partial-0123abcd.old/flows.csv", "an older copy");
  folder.write("done/summary.json", "{}");
  for (const char* not_ours : {".other.partial-notes", ".partial-0123abcd", "x.partial-0123abcd"})
    folder.write(std::string(not_ours) + "/letter.txt", "dear");
  const OutputFolder another_at_work(folder.path() / "another");
  const OutputFolder at_work(folder.path() / "out");
  const OutputFolder output(folder.path() / "out");
  CHECK_FALSE(fs::exists(folder.path() / ".out.partial-0123abcd"));
  CHECK(fs::exists(folder.path() / ".out.partial-0123abcd.old/flows.csv"));
  CHECK_FALSE(fs::exists(folder.path() / ".other.partial-0123abcd"));
  CHECK(fs::exists(folder.path() / ".other.partial-0123abcd.old/flows.csv"));
  CHECK_FALSE(fs::exists(folder.path() / ".done.partial-0123abcd.old"));
  for (const char* not_ours : {".other.partial-notes", ".partial-0123abcd", "x.partial-0123abcd"})
    CHECK(fs::exists(folder.path() / not_ours / "letter.txt"));
  CHECK(fs::exists(at_work.path()));
  CHECK(fs::exists(another_at_work.path()));
}

TEST_CASE("a link to nowhere is told of as one", "[regression]") {
  // Cause: "File exists", of what could not be found.
  const tests::TemporaryFolder folder;
  fs::create_symlink("nowhere", folder.path() / "link");
  const fs::path target = folder.path() / "link/out";
  CHECK_THROWS_WITH(OutputFolder(target),
                    Contains("link is a link to nowhere, which is not there"));
  CHECK_THROWS_WITH(check_replaceable(target, "summary.json"), Contains("is a link to nowhere"));
  fs::create_directory(folder.path() / "nowhere");
  CHECK_NOTHROW(OutputFolder(target));
}
