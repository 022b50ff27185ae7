#include "scenario/attribution_reader.hpp"

#include <string>

#include "scenario/scenario_keys.hpp"

namespace tariffsim {

AttributionText read_attribution(const YamlNode& node, Diagnostics& diagnostics) {
  AttributionText text;
  text.place = node.place;
  if (node.kind != YamlNode::Kind::mapping) {
    text.method = node.text;
    return text;
  }
  const MappingReader reader(node, attribution_keys(), diagnostics);
  text.method = "shapley";
  text.shapley = reader.text("shapley").value_or("exact");
  text.orders = static_cast<std::size_t>(reader.whole("orders").value_or(100));
  text.seed = static_cast<std::uint64_t>(reader.whole("seed").value_or(1));
  if (text.shapley == "exact")
    for (const char* key : {"orders", "seed"})
      if (reader.has(key))
        diagnostics.error(reader.place(key),
                          std::string("'") + key + "' has no effect where all subsets are solved",
                          "write 'shapley: sampled', or leave it out");
  return text;
}

}  // namespace tariffsim
