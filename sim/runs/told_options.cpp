#include "runs/told_options.hpp"

#include <utility>

#include "scenario/family_options.hpp"

namespace tariffsim {

ComparedRun with_options(ComparedRun run, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values)
    if (name == "model.elasticities")
      run.elasticities = value;
    else if (name == "model.deficits")
      run.deficits = value;
    else if (name == "model.input_output")
      run.input_output = value == "true";
    else if (name.starts_with("model."))
      run.other_options[name] = value;
  const auto horizon = values.find("model.horizon");
  if (horizon == values.end()) return run;
  for (const auto& [name, value] : options_of_horizon(horizon->second))
    if (const auto has = run.other_options.find(name);
        has != run.other_options.end() && has->second == value)
      run.set_by_horizon.insert(name);
  return run;
}

}  // namespace tariffsim
