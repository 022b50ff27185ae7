#include "world/baseline_metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/near_miss.hpp"
#include "text/yaml_fields.hpp"
#include "world/iso_countries.hpp"

namespace tariffsim {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 4> kUnits{
    {{"", 1e-6}, {"thousand ", 1e-3}, {"million ", 1.0}, {"billion ", 1e3}}};

bool is_currency(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_unit(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  const std::string text = text_value(node, "unit", diagnostics);
  for (const auto& [prefix, in_million] : kUnits) {
    if (text.rfind(prefix, 0) != 0 || !is_currency(std::string_view(text).substr(prefix.size())))
      continue;
    metadata.currency = text.substr(prefix.size());
    metadata.unit_in_million = in_million;
    return;
  }
  diagnostics.error(node.place, fmt::format("unknown unit '{}'", text),
                    "USD, thousand USD, million USD or billion USD (or another currency's code)");
}

void read_valuation(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  const std::string text = text_value(node, "valuation", diagnostics);
  if (text == "duty-inclusive") {
    metadata.valuation = Valuation::duty_inclusive;
  } else if (text != "net-of-duty") {
    diagnostics.error(node.place, fmt::format("unknown valuation '{}'", text),
                      "net-of-duty or duty-inclusive");
  }
}

void read_id(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  metadata.id = text_value(node, "id", diagnostics);
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (metadata.id.empty() || !std::all_of(metadata.id.begin(), metadata.id.end(), allowed))
    diagnostics.error(node.place,
                      fmt::format("id '{}' must be of small letters, digits and '-'", metadata.id));
}

std::string iso_hint(const std::string& code) {
  std::vector<std::string> codes;
  for (const Country& country : iso_countries()) codes.push_back(country.code);
  const auto nearest = near_miss(code, codes);
  return nearest
             ? fmt::format("did you mean '{}' ({})?", *nearest, find_iso_country(*nearest)->name)
             : "";
}

void read_regions(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  if (node.kind != YamlNode::Kind::mapping) {
    diagnostics.error(node.place, "regions must be a mapping of codes to lists of ISO codes");
    return;
  }
  for (const auto& entry : node.entries) {
    auto& members = metadata.regions[entry.key];
    for (const YamlNode* member : scalar_list(entry.value, entry.key, diagnostics)) {
      if (!iso_countries().empty() && find_iso_country(member->text) == nullptr)
        diagnostics.error(member->place, fmt::format("unknown country '{}'", member->text),
                          iso_hint(member->text));
      members.push_back(member->text);
    }
  }
}

}  // namespace

BaselineMetadata read_metadata(const std::shared_ptr<const SourceText>& source,
                               Diagnostics& diagnostics) {
  BaselineMetadata metadata;
  const YamlNode root = parse_yaml(source, diagnostics);
  if (!check_mapping(
          root, "the baseline",
          {"id", "title", "year", "unit", "valuation", "sources", "licence", "notes", "regions"},
          diagnostics))
    return metadata;
  if (const YamlNode* id = require_key(root, "id", diagnostics))
    read_id(*id, metadata, diagnostics);
  if (const YamlNode* title = require_key(root, "title", diagnostics))
    metadata.title = text_value(*title, "title", diagnostics);
  if (const YamlNode* year = require_key(root, "year", diagnostics))
    metadata.year = integer_value(*year, "year", diagnostics).value_or(0);
  if (const YamlNode* unit = require_key(root, "unit", diagnostics))
    read_unit(*unit, metadata, diagnostics);
  if (const YamlNode* valuation = require_key(root, "valuation", diagnostics))
    read_valuation(*valuation, metadata, diagnostics);
  if (const YamlNode* sources = root.find("sources"))
    metadata.sources = text_list(*sources, "sources", diagnostics);
  metadata.licence = optional_text(root, "licence", diagnostics);
  metadata.notes = optional_text(root, "notes", diagnostics);
  if (const YamlNode* regions = root.find("regions")) read_regions(*regions, metadata, diagnostics);
  return metadata;
}

}  // namespace tariffsim
