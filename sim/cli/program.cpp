#include "cli/program.hpp"

#include <csignal>
#include <exception>
#include <map>

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
    console.error(error.what());
    return kFailed;
  }
}

}  // namespace

int run_program(const std::vector<std::string>& arguments) {
  std::signal(SIGXFSZ,
              SIG_IGN);  // a file that grows too large is an error of that write, not the end
  Options options;
  try {
    options = parse_options(arguments);
  } catch (const InputError& error) {
    Console(options).report(error.diagnostics());
    return kWrong;
  }
  return run(options, Console(options));
}

}  // namespace tariffsim
