#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/near_miss.hpp"
#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/program.hpp"
#include "cli/shell_files.hpp"

namespace tariffsim {
namespace {

std::string topic_text(const std::string& topic) {
  if (topic == "man") return man_page();
  if (topic == "bash") return bash_completion();
  if (topic == "fish") return fish_completion();
  const std::vector<std::string> commands = command_names();
  if (std::find(commands.begin(), commands.end(), topic) != commands.end()) return help_text(topic);
  const auto near = near_miss(topic, commands);
  throw InputError(
      Place{}, fmt::format("there is no help on '{}'", topic),
      near ? fmt::format("did you mean '{}'?", *near)
           : fmt::format("expected one of: {}, man, bash, fish", fmt::join(commands, ", ")));
}

}  // namespace

int help_command(const Options& options, const Console& console) {
  if (options.arguments.size() > 1)
    throw InputError(Place{}, "help explains one command at a time",
                     "such as 'tariffsim help run'");
  console.print(options.arguments.empty() ? help_text("") : topic_text(options.arguments.front()));
  return kDone;
}

}  // namespace tariffsim
