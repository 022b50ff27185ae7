#include "data/recipe_reader.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/file.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {
namespace {

constexpr double kMostDigits = 17;
constexpr int kBuildDigits = 6, kImportDigits = 15;  // unless a recipe says otherwise

const MappingSpec& group_keys() {
  static const MappingSpec spec{
      "group",
      "Codes of the source joined under a new one.",
      {{"code", ValueKind::text, true, "The new code."},
       {"name", ValueKind::text, true, "Its name."},
       {"members", ValueKind::texts, true,
        "The source's codes that it stands for, or `others`: all that are named nowhere else."}}};
  return spec;
}

const MappingSpec& inputs_keys() {
  static const MappingSpec spec{
      "inputs",
      "Input shares from a second source.",
      {{"from", ValueKind::text, true, "The source's folder."},
       {"elsewhere", ValueKind::text, true,
        "The country of that source whose input shares are used for countries that it lacks."},
       {"parents", ValueKind::named, true,
        "For each sector, the sectors of that source that it corresponds to."},
       {"newer", ValueKind::text, false,
        "A table country,input,sector,share that replaces the shares of its countries."}}};
  return spec;
}

const MappingSpec& elasticity_keys() {
  static const MappingSpec spec{"elasticity source",
                                "One trade elasticity for goods and one for services.",
                                {{"name", ValueKind::text, true, "Name of the source."},
                                 {"goods", ValueKind::number, true, "For every goods sector."},
                                 {"services", ValueKind::number, true, "For every service."}}};
  return spec;
}

const MappingSpec& free_entry_keys() {
  static const MappingSpec spec{
      "free entry",
      "Importers that levy nothing on some sectors.",
      {{"importers", ValueKind::texts, true, "Countries of the result."},
       {"sectors", ValueKind::texts, true, "Sectors on which nothing is paid."}}};
  return spec;
}

const MappingSpec& tariff_keys() {
  static const MappingSpec spec{
      "rates",
      "How the tariffs are made from published ones, step by step in this order.",
      {{"no_rates_on", ValueKind::texts, false,
        "Exporters that the published rates leave out: they pay what partners without an agreement "
        "pay."},
       {"agreements_free",
        ValueKind::mapping,
        false,
        "Importers whose agreements remove all tariffs on some sectors.",
        {},
        &free_entry_keys()},
       {"nothing_on",
        ValueKind::mappings,
        false,
        "Importers that levy nothing on anybody on some sectors.",
        {},
        &free_entry_keys()},
       {"free", ValueKind::texts, false, "Sectors on which nobody levies anything."},
       {"unions", ValueKind::named, false, "Importers with one tariff: a name and its members."},
       {"sector_groups", ValueKind::named, false,
        "Groups of sectors that the means are of, beside `goods`, `services` and those of the "
        "library."},
       {"means", ValueKind::text, false,
        "A table importer,group,mean_pct,moves,source: rates are scaled to published means."},
       {"collected", ValueKind::texts, false,
        "Tables exporter,importer,sector,rate: all that the importers in them levy."},
       {"published_as", ValueKind::text, false,
        "Name of the set that keeps the rates as published."},
       {"more", ValueKind::named, false,
        "Further sets: a name and a table of what is added to the rates."}}};
  return spec;
}

const MappingSpec& update_keys() {
  static const MappingSpec spec{
      "update",
      "Shares of partners in an importer's imports that are moved as customs counted.",
      {{"importer", ValueKind::text, true, "The importer."},
       {"shares", ValueKind::text, true,
        "A table exporter,sector,share_before,share_after, of values before duty."}}};
  return spec;
}

const MappingSpec& clean_keys() {
  static const MappingSpec spec{
      "clean",
      "What published tables hold that a model cannot.",
      {{"negative",
        ValueKind::choice,
        false,
        "Flows below 0 become 0 (the default of `data import`), or are refused.",
        {"zero", "refuse"}},
       {"inputs_above_cost",
        ValueKind::choice,
        false,
        "Inputs above cost are scaled down to it (the default of `data import`), or refused.",
        {"scale", "refuse"}},
       {"rows",
        ValueKind::choice,
        false,
        "Rows of one cell are added up, or refused (the default).",
        {"sum", "refuse"}}}};
  return spec;
}

MappingSpec made_recipe_keys() {
  MappingSpec spec{"recipe", "How a baseline is made.", metadata_keys()};
  const std::vector<KeySpec> more{
      {"tariffsim-recipe", ValueKind::version, true, "Format version."},
      {"from", ValueKind::text, false, "A baseline to update, in place of all sources."},
      {"flows", ValueKind::text, false, "Folder of flows, tariffs and elasticities."},
      {"trade", ValueKind::text, false,
       "A file exporter,importer,sector,value in the codes of `flows`, such as of another year, in "
       "place of its flows."},
      {"inputs", ValueKind::mapping, false, "Input shares.", {}, &inputs_keys()},
      {"clean",
       ValueKind::mapping,
       false,
       "What is done to cells that no model has; what was done is said.",
       {},
       &clean_keys()},
      {"services", ValueKind::texts, false, "Sectors that are services."},
      {"keep", ValueKind::texts, false, "Countries that stay, in order."},
      {"join_countries", ValueKind::mappings, false, "The other countries.", {}, &group_keys()},
      {"join_sectors", ValueKind::mappings, false, "Sectors to be joined.", {}, &group_keys()},
      {"elasticities", ValueKind::mappings, false, "Further elasticities.", {}, &elasticity_keys()},
      {"population", ValueKind::text, false, "A file country,population: persons by ISO code."},
      {"household_sizes", ValueKind::text, false,
       "A file country,mean_size,year,source: persons in a household on average, by ISO code. "
       "Households are the population over these; needs `population`."},
      {"employment", ValueKind::text, false,
       "A file country,sector,persons,quality in the codes of the result: persons employed, as in "
       "employment.csv."},
      {"deflators", ValueKind::text, false,
       "A file country,year,index,status by ISO code: GDP deflators, as in deflators.csv."},
      {"products", ValueKind::text, false,
       "A file exporter,importer,product,sector,value in the codes of the result and its unit: "
       "trade "
       "by product of the Harmonized System, six digits, for the importers of which it is known."},
      {"sector_groups", ValueKind::named, false, "Groups of the result's sectors."},
      {"rates", ValueKind::mapping, false, "How the tariffs are made.", {}, &tariff_keys()},
      {"update", ValueKind::mapping, false, "Trade moved to a later year.", {}, &update_keys()},
      {"digits", ValueKind::number, false, "Significant digits in the files."}};
  spec.keys.insert(spec.keys.end(), more.begin(), more.end());
  spec.any_of = {{"flows", "keep"}, {"from"}};
  return spec;
}

/// The same keys, none of them required.
const MappingSpec& import_recipe_keys() {
  static const MappingSpec spec = [] {
    MappingSpec keys = recipe_keys();
    for (KeySpec& key : keys.keys) key.required = false;
    keys.any_of.clear();
    return keys;
  }();
  return spec;
}

/// Reads one recipe, its source folders relative to `folder`.
class RecipeReader {
 public:
  RecipeReader(std::filesystem::path folder, const SourceOverrides& overrides,
               Diagnostics& diagnostics)
      : folder_(std::move(folder)), overrides_(overrides), diagnostics_(diagnostics) {}

