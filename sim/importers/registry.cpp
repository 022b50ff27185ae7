#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/emitter.h>
#include <yaml-cpp/stlemitter.h>

#include <set>

#include "base/near_miss.hpp"
#include "base/output_folder.hpp"
#include "data/iso_countries.hpp"
#include "data/recipe_reader.hpp"
#include "importers/importers.hpp"

namespace tariffsim {
namespace {

constexpr const char* kBaselineMark = "baseline.yaml";
constexpr const char* kRatesMark = "source.yaml";
constexpr const char* kRest = "ROW";

/// What is imported at the unit of its source.
constexpr const char* kMillion = "million USD";

std::string title_of(const ImporterRecord& record, const Imported& out) {
  std::string title = record.source;
  if (!out.edition.empty()) title += ", " + out.edition;
  if (out.year > 0) title += fmt::format(", {}", out.year);
  return title;
}

void describe(const ImporterRecord& record, const ImportRequest& request, Imported& out) {
  Baseline& baseline = out.baseline;
  baseline.id = record.name;
  if (out.year > 0) baseline.id += fmt::format("-{}", out.year);
  baseline.title = title_of(record, out);
  baseline.year = baseline.price_year = out.year;
  std::vector<std::string> names;
  for (const SourceFile& file : request.files)
    if (names.size() < 3) names.push_back(std::filesystem::path(file.shown).filename());
  baseline.sources.push_back(fmt::format("{} ({}{})", baseline.title, fmt::join(names, ", "),
                                         request.files.size() > names.size() ? ", ..." : ""));
}

/// What source.yaml says of a folder of rates.
std::string source_yaml(const Baseline& baseline) {
  YAML::Emitter yaml;
  yaml << YAML::BeginMap << YAML::Key << "title" << YAML::Value << baseline.title;
  yaml << YAML::Key << "year" << YAML::Value << baseline.year;
  yaml << YAML::Key << "sources" << YAML::Value << baseline.sources;
  if (!baseline.notes.empty())
    yaml << YAML::Key << "notes" << YAML::Value << YAML::Literal << baseline.notes;
  yaml << YAML::EndMap;
  return std::string(yaml.c_str()) + "\n";
}

/// What joined codes stand for: the countries of ISO 3166-1 among their members.
Groups joined_members(const std::vector<Country>& source, const Aggregation& to) {
  std::vector<int> joined(to.countries.size());
  for (const Index now : to.country_of) ++joined[static_cast<std::size_t>(now)];
  Groups out;
  for (std::size_t n = 0; n < source.size(); ++n) {
    const auto now = static_cast<std::size_t>(to.country_of[n]);
    const std::string& code = to.countries[now].code;
    if (joined[now] == 1 && code == source[n].code) continue;
    if (find_iso_country(source[n].code) != nullptr) out[code].push_back(source[n].code);
  }
  return out;
}

/// Sectors whose codes are words of scenarios ("goods"), which no baseline can have, get others.
void rename_words(std::vector<Sector>& sectors, std::string& renamed) {
  for (Sector& sector : sectors) {
    const std::string code = sector.code + "-sector";
    if (no_code_because(sector.code).empty() || !no_code_because(code).empty()) continue;
    renamed += fmt::format("{}'{}' is '{}'", renamed.empty() ? "" : ", ", sector.code, code);
    sector.code = code;
  }
}

/// The code with ROW in it stands for every country that no other code stands for, if it is known
/// of all others for whom they stand.
void complete_rest(const std::string& rest, Baseline& baseline) {
  if (find_country(baseline.countries, rest) < 0) return;
  std::set<std::string> elsewhere;
  for (const Country& country : baseline.countries) {
    if (country.code == rest) continue;
    const auto region = baseline.regions.find(country.code);
    if (region != baseline.regions.end())
      elsewhere.insert(region->second.begin(), region->second.end());
    else if (find_iso_country(country.code) != nullptr)
      elsewhere.insert(country.code);
    else
      return;
  }
  auto& members = baseline.regions[rest];
  members.clear();
  for (const Country& country : iso_countries())
    if (elsewhere.count(country.code) == 0) members.push_back(country.code);
}

bool is_baseline(const Imported& imported) { return !imported.baseline.countries.empty(); }

}  // namespace

const std::vector<ImporterRecord>& importers() {
  static const std::vector<ImporterRecord> records{
      {"icio", "FILE.csv", "OECD Inter-Country Input-Output table, editions 2016 to 2025",
       "flows, inputs", kMillion, "USD", "OECD Inter-Country Input-Output tables", import_icio},
      {"wiod", "FILE.csv", "World Input-Output table, releases 2013 and 2016, sheet or R's wiot",
       "flows, inputs", kMillion, "USD", "World Input-Output Database", import_wiod},
      {"figaro", "FILE.csv", "Eurostat FIGARO input-output table, matrix or flat file",
       "flows, inputs", "million EUR", "EUR", "Eurostat FIGARO input-output tables", import_figaro},
      {"exiobase", "ZIP|FOLDER", "EXIOBASE 3, industries or products, with Z.txt or A.txt",
       "flows, inputs", "million EUR", "EUR", "EXIOBASE 3", import_exiobase},
      {"gtap-har", "FILE.har...", "GTAP data base as header arrays: flows, and parameters",
       "flows, inputs, tariffs, export taxes, elasticities", kMillion, "USD", "GTAP Data Base",
       import_gtap},
      {"baci", "BACI.csv COUNTRIES.csv", "CEPII BACI, one year of one HS revision",
       "flows, products", "thousand USD", "USD", "CEPII BACI", import_baci},
      {"wits", "FILE.csv...", "WITS tariffs: Advanced Query, or TRAINS bulk files",
       "tariffs by product", "percent", "USD", "World Bank WITS, UNCTAD TRAINS", import_wits},
      {"comtrade", "FILE.csv", "UN Comtrade, new or old columns", "flows, products", "USD", "USD",
       "UN Comtrade", import_comtrade},
      {"comext", "FILE.dat...", "Eurostat Comext bulk files", "flows, products", "EUR", "EUR",
       "Eurostat Comext", import_comext},
      {"world-bank", "API_...csv", "World Bank indicator of mean tariffs by country",
       "mean rates by importer", "percent", "USD", "World Bank, World Development Indicators",
       import_world_bank},
      {"gravity", "FILE.csv", "CEPII Gravity (one sector), or USITC ITPD-E (170 industries)",
       "flows", "thousand USD; ITPD-E: million USD", "USD", "Gravity data", import_gravity}};
  return records;
}

const ImporterRecord& importer_named(const std::string& name) {
  std::vector<std::string> names;
  for (const ImporterRecord& record : importers()) {
    if (record.name == name) return record;
    names.emplace_back(record.name);
  }
  const auto nearest = near_miss(name, names);
  throw InputError(Place{}, fmt::format("unknown source '{}'", name),
                   nearest ? fmt::format("did you mean '{}'?", *nearest)
                           : fmt::format("expected one of: {}", fmt::join(names, ", ")));
}

Imported imported_from(const ImporterRecord& record,
                       const std::vector<std::filesystem::path>& files,
                       const ImportOptions& options, Diagnostics& diagnostics) {
  BaselineRecipe recipe;
  recipe.clean = kImportCleaning;
  recipe.digits = 15;
  if (options.recipe) recipe = read_import_recipe(*options.recipe, diagnostics);
  ImportRequest request;
  request.files = source_files(files);
  request.year = options.year;
  request.cleaning = recipe.clean;
  request.currency = record.currency;
  Groups regions;
  std::string rest = kRest, renamed;
  request.join = [&](const std::vector<Country>& countries, const std::vector<Sector>& sectors) {
    Aggregation to = recipe_aggregation(recipe, countries, sectors);
    renamed.clear();
    rename_words(to.sectors, renamed);
    regions = joined_members(countries, to);
    if (const Index row = find_country(countries, kRest); row >= 0)
      rest =
          to.countries[static_cast<std::size_t>(to.country_of[static_cast<std::size_t>(row)])].code;
    return to;
  };
  Imported out = record.import(request, diagnostics);
  if (!renamed.empty())
    say(out, diagnostics, "sectors whose codes are words of scenarios have others: " + renamed);
  describe(record, request, out);
  if (is_baseline(out)) {
    out.baseline.regions = regions;
    complete_rest(rest, out.baseline);
    complete_imported(recipe, out.baseline, diagnostics);
  } else if (options.recipe) {
    diagnostics.warning({}, fmt::format("{} is ignored: a recipe does not apply to imported rates",
                                        options.recipe->string()));
  }
  out.digits = recipe.digits;
  return out;
}

const char* mark_of(const Imported& imported) {
  return is_baseline(imported) ? kBaselineMark : kRatesMark;
}

void write_imported(const Imported& imported, const std::filesystem::path& folder) {
  if (is_baseline(imported)) {
    BaselineForm form{imported.digits, imported.unit, imported.unit_in_million, nullptr};
    if (!imported.inputs.domestic.empty()) form.inputs = &imported.inputs;
    write_baseline(imported.baseline, folder, form, imported.more);
    return;
  }
  OutputFolder out(folder, kRatesMark);
  out.write(kRatesMark, source_yaml(imported.baseline));
  for (const BaselineFile& file : imported.more) out.write(file.name, file.text);
  out.commit();
}

}  // namespace tariffsim
