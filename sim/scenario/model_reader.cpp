#include "scenario/model_reader.hpp"

#include "scenario/model_options.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

ModelText read_options(const YamlNode& node, const MappingSpec& keys, ModelText model,
                       Diagnostics& diagnostics) {
  const MappingReader reader(node, keys, diagnostics);
  for (const KeySpec& key : keys.keys)
    if (reader.find(key.name) != nullptr)
      find_model_option(key.name)->read(reader, model, diagnostics);
  return model;
}

}  // namespace

ModelText read_model(const YamlNode& node, Diagnostics& diagnostics) {
  return read_options(node, model_keys(), {}, diagnostics);
}

ModelText read_step_model(const YamlNode& node, ModelText scenario, Diagnostics& diagnostics) {
  return read_options(node, step_model_keys(), std::move(scenario), diagnostics);
}

}  // namespace tariffsim
