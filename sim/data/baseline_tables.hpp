// The CSV files of a baseline folder, one function each. Errors go to `diagnostics`; what could be
// read is returned.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "data/cleaning.hpp"
#include "model/baseline.hpp"
#include "model/code_index.hpp"

namespace tariffsim {

using SourcePointer = std::shared_ptr<const SourceText>;

/// countries.csv; names and numeric codes that it does not give are those of ISO 3166-1.
std::vector<Country> read_countries(const SourcePointer& source, Diagnostics& diagnostics);
/// sectors.csv
std::vector<Sector> read_sectors(const SourcePointer& source, Diagnostics& diagnostics);

/// Known codes of the other files.
struct Codes {
  CodeIndex countries;
  CodeIndex sectors;
};

/// flows.csv: values as in the file, >= 0; what is cleaned is said in a note.
Cube read_flows(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics,
                const Cleaning& cleaning = {});
/// tariffs.csv: rates above -1, 0 on oneself, in the column `rate` and in further ones, of which
/// each is a set that can be chosen instead; an empty field of these is 0.
struct TariffFile {
  Cube rate;
  std::vector<TariffSet> others;
};
TariffFile read_tariffs(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics);
/// export_taxes.csv: rates above -1, 0 on oneself.
Cube read_rates(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics);
/// inputs.csv: shares in [0, 1], those of one sector's inputs summing to at most 1; domestic and
/// imported ones, if the column `origin` tells them apart, are added up; those of origin `any`
/// are not told apart.
struct InputTable {
  InputShares share;
  InputShares home;  ///< Baseline::home_input; empty without `origin`
};
InputTable read_inputs(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics,
                       const Cleaning& cleaning = {});
/// final_demand.csv: shares in [0, 1] summing to 1.
Table read_final_demand(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics);
/// elasticities.csv: a positive number for every sector.
std::vector<ElasticitySource> read_elasticities(const SourcePointer& source, const Codes& codes,
                                                Diagnostics& diagnostics);

/// groups.yaml: groups of countries, of sectors under `sectors:`, lists of products under
/// `products:`.
struct GroupFile {
  Groups countries;
  Groups sectors;
  Groups products;
};
GroupFile read_groups(const SourcePointer& source, const Codes& codes, Diagnostics& diagnostics);

}  // namespace tariffsim
