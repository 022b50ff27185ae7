#include "scenario/uncertainty_reader.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "scenario/policy_reader.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

double read_deviation(const MappingReader& reader, Diagnostics& diagnostics) {
  const auto deviation = reader.rate("standard_deviation");
  if (deviation && !(*deviation > 0))
    diagnostics.error(reader.place("standard_deviation"), "a standard deviation must be above 0");
  return deviation.value_or(0);
}

void read_standard_error(const YamlNode& node, UncertaintyText& text, Diagnostics& diagnostics) {
  const auto check = [&](const YamlNode& value, std::optional<double> error) {
    if (error && !(*error > 0))
      diagnostics.error(value.place, "a standard error must be above 0",
                        "leave out what is certain");
    return error.value_or(1);
  };
  if (node.kind == YamlNode::Kind::scalar) {
    text.elasticity_error = check(node, read_rate(node, diagnostics));
    return;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    std::optional<double> error;
    if (entry.value.text.ends_with('%'))
      diagnostics.error(
          entry.value.place,
          fmt::format("by sector a standard error is a number in units of the "
                      "elasticity, found {}",
                      entry.value.text),
          "50 % of an elasticity of 4 is 2; 'standard_error: 50%' is for all sectors");
    else
      error = read_number(entry.value, diagnostics);
    text.sector_error.emplace_back(Name{entry.key, entry.place}, check(entry.value, error));
  }
  if (node.entries.empty())
    diagnostics.error(node.place, "no sectors: expected at least one with its standard error");
}

void read_sources(const YamlNode& node, UncertaintyText& text, Diagnostics& diagnostics) {
  const std::vector<YamlNode> one{node};
  for (const YamlNode& item : node.kind == YamlNode::Kind::scalar ? one : node.items)
    if (read_text(item, diagnostics)) text.sources.push_back({item.text, item.place});
  std::set<std::string> different;
  Diagnostics repeated;
  for (const Name& source : text.sources)
    if (!different.insert(source.text).second)
      repeated.warning(
          source.place,
          fmt::format("'{}' is in this list already: it is drawn more often than others",
                      source.text));
  if (different.size() < 2)
    diagnostics.error(node.place, "expected at least two different sources to draw from");
  else
    diagnostics.append(std::move(repeated));
}

void read_elasticities(const YamlNode& node, UncertaintyText& text, Diagnostics& diagnostics) {
  const MappingReader reader(node, uncertain_elasticity_keys(), diagnostics);
  if (const YamlNode* error = reader.find("standard_error"))
    read_standard_error(*error, text, diagnostics);
  if (const YamlNode* sources = reader.find("sources")) read_sources(*sources, text, diagnostics);
  if (reader.has("sources") && reader.has("distribution"))
    diagnostics.error(reader.place("distribution"), "'distribution' goes with 'standard_error'");
  if (reader.text("distribution") == "normal") text.distribution = Distribution::normal;
}

/// The deviation under a key; 0 without it.
double read_option(const MappingReader& reader, const char* key, Diagnostics& diagnostics) {
  const YamlNode* node = reader.find(key);
  if (node == nullptr) return 0;
  return read_deviation(MappingReader(*node, uncertain_option_keys(), diagnostics), diagnostics);
}

UncertainCostText read_cost(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, uncertain_cost_keys(), diagnostics);
  return {read_cells(reader, diagnostics), read_deviation(reader, diagnostics), flow_text(node),
          node.place};
}

}  // namespace

UncertaintyText read_uncertainty(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader reader(node, uncertainty_keys(), diagnostics);
  UncertaintyText text;
  text.draws = static_cast<std::size_t>(reader.whole("draws").value_or(1000));
  text.seed = static_cast<std::uint64_t>(reader.whole("seed").value_or(1));
  if (reader.text("sampling") == "latin_hypercube") text.sampling = Sampling::latin_hypercube;
  if (const YamlNode* elasticities = reader.find("elasticities"))
    read_elasticities(*elasticities, text, diagnostics);
  if (const YamlNode* costs = reader.find("trade_costs"))
    for (const YamlNode& item : costs->items)
      text.trade_costs.push_back(read_cost(item, diagnostics));
  if (const YamlNode* rates = reader.find("rates")) {
    text.rate_deviation =
        read_deviation(MappingReader(*rates, uncertain_rate_keys(), diagnostics), diagnostics);
    text.rate_place = rates->place;
  }
  text.substitution_deviation = read_option(reader, "substitution", diagnostics);
  text.mobility_deviation = read_option(reader, "labour_mobility", diagnostics);
  text.supply_deviation = read_option(reader, "labour_supply", diagnostics);
  text.mobility_place = reader.place("labour_mobility");
  text.supply_place = reader.place("labour_supply");
  return text;
}

}  // namespace tariffsim
