#include "scenario/scenario_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "scenario/overrides.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/policy_reader.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/scenario_paths.hpp"
#include "scenario/selector_text.hpp"
#include "text/file.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;
using NamedSelectors = std::vector<std::pair<Name, Selector>>;

constexpr std::size_t kMaxIdLength = 100;
constexpr double kMinTolerance = 1e-13;
constexpr double kMaxTolerance = 1e-4;

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// The file's name as an id: without endings, in lower case, '-' for what an id cannot have.
std::string id_of_file(const fs::path& path) {
  fs::path stem = path.extension() == ".gz" ? path.stem() : path;
  std::string id = stem.stem().string().substr(0, kMaxIdLength);
  for (char& c : id) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (!is_id_character(c)) c = '-';
  }
  return id.empty() ? "scenario" : id;
}

std::string read_id(const MappingReader& root, const fs::path& path, Diagnostics& diagnostics) {
  const auto id = root.text("id");
  if (!id) return id_of_file(path);
  if (id->empty() || id->size() > kMaxIdLength ||
      !std::all_of(id->begin(), id->end(), is_id_character)) {
    diagnostics.error(
        root.place("id"),
        fmt::format("'{}' cannot be an id: expected 1 to {} of the characters a-z, 0-9 and '-'",
                    *id, kMaxIdLength));
  }
  return *id;
}

bool is_path(const std::string& text) {
  return text.find('/') != std::string::npos || text == "." || text == "..";
}

Name read_baseline_name(const MappingReader& root, const fs::path& folder,
                        Diagnostics& diagnostics) {
  Name name{root.text("baseline").value_or(""), root.place("baseline")};
  if (!is_path(name.text)) return name;
  if (const auto path = resolve_path(name, folder, diagnostics)) name.text = path->string();
  return name;
}

NamedSelectors read_named(const std::vector<const YamlNode::Entry*>& entries,
                          Diagnostics& diagnostics) {
  NamedSelectors named;
  for (const YamlNode::Entry* entry : entries) {
    if (is_reserved_word(entry->key) || entry->key.starts_with("not ") || entry->key.empty()) {
      diagnostics.error(
          entry->place,
          fmt::format("'{}' cannot be a name: it has a meaning in selectors", entry->key));
    }
    named.emplace_back(Name{entry->key, entry->place}, read_selector(entry->value, diagnostics));
  }
  return named;
}

std::vector<const YamlNode::Entry*> all_entries(const YamlNode& mapping) {
  std::vector<const YamlNode::Entry*> entries;
  for (const YamlNode::Entry& entry : mapping.entries) entries.push_back(&entry);
  return entries;
}

/// `others: keep` says the default and is dropped.
NamedSelectors read_aggregate_part(const MappingReader& aggregate, std::string_view key,
                                   Diagnostics& diagnostics) {
  const YamlNode* part = aggregate.find(key);
  if (part == nullptr) return {};
  std::vector<const YamlNode::Entry*> entries = all_entries(*part);
  std::erase_if(entries, [&](const YamlNode::Entry* entry) {
    if (entry->key != "others") return false;
    if (entry->value.text != "keep") {
      diagnostics.error(entry->value.place,
                        fmt::format("expected 'keep', found {}", describe(entry->value)),
                        "to join the others, write NEW: others");
    }
    return true;
  });
  return read_named(entries, diagnostics);
}

AggregateText read_aggregate(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader aggregate(node, aggregate_keys(), diagnostics);
  return {read_aggregate_part(aggregate, "countries", diagnostics),
          read_aggregate_part(aggregate, "sectors", diagnostics)};
}

void read_groups(const YamlNode& node, Scenario& scenario, Diagnostics& diagnostics) {
  const MappingReader groups = open_mapping(node, group_keys(), diagnostics);
  scenario.country_groups = read_named(groups.others(), diagnostics);
  if (const YamlNode* sectors = groups.find("sectors")) {
    scenario.sector_groups = read_named(all_entries(*sectors), diagnostics);
  }
}

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

Scenario read_root(const YamlNode& tree, const fs::path& path, Diagnostics& diagnostics) {
  const MappingReader root(tree, scenario_keys(), diagnostics);
  const fs::path folder = path.parent_path();
  Scenario scenario;
  scenario.id = read_id(root, path, diagnostics);
  scenario.title = root.text("title").value_or(scenario.id);
  scenario.description = root.text("description").value_or("");
  scenario.sources = root.texts("sources");
  scenario.baseline = read_baseline_name(root, folder, diagnostics);
  if (const YamlNode* node = root.find("aggregate"))
    scenario.aggregate = read_aggregate(*node, diagnostics);
  if (const YamlNode* node = root.find("model")) scenario.model = read_model(*node, diagnostics);
  if (const YamlNode* node = root.find("groups")) read_groups(*node, scenario, diagnostics);
  if (const YamlNode* node = root.find("policy")) {
    for (const YamlNode& line : node->items)
      scenario.policy.push_back(read_policy_line(line, folder, diagnostics));
  }
  if (const YamlNode* node = root.find("report")) {
    const MappingReader report(*node, report_keys(), diagnostics);
    if (const YamlNode* focus = report.find("focus"))
      scenario.focus = read_selector(*focus, diagnostics);
  }
  return scenario;
}

}  // namespace

ScenarioReading read_scenario_with_errors(const fs::path& path,
                                          const std::vector<std::string>& overrides) {
  const auto source = read_file(path, kMaxYamlBytes);
  ScenarioReading reading;
  YamlNode tree = parse_yaml(source, reading.found);
  for (const std::string& text : overrides) apply_override(tree, text);
  if (tree.kind == YamlNode::Kind::null) {
    throw InputError({source, 0, 0, 1}, "the file is empty: expected a scenario",
                     "a scenario begins with 'tariffsim: 1'");
  }
  reading.scenario = read_root(tree, path, reading.found);
  reading.scenario.source = source;
  reading.scenario.overrides = overrides;
  return reading;
}

Scenario read_scenario(const fs::path& path, const std::vector<std::string>& overrides,
                       Diagnostics& diagnostics) {
  ScenarioReading reading = read_scenario_with_errors(path, overrides);
  throw_in_order(reading.found);
  pass_on(reading.found.all(), diagnostics);
  return std::move(reading.scenario);
}

}  // namespace tariffsim
