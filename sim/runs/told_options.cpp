#include "runs/told_options.hpp"

#include "scenario/family_options.hpp"

namespace tariffsim {

SolvedAs solved_as(const std::map<std::string, std::string>& values) {
  SolvedAs out;
  for (const auto& [name, value] : values)
    if (name == "model.elasticities")
      out.elasticities = value;
    else if (name == "model.deficits")
      out.deficits = value;
    else if (name == "model.input_output")
      out.input_output = value == "true";
    else if (name.starts_with("model."))
      out.other_options[name] = value;
  const auto horizon = values.find("model.horizon");
  if (horizon == values.end()) return out;
  for (const auto& [name, value] : options_of_horizon(horizon->second))
    if (const auto has = out.other_options.find(name);
        has != out.other_options.end() && has->second == value)
      out.set_by_horizon.insert(name);
  return out;
}

SolvedAs solved_as(const std::vector<RunOption>& options) {
  std::map<std::string, std::string> values;
  for (const RunOption& option : options) values[option.name] = option.value;
  return solved_as(values);
}

}  // namespace tariffsim
