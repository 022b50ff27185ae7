// A study comes out the same however it is solved, and nothing that was done is lost.
#include <catch2/catch.hpp>

#include <chrono>
#include <random>
#include <thread>

#include "studies/sqlite.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

constexpr const char* kDraws =
    "uncertainty:\n  draws: 3000\n  elasticities: {standard_error: 30%}\n"
    "  rates: {standard_deviation: 20%}\n"
    "  trade_costs: [{importer: USA, exporter: VNM, standard_deviation: 10%}]\n";
constexpr const char* kStudyFiles[] = {"summary.json", "study.csv", "percentiles.csv", "sobol.csv",
                                       "study.sqlite"};

void same_files(const Workspace& workspace, const std::string& one, const std::string& other) {
  for (const char* file : kStudyFiles) {
    CAPTURE(one, other, file);
    REQUIRE(workspace.has(one + "/" + file));
    CHECK((workspace.text(one + "/" + file) == workspace.text(other + "/" + file)));
  }
}

/// Starts a run in the workspace's folder, to be ended by a signal.
pid_t start(const Workspace& workspace, const TemporaryFolder& streams,
            const std::vector<std::string>& arguments) {
  const pid_t child = fork();
  if (child == 0)
    become(arguments, {.folder = workspace.folder.path()}, streams.path() / "out",
           streams.path() / "err");
  return child;
}

/// Exit status, or -1 when ended by a signal.
int wait_for(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("a study is the same bytes for any number of threads, and for a seed; not for another") {
  Workspace workspace;
  workspace.scenario("s", kDraws);
  REQUIRE(workspace({"run", "s.yaml", "-q", "-j", "1", "-o", "one"}).status == 0);
  REQUIRE(workspace({"run", "s.yaml", "-q", "-j", "2", "-o", "two"}).status == 0);
  same_files(workspace, "one/s", "two/s");
  REQUIRE(workspace({"run", "s.yaml", "-q", "--set", "uncertainty.seed=2", "-o", "seed"}).status ==
          0);
  CHECK((workspace.text("one/s/study.csv") != workspace.text("seed/s/study.csv")));
  const fs::directory_iterator files(workspace.folder.path() / "one/s");
  CHECK(std::distance(begin(files), end(files)) == 6);
  CHECK((workspace.text("one/s/report.html") == workspace.text("two/s/report.html")));
}

TEST_CASE("a study that is killed at any moment and resumed is the study") {
  Workspace workspace;
  workspace.scenario("s", kDraws);
  REQUIRE(workspace({"run", "s.yaml", "-q", "-o", "whole"}).status == 0);
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 generator(seed);
  std::uniform_int_distribution<int> milliseconds(1, 120);
  const TemporaryFolder streams;
  int killed = 0;
  for (int kill_at = 0; kill_at < 20; ++kill_at) {
    const pid_t child = start(workspace, streams, {"run", "s.yaml", "-o", "cut", "--resume"});
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(generator)));
    kill(child, SIGKILL);
    if (wait_for(child) == -1) ++killed;
  }
  CHECK(killed > 0);
  const Ran rest = workspace({"run", "s.yaml", "-q", "-o", "cut", "--resume"});
  INFO(rest.err);
  REQUIRE(rest.status == 0);
  same_files(workspace, "whole/s", "cut/s");
}