  /// For tables that are imported: they are the source.
  BaselineRecipe read_for_import(const YamlNode& root) {
    const MappingReader mapping(root, import_recipe_keys(), diagnostics_);
    for (const char* key : {"from", "inputs", "update"})
      if (mapping.has(key))
        diagnostics_.error(mapping.place(key), fmt::format("'{}' is for 'data build'", key),
                           "leave it out: the imported tables are the source");
    for (const char* key : {"flows", "trade"})
      if (mapping.has(key))
        diagnostics_.warning(
            mapping.place(key),
            fmt::format("'{}' is ignored: the imported tables are the source", key));
    BaselineRecipe out = read(mapping, kImportCleaning, kImportDigits);
    out.flows.clear();
    return out;
  }

  BaselineRecipe read(const YamlNode& root) {
    return read(MappingReader(root, recipe_keys(), diagnostics_), {}, kBuildDigits);
  }

 private:
  BaselineRecipe read(const MappingReader& mapping, const Cleaning& cleaning, int digits) {
    BaselineRecipe out;
    out.place = Place{mapping.place("tariffsim-recipe").source, 0, 0, 1};
    out.metadata = metadata_from(mapping, diagnostics_);
    if (mapping.has("from")) out.from = baseline(mapping);
    if (const auto folder = mapping.text("flows")) out.flows = source_folder("flows", *folder);
    if (const auto file = mapping.text("trade")) out.trade = source_folder("trade", *file);
    if (const YamlNode* inputs = mapping.find("inputs")) out.technology = read_inputs(*inputs);
    out.clean = read_clean(mapping.find("clean"), cleaning);
    out.services = codes(mapping, "services");
    out.keep = codes(mapping, "keep");
    out.countries = read_groups(mapping.find("join_countries"));
    out.sectors = read_groups(mapping.find("join_sectors"));
    out.elasticities = read_elasticities(mapping.find("elasticities"));
    if (const auto file = mapping.text("population")) out.population = folder_ / *file;
    out.household_sizes = household_sizes(mapping);
    if (const auto file = mapping.text("employment")) out.employment = folder_ / *file;
    if (const auto file = mapping.text("deflators")) out.deflators = folder_ / *file;
    if (const auto file = mapping.text("products")) out.products = folder_ / *file;
    out.sector_groups = read_sector_groups(mapping.find("sector_groups"));
    if (const YamlNode* tariffs = mapping.find("rates")) out.tariffs = read_tariffs(*tariffs);
    if (const YamlNode* update = mapping.find("update")) out.update = read_update(*update);
    out.digits = read_digits(mapping, digits);
    if (out.from) check_moved_on(mapping);
    return out;
  }

