// Sessions at a terminal, to the letter. Each golden/NAME.t is run in a folder of its own, which
// holds the small baseline: '  $ ' begins a command of the shell, '  > ' goes on with it, the
// indented lines below it are all that it prints (stdout and stderr as they come) and, in brackets,
// its exit status where that is not 0; all other lines are remarks. With TARIFFSIM_WRITE_GOLDEN
// set, what is printed is written into the files instead, to be read in the change that it comes
// with.
#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/program.hpp"

using namespace tariffsim::tests;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kCommand = "  $ ";
constexpr std::string_view kMore = "  > ";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// A workspace at which the shell finds the program.
class Session {
 public:
  Session() { write_small_baseline(workspace_); }

  /// What a command prints, indented, and its status.
  std::string run(const std::string& command) const {
    const fs::path script = notes_.write("script", command), printed = notes_.path() / "printed";
    const std::string shell = "cd '" + workspace_.path().string() +
                              "' && unset TARIFFSIM_DATA && PATH='" +
                              fs::path(program()).parent_path().string() + "':$PATH sh '" +
                              script.string() + "' > '" + printed.string() + "' 2>&1";
    const int status = std::system(shell.c_str());
    std::string text;
    for (const std::string& line : lines_of(read_text(printed))) text += "  " + line + "\n";
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return code == 0 ? text : text + "  [" + std::to_string(code) + "]\n";
  }

 private:
  TemporaryFolder workspace_;
  TemporaryFolder notes_;  // the shell's script and what it prints
};

/// The session as it goes when its commands are run now.
std::string rerun(const std::string& written) {
  const Session session;
  const std::vector<std::string> lines = lines_of(written);
  std::string now;
  for (std::size_t at = 0; at < lines.size();) {
    const bool printed = lines[at].starts_with("  ") && !lines[at].starts_with(kCommand);
    if (!lines[at].starts_with(kCommand)) {
      if (!printed) now += lines[at] + "\n";
      ++at;
      continue;
    }
    std::string command = lines[at].substr(kCommand.size()) + "\n";
    now += lines[at++] + "\n";
    for (; at < lines.size() && lines[at].starts_with(kMore); ++at) {
      command += lines[at].substr(kMore.size()) + "\n";
      now += lines[at] + "\n";
    }
    now += session.run(command);
  }
  return now;
}

}  // namespace

TEST_CASE("what the program says to a wrong call or file is as agreed, to the letter") {
  int sessions = 0;
  const fs::path golden = fs::path(TARIFFSIM_SOURCE_DIR) / "tests/cli/golden";
  for (const auto& entry : fs::directory_iterator(golden)) {
    ++sessions;
    INFO(entry.path().filename());
    const std::string written = read_text(entry.path());
    const std::string now = rerun(written);
    if (std::getenv("TARIFFSIM_WRITE_GOLDEN") != nullptr)
      std::ofstream(entry.path(), std::ios::binary) << now;
    else
      CHECK(now == written);
  }
  CHECK(sessions >= 5);
}