TEST_CASE("Ctrl-C keeps what is done, also where it arrives twice, and both ways on are told") {
  Workspace workspace;
  workspace.scenario("s", "uncertainty: {draws: 1000000, elasticities: {standard_error: 30%}}\n");
  workspace.scenario("t", "uncertainty: {draws: 1000000, elasticities: {standard_error: 30%}}\n");
  const TemporaryFolder streams;
  const pid_t child = start(workspace, streams, {"run", "s.yaml", "t.yaml"});
  const fs::path store = workspace.folder.path() / "out/s/study-unfinished.sqlite";
  for (int wait = 0; wait < 1000 && !(fs::exists(store) && fs::file_size(store) > 0); ++wait)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  for (int delivery = 0; delivery < 20; ++delivery) {  // as 'timeout' and 'mpirun' do with one
    kill(child, SIGINT);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  CHECK(wait_for(child) == 1);
  CHECK_THAT(read_text(streams.path() / "err"), Contains("of 1000000 points are kept in") &&
                                                    Contains("--resume") &&
                                                    Contains("t: stopped before it started"));
  CHECK_FALSE(workspace.has("out/t"));
  CHECK_FALSE(workspace.has("out/s/summary.json"));
  const Ran again = workspace({"run", "s.yaml"});
  CHECK(again.status == 1);
  CHECK_THAT(again.err, Contains("go on with --resume, or remove the file to start again"));
  const Ran other = workspace({"run", "s.yaml", "--resume", "--set", "uncertainty.seed=2"});
  CHECK(other.status == 1);
  CHECK_THAT(other.err, Contains("cannot be resumed, it was started with another set of options"));
}

TEST_CASE(
    "a finished study is replaced by a complete one only, and is not solved again to resume") {
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": [10%, 20%]}\n");
  REQUIRE(workspace({"run", "s.yaml", "-q"}).status == 0);
  const std::string before = workspace.text("out/s/study.csv");
  const Ran resumed = workspace({"run", "s.yaml", "--resume"});
  CHECK(resumed.status == 0);
  CHECK_THAT(resumed.out, Contains("2 points"));
  CHECK((workspace.text("out/s/study.csv") == before));
  CHECK(workspace({"run", "s.yaml", "-q"}).status == 0);
  fs::create_directories(workspace.folder.path() / "mine/s");
  workspace.folder.write("mine/s/letter.txt", "dear");
  const Ran refused = workspace({"run", "s.yaml", "-o", "mine"});
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, Contains("not an earlier result"));
  CHECK(workspace.text("mine/s/letter.txt") == "dear");
}

TEST_CASE("what is damaged of a study on the disk is solved anew, and said", "[regression]") {
  // Cause: the store was resumed as it lay: five of a hundred single flipped bits gave another
  // study.csv, and rows that were deleted were missed by nobody.
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": 0..40% by 1%}\n");
  REQUIRE(workspace({"run", "s.yaml", "-q", "-o", "whole"}).status == 0);
  const std::string whole = workspace.text("whole/s/study.sqlite");
  const fs::path folder = workspace.folder.path() / "cut/s";
  const auto resumed_from = [&](const std::string& bytes) {
    fs::remove_all(folder);
    workspace.folder.write("cut/s/study-unfinished.sqlite", bytes);
    return workspace({"run", "s.yaml", "-q", "-o", "cut", "--resume"});
  };
  const auto edited = [&](const char* edit) {
    fs::remove(folder / "study-unfinished.sqlite");
    workspace.folder.write("edited.sqlite", whole);
    tariffsim::Database(workspace.folder.path() / "edited.sqlite", tariffsim::Database::Mode::open)
        .run(edit);
    return workspace.text("edited.sqlite");
  };
  const auto same = [&] {
    for (const char* file : {"study.csv", "summary.json"})
      CHECK((workspace.text(std::string("whole/s/") + file) ==
             workspace.text(std::string("cut/s/") + file)));
  };
  CHECK(resumed_from(whole).err.empty());
  same();
  for (const char* edit : {"UPDATE points SET measures = zeroblob(length(measures))",
                           "DELETE FROM points WHERE point % 4 > 0",
                           "UPDATE columns SET country = 'CHN'", "DROP TABLE chunks"}) {
    CAPTURE(edit);
    const Ran ran = resumed_from(edited(edit));
    CHECK(ran.status == 0);
    CHECK_THAT(ran.err, Contains("was damaged or changed since it was written: of 41 points"));
    same();
  }
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 generator(seed);
  for (int flip = 0; flip < 40; ++flip) {
    std::string bytes = whole;
    const std::size_t at = generator() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << generator() % 8));
    CAPTURE(at);
    const Ran ran = resumed_from(bytes);
    INFO(ran.err);
    if (ran.status != 0)  // what the whole file is of may be what was hit
      CHECK_THAT(ran.err, Contains("remove the file to start again") ||
                              Contains("remove it to start again"));
    else
      same();
  }
}

