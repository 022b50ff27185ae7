// The program where no page was bundled: a copy of it away from its build folder.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "support/program.hpp"

using namespace tariffsim::tests;
namespace fs = std::filesystem;

namespace {

/// The program under another path, for as long as this lives.
class MovedProgram {
 public:
  explicit MovedProgram(const fs::path& path) : before_(program()) {
    fs::copy_file(before_, path);
    setenv("TARIFFSIM_PROGRAM", path.c_str(), 1);
  }
  ~MovedProgram() { setenv("TARIFFSIM_PROGRAM", before_.c_str(), 1); }
  MovedProgram(const MovedProgram&) = delete;
  MovedProgram& operator=(const MovedProgram&) = delete;

 private:
  std::string before_;
};

}  // namespace

TEST_CASE("without a bundled page a run works, and says what is left out and why") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  folder.write("a.yaml", small_scenario("a", "25%"));
  const MovedProgram moved(folder.path() / "tariffsim");
  const Ran ran = run({"run", "a.yaml"}, {.folder = folder.path()});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err,
             Catch::Contains("report.html is left out: this program was built without npm"));
  CHECK(fs::exists(folder.path() / "out/a/countries.csv"));
  CHECK_FALSE(fs::exists(folder.path() / "out/a/report.html"));
  const Ran other = run({"run", "a.yaml", "-f", "csv"}, {.folder = folder.path()});
  CHECK(other.err.empty());
}
