#include "data/baseline_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/file.hpp"
#include "base/near_miss.hpp"
#include "data/baseline_tables.hpp"
#include "data/deflator_file.hpp"
#include "data/employment_file.hpp"
#include "data/product_file.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30U;
constexpr std::size_t kMaxErrorsPerFile = 20;

/// All files of a baseline, in the order in which they enter its hash.
constexpr std::array<const char*, 13> kFiles{
    "baseline.yaml",    "countries.csv",  "sectors.csv",      "flows.csv",        "tariffs.csv",
    "export_taxes.csv", "inputs.csv",     "final_demand.csv", "elasticities.csv", "groups.yaml",
    "products.csv",     "employment.csv", "deflators.csv"};

/// Files of one folder, found under their name or gzipped, and remembered for the hash.
class Folder {
 public:
  explicit Folder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    if (!fs::is_directory(path_, error))
      throw InputError({}, fmt::format("no baseline folder '{}'", path_.string()));
  }

  /// From now on a file from elsewhere stands for the folder's file of that name.
  void put_in_place(const std::string& name, fs::path file) { elsewhere_[name] = std::move(file); }

  /// A file, or nullptr if there is none.
  SourcePointer find(const std::string& name) {
    if (const auto at = elsewhere_.find(name); at != elsewhere_.end())
      return read_file(at->second, kMaxFileBytes);
    const std::optional<fs::path> path = path_of(name);
    if (!path) return nullptr;
    SourcePointer source = read_file(*path, kMaxFileBytes);
    hashed_[name] = sha256(source->text);
    return source;
  }

  /// The path of a file that is read later, if at all.
  std::optional<fs::path> find_for_later(const std::string& name) {
    std::optional<fs::path> path = path_of(name);
    if (path) hashed_[name] = sha256_of_file(*path);
    return path;
  }

  SourcePointer require(const std::string& name) {
    if (SourcePointer source = find(name)) return source;
    throw InputError(
        {}, fmt::format("{}: no such file, which every baseline needs", (path_ / name).string()));
  }

  /// SHA-256 over "hash  name" lines, as sha256sum prints them, of the unpacked files.
  std::string hash() const {
    std::string lines;
    for (const char* name : kFiles)
      if (const auto at = hashed_.find(name); at != hashed_.end())
        lines += fmt::format("{}  {}\n", at->second, name);
    return sha256(lines);
  }

  /// A misspelt file would silently be left out of the model.
  void warn_of_strangers(Diagnostics& diagnostics) const {
    const std::vector<std::string> known(kFiles.begin(), kFiles.end());
    for (const auto& entry : fs::directory_iterator(path_)) {
      fs::path name = entry.path().filename();
      if (name.extension() == ".gz") name = name.stem();
      if (name.extension() != ".csv" && name.extension() != ".yaml") continue;
      if (std::find(known.begin(), known.end(), name.string()) != known.end()) continue;
      const auto nearest = near_miss(name.string(), known);
      diagnostics.warning(
          {}, fmt::format("{}: not a file of a baseline, ignored", entry.path().string()),
          nearest ? fmt::format("did you mean {}?", *nearest) : "");
    }
  }

 private:
  std::optional<fs::path> path_of(const std::string& name) const {
    const bool plain = fs::exists(path_ / name);
    const bool packed = fs::exists(path_ / (name + ".gz"));
    if (plain && packed)
      throw InputError({},
                       fmt::format("{}: both {} and {}.gz are there: which is meant is not clear",
                                   path_.string(), name, name));
    if (!plain && !packed) return std::nullopt;
    return path_ / (packed ? name + ".gz" : name);
  }

  fs::path path_;
  std::map<std::string, std::string> hashed_;
  std::map<std::string, fs::path> elsewhere_;
};

/// Reads one file with its own count of errors; an exception's messages join the others.
template <class Read>
auto read_part(const SourcePointer& source, Diagnostics& all, Read read) {
  Diagnostics own(kMaxErrorsPerFile);
  std::optional<decltype(read(source, own))> part;
  try {
    part.emplace(read(source, own));
  } catch (const InputError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics())
      own.error(diagnostic.place, diagnostic.message, diagnostic.hint);
    part.emplace();
  }
  all.append(std::move(own));
  return std::move(*part);
}

Baseline with_metadata(const BaselineMetadata& metadata) {
  Baseline baseline;
  baseline.id = metadata.id;
  baseline.title = metadata.title;
  baseline.year = metadata.year;
  baseline.price_year = metadata.price_year;
  baseline.currency = metadata.currency;
  baseline.sources = metadata.sources;
  baseline.licence = metadata.licence;
  baseline.notes = metadata.notes;
  baseline.stands_alone = metadata.stands_alone;
  baseline.mark_exports_above = metadata.mark_exports_above;
  baseline.regions = metadata.regions;
  baseline.duty_observed = metadata.valuation == Valuation::duty_inclusive;
  baseline.tariff_name = baseline.default_tariff_name = metadata.tariffs;
  baseline.customs = metadata.customs;
  baseline.products_year = metadata.products_year.value_or(metadata.year);
  return baseline;
}