  std::optional<std::filesystem::path> household_sizes(const MappingReader& mapping) const {
    const auto file = mapping.text("household_sizes");
    if (!file) return std::nullopt;
    if (!mapping.has("population"))
      diagnostics_.error(mapping.place("household_sizes"),
                         "'household_sizes' needs 'population': households are persons over these");
    return folder_ / *file;
  }

  Cleaning read_clean(const YamlNode* node, Cleaning cleaning) {
    if (node == nullptr) return cleaning;
    const MappingReader mapping(*node, clean_keys(), diagnostics_);
    const auto choose = [&](const char* key, const char* yes, bool& choice) {
      if (const auto text = mapping.text(key)) choice = *text == yes;
    };
    choose("negative", "zero", cleaning.negative_to_zero);
    choose("inputs_above_cost", "scale", cleaning.scale_inputs);
    choose("rows", "sum", cleaning.sum_rows);
    return cleaning;
  }

  std::filesystem::path source_folder(const std::string& key, const std::string& text) const {
    const auto given = overrides_.find(key);
    return given != overrides_.end() ? given->second : folder_ / text;
  }

  std::vector<PlacedCode> codes(const MappingReader& mapping, std::string_view key) {
    const YamlNode* node = mapping.find(key);
    return node == nullptr ? std::vector<PlacedCode>{} : read_codes(*node, diagnostics_);
  }

  /// An ID, or a path from the recipe's folder.
  PlacedCode baseline(const MappingReader& mapping) const {
    PlacedCode out = code(mapping, "from");
    if (out.text.find('/') != std::string::npos) out.text = (folder_ / out.text).string();
    return out;
  }

  static PlacedCode code(const MappingReader& mapping, std::string_view key) {
    return {mapping.text(key).value_or(""), mapping.place(key)};
  }

  TechnologyRecipe read_inputs(const YamlNode& node) {
    const MappingReader mapping(node, inputs_keys(), diagnostics_);
    TechnologyRecipe out;
    out.folder = source_folder("inputs", mapping.text("from").value_or(""));
    out.elsewhere = code(mapping, "elsewhere");
    out.parents = named_codes(mapping, "parents");
    if (const auto file = mapping.text("newer")) out.newer = folder_ / *file;
    return out;
  }

  /// What a baseline that is moved on brings with it cannot be given again.
  void check_moved_on(const MappingReader& mapping) {
    for (const char* key : {"flows", "trade", "inputs", "clean", "services", "keep",
                            "join_countries", "join_sectors", "elasticities", "population",
                            "household_sizes", "employment", "deflators", "sector_groups"})
      if (mapping.has(key))
        diagnostics_.error(mapping.place(key),
                           fmt::format("'{}' is that of the baseline in 'from'", key),
                           "leave it out, or leave out 'from'");
  }

  NamedCodes named_codes(const MappingReader& mapping, std::string_view key) {
    NamedCodes out;
    if (const YamlNode* node = mapping.find(key))
      for (const auto& entry : node->entries)
        out.push_back({{entry.key, entry.place}, read_codes(entry.value, diagnostics_)});
    return out;
  }

  FreeEntry read_free_entry(const YamlNode& node) {
    const MappingReader mapping(node, free_entry_keys(), diagnostics_);
    return {codes(mapping, "importers"), codes(mapping, "sectors")};
  }

