// What a person at a terminal sees, and what is left when they stop a run.
#include <pty.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <thread>

#include "support/program.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

/// Everything printed, both streams on one terminal.
std::string on_terminal(std::vector<std::string> arguments, const fs::path& folder) {
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(126);
    arguments.insert(arguments.begin(), program());
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    unsetenv("NO_COLOR");
    execv(argv.front(), argv.data());
    _exit(127);
  }
  std::string text;
  char bytes[4096];
  for (ssize_t n = 0; (n = read(terminal, bytes, sizeof bytes)) > 0;)
    text.append(bytes, static_cast<std::size_t>(n));
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  return text;
}

/// Starts a run, sends `signal` after a while, and waits for the end.
void run_and_stop(const std::vector<std::string>& arguments, const fs::path& folder, int signal,
                  std::chrono::milliseconds after) {
  const TemporaryFolder streams;
  // A signal that comes early waits until the child is no longer a test, which would report it.
  sigset_t asked, before;
  sigemptyset(&asked);
  for (const int one : {SIGINT, SIGTERM}) sigaddset(&asked, one);
  pthread_sigmask(SIG_BLOCK, &asked, &before);
  const pid_t child = fork();
  if (child == 0) {
    for (const int one : {SIGINT, SIGTERM}) std::signal(one, SIG_DFL);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    become(arguments, {.folder = folder}, streams.path() / "out", streams.path() / "err");
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  std::this_thread::sleep_for(after);
  kill(child, signal);
  int status = 0;
  waitpid(child, &status, 0);
}

}  // namespace

TEST_CASE("a terminal shows progress and colours") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  folder.write("a.yaml", small_scenario("a", "25%"));
  folder.write("b.yaml", small_scenario("b", "60%"));
  const std::string text = on_terminal({"run", "a.yaml", "b.yaml"}, folder.path());
  for (const char* part : {"solved 1 of 2", "solved 2 of 2", "\x1b[", "Largest losers"})
    CHECK_THAT(text, Contains(part));
  CHECK_THAT(on_terminal({"run", "a.yaml", "--color", "never", "-q"}, folder.path()),
             !Contains("Largest losers"));
}

TEST_CASE("a run that is stopped leaves whole results or none") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  std::vector<std::string> arguments{"run"};
  for (int at = 0; at < 40; ++at) {
    const std::string id = "s" + std::to_string(at);
    folder.write(id + ".yaml", small_scenario(id, "25%"));
    arguments.push_back(id + ".yaml");
  }
  for (const int signal : {SIGTERM, SIGINT}) {
    for (int wait = 5; wait <= 80; wait *= 2) {
      CAPTURE(signal, wait);
      run_and_stop(arguments, folder.path(), signal, std::chrono::milliseconds(wait));
      std::error_code nothing_yet;
      for (const auto& entry : fs::directory_iterator(folder.path() / "out", nothing_yet)) {
        CAPTURE(entry.path());
        CHECK(entry.path().filename().string().front() == 's');
        for (const char* file :
             {"summary.json", "countries.csv", "sectors.csv", "flows.csv", "pairs.csv"})
          CHECK(fs::exists(entry.path() / file));
      }
      fs::remove_all(folder.path() / "out");
    }
  }
}
