#include "scenario/elasticity_reader.hpp"

#include <fmt/format.h>

#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

/// Bounds outside of which no estimate lies.
struct Estimates {
  double least, most;
  const char* of;  // what they are for, in a sentence
};
/// Of the sources that baselines come with no sector lies outside.
constexpr Estimates kOfOneSector{0.3, 100, ""};
/// For all sectors together the estimates lie closer.
constexpr Estimates kOfAllSectors{0.5, 50, " for all goods"};

double read_elasticity(const YamlNode& node, const Estimates& known, Diagnostics& diagnostics) {
  const auto value = read_number(node, diagnostics);
  if (value && *value <= 0)
    diagnostics.error(node.place,
                      fmt::format("a trade elasticity must be above 0, not {}", node.text));
  else if (value && (*value < known.least || *value > known.most))
    diagnostics.warning(node.place,
                        fmt::format("a trade elasticity of {}{} is far {} all estimates", node.text,
                                    known.of, *value < known.least ? "below" : "above"),
                        "for all goods they are about 2 to 8, in single sectors about 0.5 to 65");
  return value.value_or(1);
}

void read_source_or_number(const YamlNode& node, ModelText& model, Diagnostics& diagnostics) {
  if (!node.quoted && is_written_as_number(node.text)) {
    model.elasticity = read_elasticity(node, kOfAllSectors, diagnostics);
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
                                         read_elasticity(entry->value, kOfOneSector, diagnostics));
  }
}

}  // namespace tariffsim
