#include "data/baseline_metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/near_miss.hpp"
#include "data/iso_countries.hpp"
#include "data/placed_code.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 4> kUnits{
    {{"", 1e-6}, {"thousand ", 1e-3}, {"million ", 1.0}, {"billion ", 1e3}}};

constexpr double kLastYear = 9999;

bool is_currency(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_unit(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  for (const auto& [prefix, in_million] : kUnits) {
    const bool fits = node.text.starts_with(prefix) &&
                      is_currency(std::string_view(node.text).substr(prefix.size()));
    if (!fits) continue;
    metadata.currency = node.text.substr(prefix.size());
    metadata.unit_in_million = in_million;
    return;
  }
  diagnostics.error(node.place, fmt::format("unknown unit '{}'", node.text),
                    "USD, thousand USD, million USD or billion USD (or another currency's code)");
}

void read_id(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  metadata.id = node.text;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (metadata.id.starts_with('-'))
    diagnostics.error(node.place,
                      fmt::format("id '{}' begins with '-', as options do", metadata.id));
  if (metadata.id.empty() || !std::all_of(metadata.id.begin(), metadata.id.end(), allowed))
    diagnostics.error(node.place,
                      fmt::format("id '{}' must be of small letters, digits and '-'", metadata.id));
}

int read_year(const YamlNode& node, const char* key, Diagnostics& diagnostics) {
  const auto year = read_number(node, diagnostics);
  if (!year) return 0;
  if (*year >= 0 && *year <= kLastYear && *year == std::floor(*year))
    return static_cast<int>(*year);
  diagnostics.error(node.place,
                    fmt::format("'{}' must be a whole number from 0 to {:.0f}, not '{}'", key,
                                kLastYear, node.text));
  return 0;
}

std::string iso_hint(const std::string& code) {
  std::vector<std::string> codes;
  for (const Country& country : iso_countries()) codes.push_back(country.code);
  const auto nearest = near_miss(code, codes);
  if (!nearest) return "";
  return fmt::format("did you mean '{}' ({})?", *nearest, find_iso_country(*nearest)->name);
}

void read_regions(const YamlNode& node, BaselineMetadata& metadata, Diagnostics& diagnostics) {
  for (const auto& entry : node.entries) {
    auto& members = metadata.regions[entry.key];
    for (const PlacedCode& member : read_codes(entry.value, diagnostics)) {
      if (!iso_countries().empty() && find_iso_country(member.text) == nullptr)
        diagnostics.error(member.place, fmt::format("unknown country '{}'", member.text),
                          iso_hint(member.text));
      members.push_back(member.text);
    }
  }
}

/// One figure of customs, by country.
void read_customs(const YamlNode& node, double CustomsTotals::*figure, const char* name,
                  BaselineMetadata& metadata, Diagnostics& diagnostics) {
  for (const auto& entry : node.entries) {
    const auto value = read_number(entry.value, diagnostics);
    if (value && !(*value > 0))
      diagnostics.error(entry.value.place,
                        fmt::format("{} must be above 0, not {}", name, entry.value.text));
    metadata.customs[entry.key].*figure = value.value_or(1);
  }
}

/// Duties alone have nothing that they could be a part of.
void require_imports(const YamlNode& duties, const BaselineMetadata& metadata,
                     Diagnostics& diagnostics) {
  for (const auto& entry : duties.entries)
    if (const auto known = metadata.customs.find(entry.key);
        known != metadata.customs.end() && known->second.imports == 0)
      diagnostics.error(entry.place,
                        fmt::format("'customs_imports' gives no value for {}", entry.key),
                        "give the imports on which the duties were collected");
}

}  // namespace

const std::vector<KeySpec>& metadata_keys() {
  static const std::vector<KeySpec> keys{
      {"id", ValueKind::text, true, "Name of the baseline: small letters, digits and '-'."},
      {"title", ValueKind::text, true, "One line that says what it is."},
      {"year", ValueKind::number, true, "Year of the flows."},
      {"prices", ValueKind::number, false,
       "Year in whose prices values are, if it is another one. Default: year."},
      {"unit", ValueKind::text, true, "Unit of the flows: \"million USD\"."},
      {"valuation",
       ValueKind::choice,
       true,
       "Whether flows hold the importer's duty.",
       {"net-of-duty", "duty-inclusive"}},
      {"sources", ValueKind::texts, false, "Where the numbers come from."},
      {"licence", ValueKind::text, false, "Under which terms they may be used."},
      {"notes", ValueKind::text, false, "How they were made."},
      {"stands_alone", ValueKind::text, false,
       "Why results must not be compared with those of other baselines: said first in every "
       "result, and `compare` refuses it."},
      {"mark_exports_above", ValueKind::part, false,
       "Economies whose exports are above this part of their value added are marked with an "
       "asterisk."},
      {"tariffs", ValueKind::text, false,
       "Name of the set of tariffs in the column `rate`; further columns of tariffs.csv are sets "
       "under their own names. Default: rate."},
      {"customs_imports", ValueKind::named, false,
       "Goods imports at customs value, million: the value that published rates apply to, where "
       "flows at basic prices are smaller."},
      {"customs_duties", ValueKind::named, false, "Duties collected on these, million."},
      {"products_year", ValueKind::number, false,
       "Year of the trade in products.csv, if it is another one. Default: year."},
      {"regions", ValueKind::named, false,
       "Codes that stand for several countries: the ISO codes of their members."}};
  return keys;
}

BaselineMetadata metadata_from(const MappingReader& mapping, Diagnostics& diagnostics) {
  BaselineMetadata metadata;
  if (const YamlNode* id = mapping.find("id")) read_id(*id, metadata, diagnostics);
  if (const YamlNode* year = mapping.find("year"))
    metadata.year = read_year(*year, "year", diagnostics);
  const YamlNode* prices = mapping.find("prices");
  metadata.price_year =
      prices != nullptr ? read_year(*prices, "prices", diagnostics) : metadata.year;
  if (const YamlNode* year = mapping.find("products_year"))
    metadata.products_year = read_year(*year, "products_year", diagnostics);
  if (const YamlNode* unit = mapping.find("unit")) read_unit(*unit, metadata, diagnostics);
  if (const YamlNode* regions = mapping.find("regions"))
    read_regions(*regions, metadata, diagnostics);
  if (const YamlNode* imports = mapping.find("customs_imports"))
    read_customs(*imports, &CustomsTotals::imports, "imports", metadata, diagnostics);
  if (const YamlNode* duties = mapping.find("customs_duties")) {
    read_customs(*duties, &CustomsTotals::duties, "duties", metadata, diagnostics);
    require_imports(*duties, metadata, diagnostics);
  }
  metadata.tariffs = mapping.text("tariffs").value_or(metadata.tariffs);
  if (mapping.text("valuation") == "duty-inclusive") metadata.valuation = Valuation::duty_inclusive;
  metadata.title = mapping.text("title").value_or("");
  metadata.sources = mapping.texts("sources");
  metadata.licence = mapping.text("licence").value_or("");
  metadata.notes = mapping.text("notes").value_or("");
  metadata.stands_alone = mapping.text("stands_alone").value_or("");
  metadata.mark_exports_above = mapping.rate("mark_exports_above").value_or(0);
  return metadata;
}

BaselineMetadata read_metadata(const std::shared_ptr<const SourceText>& source,
                               Diagnostics& diagnostics) {
  static const MappingSpec spec{"baseline", "What a baseline is.", metadata_keys()};
  const YamlNode root = parse_yaml(source, diagnostics);
  return metadata_from(MappingReader(root, spec, diagnostics), diagnostics);
}

}  // namespace tariffsim
