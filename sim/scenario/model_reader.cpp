#include "scenario/model_reader.hpp"

#include <fmt/format.h>

#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

constexpr double kMinTolerance = 1e-13;
constexpr double kMaxTolerance = 1e-4;

double read_elasticity(const YamlNode& node, Diagnostics& diagnostics) {
  const auto value = read_number(node, diagnostics);
  if (value && *value <= 0)
    diagnostics.error(node.place,
                      fmt::format("a trade elasticity must be above 0, not {}", node.text));
  return value.value_or(1);
}

bool looks_like_number(const YamlNode& node) {
  Diagnostics ignored;
  return !node.quoted && read_number(node, ignored).has_value();
}

void read_source_or_number(const YamlNode& node, ModelText& model, Diagnostics& diagnostics) {
  if (looks_like_number(node)) {
    model.elasticity = read_elasticity(node, diagnostics);
  } else {
    model.elasticity_source = Name{node.text, node.place};
  }
}

void read_elasticities(const YamlNode& node, ModelText& model, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) return read_source_or_number(node, model, diagnostics);
  const MappingReader mapping = open_mapping(node, elasticity_keys(), diagnostics);
  if (const YamlNode* source = mapping.find("source"))
    read_source_or_number(*source, model, diagnostics);
  for (const YamlNode::Entry* entry : mapping.others()) {
    model.sector_elasticity.emplace_back(Name{entry->key, entry->place},
                                         read_elasticity(entry->value, diagnostics));
  }
}

}  // namespace

ModelText read_model(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, model_keys(), diagnostics);
  ModelText model;
  model.input_output = reader.boolean("input_output");
  model.input_output_place = reader.place("input_output");
  if (const YamlNode* elasticities = reader.find("elasticities"))
    read_elasticities(*elasticities, model, diagnostics);
  if (reader.text("deficits") == "none") model.deficits = DeficitClosure::none;
  model.tolerance = reader.number("tolerance");
  if (model.tolerance &&
      !(*model.tolerance >= kMinTolerance && *model.tolerance <= kMaxTolerance)) {
    diagnostics.error(reader.place("tolerance"),
                      fmt::format("a tolerance of {:g}: expected {:g} to {:g}", *model.tolerance,
                                  kMinTolerance, kMaxTolerance));
  }
  return model;
}

ModelText read_step_model(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, step_model_keys(), diagnostics);
  ModelText model;
  if (const YamlNode* elasticities = reader.find("elasticities"))
    read_elasticities(*elasticities, model, diagnostics);
  return model;
}

}  // namespace tariffsim
