#include "scenario/policy_reader.hpp"

#include <fmt/format.h>

#include "scenario/scenario_keys.hpp"
#include "scenario/scenario_paths.hpp"
#include "scenario/selector_text.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

std::optional<Selector> optional_selector(const MappingReader& line, std::string_view key,
                                          Diagnostics& diagnostics) {
  const YamlNode* node = line.find(key);
  return node == nullptr ? std::nullopt : std::optional(read_selector(*node, diagnostics));
}

CellsText read_cells(const MappingReader& line, Diagnostics& diagnostics) {
  CellsText cells{optional_selector(line, "importer", diagnostics),
                  optional_selector(line, "exporter", diagnostics),
                  optional_selector(line, "sectors", diagnostics),
                  optional_selector(line, "except", diagnostics)};
  return cells;
}

RateChange rate_change(std::string_view key) {
  if (key == "set") return RateChange::set;
  if (key == "multiply") return RateChange::multiply;
  if (key == "at_least") return RateChange::at_least;
  if (key == "at_most") return RateChange::at_most;
  return RateChange::add;
}

bool is_rate_file(const YamlNode& node) {
  return node.text.ends_with(".csv") || node.text.ends_with(".csv.gz");
}

RateValue read_rate_value(const YamlNode& node, RateChange change, const fs::path& folder,
                          Diagnostics& diagnostics) {
  if (is_rate_file(node)) {
    const Name name{node.text, node.place};
    const auto path = resolve_path(name, folder, diagnostics);
    return RateFile{path.value_or(fs::path()), shown_path(name, folder), node.place};
  }
  const double rate = read_rate(node, diagnostics).value_or(0);
  check_rate(change, rate, node.place, diagnostics);
  return rate;
}

void need_both_sides(const MappingReader& line, const Place& place, std::string_view expected,
                     Diagnostics& diagnostics) {
  for (const char* side : {"importer", "exporter"}) {
    if (line.has(side)) continue;
    diagnostics.error(place, fmt::format("the key '{}' is missing{}", side, expected),
                      "for every country, write 'all'");
  }
}

TariffText read_tariff(const YamlNode& node, bool export_tax, const fs::path& folder,
                       Diagnostics& diagnostics) {
  const MappingReader line(node, export_tax ? export_tax_keys() : tariff_keys(), diagnostics);
  const CellsText cells = read_cells(line, diagnostics);
  TariffText tariff{export_tax, cells, RateChange::add, 0.0};
  if (line.the_one() == nullptr) return tariff;
  tariff.change = rate_change(line.the_one()->name);
  if (const YamlNode* value = line.find(line.the_one()->name))
    tariff.rate = read_rate_value(*value, tariff.change, folder, diagnostics);
  if (std::holds_alternative<double>(tariff.rate))
    need_both_sides(line, node.place, "", diagnostics);
  return tariff;
}

TradeCostText read_trade_cost(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, trade_cost_keys(), diagnostics);
  const CellsText cells = read_cells(line, diagnostics);
  need_both_sides(line, node.place, "", diagnostics);
  const double change = line.rate("change").value_or(0);
  if (change <= -1)
    diagnostics.error(line.place("change"), "a trade cost can fall by less than 100% only");
  return {cells, change};
}

EmbargoText read_embargo(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader line(node, embargo_keys(), diagnostics);
  EmbargoText embargo;
  embargo.between = optional_selector(line, "between", diagnostics);
  embargo.cells = read_cells(line, diagnostics);
  if (!embargo.between) {
    need_both_sides(line, node.place, ": expected 'between', or 'importer' and 'exporter'",
                    diagnostics);
    return embargo;
  }
  for (const char* key : {"importer", "exporter", "except"}) {
    if (line.has(key))
      diagnostics.error(line.place(key), fmt::format("'{}' cannot stand beside 'between'", key));
  }
  if (embargo.between->include.size() < 2) {
    diagnostics.error(embargo.between->place,
                      "expected at least two countries or groups in 'between'");
  }
  return embargo;
}

}  // namespace

void check_rate(RateChange change, double rate, const Place& place, Diagnostics& diagnostics) {
  if (change == RateChange::multiply && rate < 0) {
    diagnostics.error(place, "a rate can be multiplied by 0 or more only");
  } else if (change != RateChange::add && change != RateChange::multiply && rate <= -1) {
    diagnostics.error(place, "a rate must be above -100%");
  }
}

PolicyText read_policy_line(const YamlNode& node, const fs::path& scenario_folder,
                            Diagnostics& diagnostics) {
  const MappingReader line(node, policy_line_keys(), diagnostics);
  PolicyText policy;
  policy.place = node.place;
  if (line.the_one() == nullptr) return policy;
  const std::string& kind = line.the_one()->name;
  const YamlNode* body = line.find(kind);
  if (body == nullptr) return policy;
  policy.text = fmt::format("{}: {}", kind, flow_text(*body));
  if (kind == "trade_cost") {
    policy.instrument = read_trade_cost(*body, diagnostics);
  } else if (kind == "embargo") {
    policy.instrument = read_embargo(*body, diagnostics);
  } else {
    policy.instrument = read_tariff(*body, kind == "export_tax", scenario_folder, diagnostics);
  }
  return policy;
}

}  // namespace tariffsim