  TariffRecipe read_tariffs(const YamlNode& node) {
    const MappingReader mapping(node, tariff_keys(), diagnostics_);
    TariffRecipe out;
    out.published_as = mapping.text("published_as").value_or("");
    out.free = codes(mapping, "free");
    out.unions = named_codes(mapping, "unions");
    out.sector_groups = named_codes(mapping, "sector_groups");
    out.no_rates_on = codes(mapping, "no_rates_on");
    if (const YamlNode* free = mapping.find("agreements_free"))
      out.agreements_free = read_free_entry(*free);
    if (const YamlNode* list = mapping.find("nothing_on"))
      for (const YamlNode& item : list->items) out.nothing_on.push_back(read_free_entry(item));
    if (const auto file = mapping.text("means")) out.means = folder_ / *file;
    for (const PlacedCode& file : codes(mapping, "collected"))
      out.collected.push_back(folder_ / file.text);
    for (const auto& [name, files] : named_codes(mapping, "more"))
      for (const PlacedCode& file : files) out.more.emplace_back(name.text, folder_ / file.text);
    return out;
  }

  ShareUpdate read_update(const YamlNode& node) {
    const MappingReader mapping(node, update_keys(), diagnostics_);
    return {code(mapping, "importer"), folder_ / mapping.text("shares").value_or("")};
  }

  std::vector<RecipeGroup> read_groups(const YamlNode* list) {
    std::vector<RecipeGroup> out;
    if (list == nullptr) return out;
    for (const YamlNode& item : list->items) {
      const MappingReader mapping(item, group_keys(), diagnostics_);
      out.push_back(
          {code(mapping, "code"), mapping.text("name").value_or(""), codes(mapping, "members")});
    }
    return out;
  }

  std::vector<ElasticityRecipe> read_elasticities(const YamlNode* list) {
    std::vector<ElasticityRecipe> out;
    if (list == nullptr) return out;
    for (const YamlNode& item : list->items) {
      const MappingReader mapping(item, elasticity_keys(), diagnostics_);
      out.push_back({mapping.text("name").value_or(""), positive(mapping, "goods"),
                     positive(mapping, "services")});
    }
    return out;
  }

  double positive(const MappingReader& mapping, std::string_view key) {
    const auto value = mapping.number(key);
    if (value && *value <= 0)
      diagnostics_.error(mapping.place(key),
                         fmt::format("a trade elasticity must be above 0, found {}", *value));
    return value.value_or(1);
  }

  Groups read_sector_groups(const YamlNode* node) {
    Groups out;
    if (node == nullptr) return out;
    for (const auto& entry : node->entries)
      for (const PlacedCode& member : read_codes(entry.value, diagnostics_))
        out[entry.key].push_back(member.text);
    return out;
  }

  int read_digits(const MappingReader& mapping, int otherwise) {
    const double digits = mapping.number("digits").value_or(otherwise);
    if (digits >= 1 && digits <= kMostDigits && digits == std::floor(digits))
      return static_cast<int>(digits);
    diagnostics_.error(mapping.place("digits"),
                       fmt::format("digits must be from 1 to 17, found {}", digits));
    return otherwise;
  }

  std::filesystem::path folder_;
  const SourceOverrides& overrides_;
  Diagnostics& diagnostics_;
};

void check_overrides(const SourceOverrides& overrides) {
  for (const auto& [key, ignored] : overrides)
    if (key != "flows" && key != "trade" && key != "inputs")
      throw InputError({}, fmt::format("unknown source '{}'", key), "flows, trade or inputs");
}

}  // namespace

const MappingSpec& recipe_keys() {
  static const MappingSpec spec = made_recipe_keys();
  return spec;
}

BaselineRecipe read_recipe(const std::filesystem::path& path, const SourceOverrides& overrides,
                           Diagnostics& diagnostics) {
  check_overrides(overrides);
  Diagnostics own;
  const YamlNode root = parse_yaml(read_file(path, kMaxYamlBytes), own);
  BaselineRecipe recipe = RecipeReader(path.parent_path(), overrides, own).read(root);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return recipe;
}

BaselineRecipe read_import_recipe(const std::filesystem::path& path, Diagnostics& diagnostics) {
  Diagnostics own;
  const YamlNode root = parse_yaml(read_file(path, kMaxYamlBytes), own);
  BaselineRecipe recipe = RecipeReader(path.parent_path(), {}, own).read_for_import(root);
  own.throw_if_errors();
  diagnostics.append(std::move(own));
  return recipe;
}

}  // namespace tariffsim
