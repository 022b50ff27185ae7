#include "scenario/elasticity_reader.hpp"

#include <fmt/format.h>

#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

double read_elasticity(const YamlNode& node, Diagnostics& diagnostics) {
  const auto value = read_number(node, diagnostics);
  if (value && *value <= 0)
    diagnostics.error(node.place,
                      fmt::format("a trade elasticity must be above 0, not {}", node.text));
  return value.value_or(1);
}

void read_source_or_number(const YamlNode& node, ModelText& model, Diagnostics& diagnostics) {
  if (!node.quoted && is_written_as_number(node.text)) {
    model.elasticity = read_elasticity(node, diagnostics);
  } else {
    model.elasticity_source = Name{node.text, node.place};
  }
}

}  // namespace

void read_elasticities(const YamlNode& node, ModelText& model, Diagnostics& diagnostics) {
  model.elasticity_source.reset();
  model.elasticity.reset();
  model.sector_elasticity.clear();
  if (node.kind == YamlNode::Kind::scalar) return read_source_or_number(node, model, diagnostics);
  const MappingReader mapping = open_mapping(node, elasticity_keys(), diagnostics);
  if (const YamlNode* source = mapping.find("source"))
    read_source_or_number(*source, model, diagnostics);
  for (const YamlNode::Entry* entry : mapping.others()) {
    model.sector_elasticity.emplace_back(Name{entry->key, entry->place},
                                         read_elasticity(entry->value, diagnostics));
  }
}

}  // namespace tariffsim
