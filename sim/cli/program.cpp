#include "cli/program.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <new>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/help.hpp"

namespace tariffsim {
namespace {

using Command = int (*)(const Options&, const Console&);

int dispatch(const Options& options, const Console& console) {
  static const std::map<std::string, Command> commands{
      {"run", run_command},   {"compare", compare_command},   {"validate", validate_command},
      {"list", list_command}, {"describe", describe_command}, {"schema", schema_command},
      {"data", data_command}, {"help", help_command}};
  return commands.at(options.command)(options, console);
}

/// What --help and --version ask for is printed even with --quiet.
int answer(Options options, const std::string& text) {
  options.quiet = false;
  Console(options).print(text);
  return kDone;
}

int run(const Options& options, const Console& console) {
  try {
    if (options.help) return answer(options, help_text(options.command));
    if (options.version) return answer(options, "tariffsim " TARIFFSIM_VERSION "\n");
    return dispatch(options, console);
  } catch (const InputError& error) {
    console.report(error.diagnostics());
    return kWrong;
  } catch (const std::exception& error) {
    console.error(failure_text(error));
    return kFailed;
  }
}

/// What is not open would be the number of the next file that is opened, and what is printed would
/// go into it. A descriptor that cannot be written to fails as a closed one does.
void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", O_RDONLY) == -1) return;
}

/// Exceptions in threads of libraries end here.
[[noreturn]] void end_with_a_sentence() {
  try {
    if (const std::exception_ptr failure = std::current_exception())
      std::rethrow_exception(failure);
    std::fputs(
        "error: the program stopped because of an internal error: please report it, with the "
        "command and the scenario\n",
        stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", failure_text(error).c_str());
  } catch (...) {
    std::fputs(
        "error: the program stopped because of an internal error: please report it, with the "
        "command and the scenario\n",
        stderr);
  }
  std::_Exit(kFailed);
}

}  // namespace

std::string failure_text(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
    return "out of memory: this takes more than the machine, or a limit on the process, gives";
  const auto* system = dynamic_cast<const std::system_error*>(&error);
  if (system != nullptr && system->code() == std::errc::resource_unavailable_try_again)
    return "the system gives no more threads (a limit on processes or memory): '-j 1' needs none";
  std::error_code gone;
  if (dynamic_cast<const std::filesystem::filesystem_error*>(&error) != nullptr &&
      std::filesystem::current_path(gone).empty())
    return "the working directory is not there any more: change to one that is";
  return error.what();
}

int run_program(const std::vector<std::string>& arguments) {
  occupy_standard_streams();
  std::set_terminate(end_with_a_sentence);
  // A file that grows too large is an error of that write, not the end.
  std::signal(SIGXFSZ, SIG_IGN);
  Options options;
  try {
    options = parse_options(arguments);
  } catch (const InputError& error) {
    Console(options).report(error.diagnostics());
    return kWrong;
  }
  // Nor is the end of who reads the report of what is written to files, too.
  if (options.command == "run" || options.command == "compare") std::signal(SIGPIPE, SIG_IGN);
  return run(options, Console(options));
}

}  // namespace tariffsim
