#include "scenario/schema.hpp"

#include "cli/commands.hpp"
#include "cli/program.hpp"

namespace tariffsim {

int schema_command(const Options& options, const Console& console) {
  if (!options.arguments.empty())
    throw InputError(Place{}, "schema takes no arguments", "such as 'tariffsim schema'");
  if (options.formats_given && !is_among(options.formats, "md") &&
      options.formats != formats_named({"json"}))
    throw InputError(Place{}, "schema is printed as JSON, or with '-f md' as a table of keys",
                     "leave out -f, or use '-f md'");
  console.print(is_among(options.formats, "md") ? scenario_key_reference() : scenario_schema());
  return kDone;
}

}  // namespace tariffsim