void read_optional_parts(Folder& folder, const Codes& codes, const Cleaning& cleaning,
                         Baseline& out, Diagnostics& all) {
  const auto read = [&](const char* name, auto reader, auto store) {
    if (const SourcePointer source = folder.find(name))
      store(read_part(source, all,
                      [&](const SourcePointer& s, Diagnostics& d) { return reader(s, codes, d); }));
  };
  out.tariff = Cube(codes.countries.size(), codes.sectors.size());
  read("tariffs.csv", read_tariffs, [&](TariffFile file) {
    out.tariff = std::move(file.rate);
    out.tariff_sets = std::move(file.others);
  });
  read("export_taxes.csv", read_rates, [&](Cube cube) { out.export_tax = std::move(cube); });
  const auto read_shares = [&](const SourcePointer& source, const Codes& known, Diagnostics& own) {
    return read_inputs(source, known, own, cleaning);
  };
  read("inputs.csv", read_shares, [&](InputTable inputs) {
    out.input_share = std::move(inputs.share);
    out.home_input = std::move(inputs.home);
  });
  read("final_demand.csv", read_final_demand,
       [&](Table shares) { out.final_share = std::move(shares); });
  read("elasticities.csv", read_elasticities,
       [&](std::vector<ElasticitySource> sources) { out.elasticities = std::move(sources); });
  read("employment.csv", read_employment, [&](Employment employment) {
    out.employment = std::make_shared<const Employment>(std::move(employment));
  });
  const auto read_prices = [](const SourcePointer& source, const Codes& known, Diagnostics& own) {
    return read_deflators(source, known.countries, own);
  };
  read("deflators.csv", read_prices,
       [&](DeflatorByCountry deflators) { out.deflators = std::move(deflators); });
  read("groups.yaml", read_groups, [&](GroupFile groups) {
    out.country_groups = std::move(groups.countries);
    out.sector_groups = std::move(groups.sectors);
    out.product_groups = std::move(groups.products);
  });
}

/// To million, net of duty.
void normalise(Baseline& baseline, const BaselineMetadata& metadata) {
  const bool with_duty = metadata.valuation == Valuation::duty_inclusive;
  const auto flow = baseline.flow.values();
  const auto tariff = std::as_const(baseline.tariff).values();
  for (std::size_t i = 0; i < flow.size(); ++i)
    flow[i] = metadata.unit_in_million * flow[i] / (with_duty ? 1 + tariff[i] : 1);
}

/// Codes that baseline.yaml names in its mapping `key`.
template <class Map>
void check_named(const Map& named, const char* key, const Codes& codes, Diagnostics& diagnostics) {
  for (const auto& entry : named)
    if (codes.countries.find(entry.first) < 0)
      diagnostics.error(
          {}, fmt::format("baseline.yaml: {}: {}", key, codes.countries.unknown(entry.first)),
          codes.countries.hint(entry.first));
}

/// A set is chosen by its name.
void check_tariff_names(const Baseline& baseline, Diagnostics& diagnostics) {
  for (const TariffSet& set : baseline.tariff_sets)
    if (set.name == baseline.tariff_name)
      diagnostics.error({},
                        fmt::format("tariffs.csv has a column '{}', and baseline.yaml says that "
                                    "the column 'rate' is called that",
                                    set.name),
                        "each set of tariffs needs a name of its own");
}

Baseline read_tables(Folder& folder, const BaselineMetadata& metadata, Diagnostics& diagnostics,
                     const Cleaning& cleaning = {}) {
  Baseline out = with_metadata(metadata);
  Diagnostics all;
  out.countries = read_part(folder.require("countries.csv"), all, tariffsim::read_countries);
  out.sectors = read_part(folder.require("sectors.csv"), all, tariffsim::read_sectors);
  all.throw_if_errors();
  const Codes codes{index_countries(out.countries), index_sectors(out.sectors)};
  check_named(out.regions, "regions", codes, all);
  check_named(out.customs, "customs_imports", codes, all);
  out.flow = read_part(folder.require("flows.csv"), all,
                       [&](const SourcePointer& source, Diagnostics& own) {
                         return read_flows(source, codes, own, cleaning);
                       });
  read_optional_parts(folder, codes, cleaning, out, all);
  if (const auto path = folder.find_for_later("products.csv"))
    out.products = products_in(*path, out, metadata.unit_in_million);
  folder.warn_of_strangers(all);
  check_tariff_names(out, all);
  all.throw_if_errors();
  diagnostics.append(std::move(all));
  normalise(out, metadata);
  out.hash = folder.hash();
  return out;
}

}  // namespace

Baseline read_baseline(const fs::path& path, Diagnostics& diagnostics) {
  Folder folder(path);
  Diagnostics own;
  const BaselineMetadata metadata = read_metadata(folder.require("baseline.yaml"), own);
  own.throw_if_errors();
  return read_tables(folder, metadata, diagnostics);
}

Baseline read_source(const fs::path& path, const BaselineMetadata& metadata,
                     Diagnostics& diagnostics, const fs::path& trade, const Cleaning& cleaning) {
  Folder folder(path);
  if (!trade.empty()) folder.put_in_place("flows.csv", trade);
  return read_tables(folder, metadata, diagnostics, cleaning);
}

}  // namespace tariffsim
