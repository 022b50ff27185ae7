#include "scenario/sensitivity_reader.hpp"

#include "scenario/expectation_reader.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {

SensitivityText read_sensitivity(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, sensitivity_keys(), diagnostics);
  SensitivityText text;
  text.place = node.place;
  text.in = reader.text("in").value_or("tariffs");
  if (const YamlNode* of = reader.find("of")) {
    text.of = read_measures(*of, diagnostics);
    if (text.of.empty() && !diagnostics.has_errors())
      diagnostics.error(of->place, "nothing is differentiated: expected at least one measure",
                        "such as 'USA.welfare_pct'");
  }
  return text;
}

}  // namespace tariffsim