TEST_CASE("a store with nothing in it is told of when a study goes on from it", "[regression]") {
  // Cause: it was taken for a run that had not begun.
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": 0..40% by 1%}\n");
  REQUIRE(workspace({"run", "s.yaml", "-q", "-o", "whole"}).status == 0);
  const fs::path store = workspace.folder.path() / "cut/s/study-unfinished.sqlite";
  const auto resumed = [&] {
    const Ran ran = workspace({"run", "s.yaml", "-q", "-o", "cut", "--resume"});
    CHECK(ran.status == 0);
    CHECK_THAT(ran.err, Contains("study-unfinished.sqlite holds nothing to go on with: all 41 "
                                 "points are solved"));
    CHECK((workspace.text("whole/s/study.csv") == workspace.text("cut/s/study.csv")));
    fs::remove_all(workspace.folder.path() / "cut/s");
  };
  workspace.folder.write("cut/s/study-unfinished.sqlite", "");
  resumed();
  for (const char* edit :
       {"DELETE FROM points; DELETE FROM chunks",
        "DELETE FROM points; DELETE FROM chunks; DELETE FROM study; DELETE FROM columns"}) {
    workspace.folder.write("cut/s/study-unfinished.sqlite", workspace.text("whole/s/study.sqlite"));
    tariffsim::Database(store, tariffsim::Database::Mode::open).run(edit);
    resumed();
  }
}

TEST_CASE("a finished study that was changed is not taken for its results", "[regression]") {
  // Cause: --resume of a finished study, for another format, trusted study.sqlite as it lay.
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": 0..40% by 1%}\n");
  REQUIRE(workspace({"run", "s.yaml", "-q"}).status == 0);
  const std::string before = workspace.text("out/s/study.csv");
  tariffsim::Database(workspace.folder.path() / "out/s/study.sqlite",
                      tariffsim::Database::Mode::open)
      .run("UPDATE points SET measures = zeroblob(length(measures)) WHERE point = 7");
  const Ran ran = workspace({"run", "s.yaml", "-q", "-f", "csv,md", "--resume"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("of 41 points 37 are kept, the others solved again"));
  CHECK((workspace.text("out/s/study.csv") == before));
}

TEST_CASE("two ranks make the same bytes as one") {
#ifndef TARIFFSIM_WITH_MPI
  WARN("skipped: this build has no MPI");
#else
  if (std::system("command -v mpirun >/dev/null 2>&1") != 0) {
    WARN("skipped: there is no mpirun");
    return;
  }
  Workspace workspace;
  workspace.scenario("s", kDraws);
  REQUIRE(workspace({"run", "s.yaml", "-q", "-o", "one"}).status == 0);
  const std::string command = "cd '" + workspace.folder.path().string() +
                              "' && mpirun --allow-run-as-root --oversubscribe -np 2 '" +
                              program() + "' run s.yaml -q -j 1 -o two >mpi.txt 2>&1";
  const int status = std::system(command.c_str());
  INFO(workspace.text("mpi.txt"));
  REQUIRE(status == 0);
  same_files(workspace, "one/s", "two/s");
#endif
}

TEST_CASE("a study in the background does not die of a Ctrl-C that is ignored there",
          "[regression]") {
  // Cause: the study's own handling took the place of SIG_IGN, which a shell sets for such jobs.
  Workspace workspace;
  workspace.scenario("s", kDraws);
  const TemporaryFolder streams;
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGINT, SIG_IGN);
    become({"run", "s.yaml", "-q"}, {.folder = workspace.folder.path()}, streams.path() / "out",
           streams.path() / "err");
  }
  const fs::path store = workspace.folder.path() / "out/s/study-unfinished.sqlite";
  for (int wait = 0; wait < 1000 && !fs::exists(store); ++wait)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  kill(child, SIGINT);
  CHECK(wait_for(child) == 0);
  CHECK(workspace.has("out/s/summary.json"));
}

TEST_CASE("a disk that is full costs a study nothing that was done", "[regression]") {
  // Cause: "disk I/O error", and no word of what is kept and how to go on.
  Workspace workspace;
  workspace.scenario("s", kDraws);
  REQUIRE(workspace({"run", "s.yaml", "-q", "-o", "whole"}).status == 0);
  const Ran full = run({"run", "s.yaml", "-q", "-o", "cut"},
                       {.folder = workspace.folder.path(), .max_file_bytes = 300'000});
  CHECK(full.status == 1);
  CHECK_THAT(full.err, Contains("what was solved before is kept") && Contains("--resume"));
  REQUIRE(workspace({"run", "s.yaml", "-q", "-o", "cut", "--resume"}).status == 0);
  same_files(workspace, "whole/s", "cut/s");
}
