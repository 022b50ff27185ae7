// Scenarios of the library by id, and what is printed for man and shells.
#include <catch2/catch.hpp>

#include "support/program.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

constexpr const char* kLibraryScenario = "us-china-145-125";

}  // namespace

TEST_CASE("a scenario of the library is known by its id, from anywhere") {
  const TemporaryFolder folder;
  const Ran ran = run({"validate", kLibraryScenario, "uniform-10"}, {.folder = folder.path()});
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Contains("us-china-145-125.yaml: valid: us-china-145-125 on world-2024"));
  CHECK_THAT(ran.out, Contains("valid: uniform-10 on"));
}

TEST_CASE("a file in the working directory wins over the library") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  folder.write(kLibraryScenario, small_scenario("mine", "25%"));
  const Ran ran = run({"validate", kLibraryScenario}, {.folder = folder.path()});
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Contains("us-china-145-125: valid: mine on"));
}

TEST_CASE("names that are neither a file nor in the library get the nearest, all in one go") {
  const TemporaryFolder folder;
  folder.write("my-tariffs.yaml", "tariffsim: 1\n");
  const Ran ran =
      run({"run", "us-china-145-215", "my-tarifs.yaml", "nothing-like-it", "us-china-145-125.yaml"},
          {.folder = folder.path()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("us-china-145-215: error: neither a file here nor a scenario of the "
                               "library"));
  CHECK_THAT(ran.err, Contains("did you mean 'us-china-145-125'?"));
  CHECK_THAT(ran.err, Contains("my-tarifs.yaml: error: no such file"));
  CHECK_THAT(ran.err, Contains("did you mean 'my-tariffs.yaml'?"));
  CHECK_THAT(ran.err, Contains("'tariffsim list scenarios' shows the library"));
  CHECK_THAT(ran.err, Contains("us-china-145-125.yaml: error: no such file"));
  // Cause: another policy, us-china-245, is one letter away.
  CHECK_THAT(run({"run", "us-china-145"}, {.folder = folder.path()}).err,
             Contains("did you mean 'us-china-145-125'?"));
}

TEST_CASE("a folder of results does not hide the scenario of the library that it is called as",
          "[regression]") {
  // "run us-china-145-125 -o ." worked once; the second time the folder was taken for the file.
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "us-china-145-125");
  CHECK(run({"validate", "us-china-145-125"}, {.folder = folder.path()}).status == 0);
}

TEST_CASE("help prints what --help does, and what man and shells want") {
  CHECK(run({"help"}).out == run({"--help"}).out);
  CHECK(run({"help", "run"}).out == run({"run", "--help"}).out);
  const std::string man = run({"help", "man"}).out, bash = run({"help", "bash"}).out;
  CHECK_THAT(man, Contains(".TH TARIFFSIM 1") && Contains(".SS run") && Contains("\\-\\-resume"));
  for (const char* option : {"--output", "-o", "--resume", "--help"})
    CHECK_THAT(bash, Contains(std::string(" ") + option + " ") ||
                         Contains("'" + std::string(option)) ||
                         Contains(std::string(option) + "'"));
  CHECK_THAT(run({"help", "fish"}).out, Contains("complete -c tariffsim -s o -l output -r\n"));
}

TEST_CASE("help on what there is no help on names the nearest") {
  const Ran ran = run({"help", "valdate"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Contains("there is no help on 'valdate'") && Contains("did you mean 'validate'?"));
  CHECK(run({"help", "run", "list"}).status == 2);
}
