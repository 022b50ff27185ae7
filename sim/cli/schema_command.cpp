#include "scenario/schema.hpp"

#include "cli/commands.hpp"
#include "cli/program.hpp"

namespace tariffsim {

int schema_command(const Options& options, const Console& console) {
  if (!options.arguments.empty())
    throw InputError(Place{}, "schema takes no arguments", "such as 'tariffsim schema'");
  console.print(is_among(options.formats, "md") ? scenario_key_reference() : scenario_schema());
  return kDone;
}

}  // namespace tariffsim
